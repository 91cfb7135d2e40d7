package io.rivulet.job.config;

import io.rivulet.wire.SpecJson;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The text of a learner spec in a file of its own: JSON, or YAML as in the configuration. */
public final class SpecText {

  private SpecText() {}

  /**
   * The fields of a spec, nulls included: of YAML when the file is named so or the text does not
   * begin with a brace, else of JSON.
   *
   * @throws IllegalArgumentException when the text is not one object
   */
  public static Map<String, Object> read(Path file, String text) {
    return isYaml(file.toString(), text) ? yaml(file, text) : SpecJson.read(text);
  }

  private static boolean isYaml(String name, String text) {
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return name.endsWith(".yaml") || name.endsWith(".yml") || !plain.stripLeading().startsWith("{");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> yaml(Path file, String text) {
    try {
      MappingNode spec =
          YamlDocument.parse(text, file.getFileName().toString())
              .orElseThrow(() -> new IllegalArgumentException("spec is empty"));
      return (Map<String, Object>) YamlDocument.value(spec);
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException("spec is not YAML: " + e.getMessage(), e);
    }
  }
}
