package io.rivulet.job.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The settings of a YAML file, where {@code a: {b: 1}}, {@code a.b: 1} and any mixture say the
 * same.
 */
final class ConfigurationFile {

  private final String name;
  private final Settings settings = new Settings();

  private ConfigurationFile(String name) {
    this.name = name;
  }

  static Settings read(Path path) {
    return parse(text(path), String.valueOf(path.getFileName()));
  }

  static Settings parse(String text, String name) {
    var file = new ConfigurationFile(name);
    YamlDocument.parse(text, name).ifPresent(root -> file.collect("", root));
    return file.settings;
  }

  private void collect(String prefix, MappingNode map) {
    for (NodeTuple tuple : map.getValue()) {
      String key = prefix + YamlDocument.key(tuple);
      Node node = tuple.getValueNode();
      if (node instanceof MappingNode below && !below.getValue().isEmpty()) {
        collect(key + ".", below);
      } else {
        set(key, node);
      }
    }
  }

  private void set(String key, Node node) {
    String origin = YamlDocument.origin(name, node);
    boolean empty = YamlScalar.isNull(node) || node instanceof MappingNode;
    if (empty && JobOptions.isSection(key)) {
      return;
    }
    settings.put(key, raw(node), origin);
    if (empty) {
      throw new ConfigurationException(
          key + " has no value (" + origin + "); give one or remove the line");
    }
  }

  /** Options read the text as written, so that {@code 1.10} stays what it is. */
  private static Object raw(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : YamlDocument.value(node);
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(path + " is not UTF-8; save it in this encoding");
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot read " + path + " (" + e.getClass().getSimpleName() + "); check --config");
    }
  }
}
