package io.rivulet.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.rivulet.cli.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The little that a submission must know of the job's configuration; the job itself checks it. */
final class JobConfiguration {

  static final String BOOTSTRAP = "kafka.bootstrap.servers";

  private JobConfiguration() {}

  static boolean namesBroker(Path file, List<String> arguments) {
    return arguments.stream().anyMatch(each -> each.startsWith("--" + BOOTSTRAP))
        || holds(read(file), BOOTSTRAP);
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw Failure.failed(
          "the configuration " + file + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** A dotted key may be nested at any of its dots. */
  private static boolean holds(JsonNode node, String key) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String name = field.getKey();
      String rest = key.startsWith(name + ".") ? key.substring(name.length() + 1) : "";
      if (name.equals(key) || (!rest.isEmpty() && holds(field.getValue(), rest))) {
        return true;
      }
    }
    return false;
  }
}
