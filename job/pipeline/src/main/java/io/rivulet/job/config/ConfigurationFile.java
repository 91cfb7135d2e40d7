package io.rivulet.job.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The settings of a YAML file, where {@code a: {b: 1}}, {@code a.b: 1} and any mixture say the
 * same.
 */
final class ConfigurationFile {

  private final String name;
  private final Settings settings = new Settings();

  private final Problems problems;

  private ConfigurationFile(String name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * What cannot be used is left out and reported.
   *
   * @throws ConfigurationException when nothing can be, since the file is no such document
   */
  static Settings read(Path path, Problems problems) {
    var file = new ConfigurationFile(String.valueOf(path.getFileName()), problems);
    file.parse(text(path));
    return file.settings;
  }

  private void parse(String text) {
    YamlDocument.parse(text, name).ifPresent(root -> collect("", root));
  }

  private void collect(String prefix, MappingNode map) {
    for (NodeTuple tuple : map.getValue()) {
      String key = prefix + YamlDocument.key(tuple);
      Node node = tuple.getValueNode();
      if (node instanceof MappingNode below && !below.getValue().isEmpty()) {
        collect(key + ".", below);
      } else {
        problems.check(() -> set(key, node));
      }
    }
  }

  private void set(String key, Node node) {
    String origin = YamlDocument.origin(name, node);
    boolean empty = YamlScalar.isNull(node) || node instanceof MappingNode;
    if (empty && JobOptions.isSection(key)) {
      return;
    }
    if (empty) {
      Settings.requireOption(key, origin);
      throw new ConfigurationException(
          key + " has no value (" + origin + "); give one or remove the line");
    }
    settings.put(key, raw(node), origin);
    if (node instanceof SequenceNode list) {
      place(key, list);
    }
  }

  /** Every line below a list, so that an error in it can be found. */
  private void place(String path, Node node) {
    settings.place(path, YamlDocument.origin(name, node));
    if (node instanceof MappingNode map) {
      for (NodeTuple tuple : map.getValue()) {
        place(path + "." + YamlDocument.key(tuple), tuple.getValueNode());
      }
    }
    if (node instanceof SequenceNode list) {
      for (int i = 0; i < list.getValue().size(); i++) {
        place(path + "[" + i + "]", list.getValue().get(i));
      }
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
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("there is no file " + path + "; check --config");
    } catch (IOException e) {
      if (Files.isDirectory(path)) {
        throw new ConfigurationException(
            path + " is a directory; --config takes a file with the configuration");
      }
      throw new ConfigurationException(
          "cannot read " + path + "; check that --config names a file that this user may read");
    }
  }
}
