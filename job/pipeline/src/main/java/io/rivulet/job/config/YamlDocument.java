package io.rivulet.job.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text as nodes that know their lines, checked: keys are texts, none twice, nesting is
 * bounded. Nothing of the text except keys reaches an error, because it may hold a secret: the
 * parser's own messages quote it.
 */
final class YamlDocument {

  private static final int MOST_NESTING = 32;

  private final String name;
  private final Problems problems = new Problems();

  private YamlDocument(String name) {
    this.name = name;
  }

  /**
   * The top-level map, empty when the text has nothing but blanks and comments.
   *
   * @param name of the file, for errors
   */
  static Optional<MappingNode> parse(String text, String name) {
    var document = new YamlDocument(name);
    Node root = document.compose(text);
    if (root == null || YamlScalar.isNull(root)) {
      return Optional.empty();
    }
    document.check(root, 0);
    document.problems.throwIfAny();
    if (root instanceof MappingNode map) {
      return Optional.of(map);
    }
    throw new ConfigurationException(
        name
            + " must be a map of keys to values, such as 'kafka.bootstrap.servers: localhost:9092'");
  }

  static String key(NodeTuple tuple) {
    return ((ScalarNode) tuple.getKeyNode()).getValue();
  }

  /** Maps, lists, texts, numbers, booleans and nulls, as a JSON reader would give them. */
  static Object value(Node node) {
    if (node instanceof MappingNode map) {
      Map<String, Object> values = new LinkedHashMap<>();
      map.getValue().forEach(tuple -> values.put(key(tuple), value(tuple.getValueNode())));
      return Collections.unmodifiableMap(values);
    }
    if (node instanceof SequenceNode list) {
      List<Object> values = new ArrayList<>();
      list.getValue().forEach(element -> values.add(value(element)));
      return Collections.unmodifiableList(values);
    }
    return YamlScalar.value((ScalarNode) node);
  }

  static String origin(String name, Node node) {
    return name + ", line " + (node.getStartMark().getLine() + 1);
  }

  private Node compose(String text) {
    try {
      return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new ConfigurationException(
          name
              + ", line "
              + line
              + ", is not YAML (one document); look for wrong indentation, a missing ': ', and"
              + " values that need"
              + " quotes because they hold one of *&!%@`{}[]#");
    } catch (YAMLException e) {
      throw new ConfigurationException(
          name + " is not YAML; look for control characters, or more than 3 MB or 50 aliases");
    }
  }

  private void check(Node node, int depth) {
    if (depth > MOST_NESTING) {
      throw new ConfigurationException(
          origin(name, node) + ", is nested deeper than " + MOST_NESTING + " levels; flatten it");
    }
    if (node instanceof MappingNode map) {
      checkKeys(map);
      map.getValue().forEach(tuple -> check(tuple.getValueNode(), depth + 1));
    }
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(element -> check(element, depth + 1));
    }
    if (node instanceof ScalarNode scalar && !YamlScalar.isReadable(scalar)) {
      problems.add(
          "",
          origin(name, node)
              + ", holds a number that is not finite or too long; quote it if it is text");
    }
  }

  private void checkKeys(MappingNode map) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple tuple : map.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode)) {
        problems.add(
            "", origin(name, tuple.getKeyNode()) + ", has a list or map as a key; keys are texts");
      } else if (!keys.add(key(tuple))) {
        problems.add(
            "",
            origin(name, tuple.getKeyNode())
                + ", has the key '"
                + key(tuple)
                + "' twice; keep one");
      }
    }
  }
}
