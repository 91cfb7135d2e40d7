package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.map;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The schema that the Flink operator gives Kubernetes for a {@code FlinkDeployment}. Like the API
 * server with strict field validation it refuses unknown fields.
 *
 * <p>It is that of the newest release which can be had as a library, 1.10.0, or of the file that
 * the system property {@code operator.definition} names. The page about Kubernetes patches it, and
 * so is it patched here.
 */
final class Schema {

  private static final String RESOURCE =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private final Map<String, Object> spec;
  private final List<String> problems = new ArrayList<>();

  private Schema(Map<String, Object> spec) {
    this.spec = spec;
  }

  static Schema ofFlinkDeployment() throws IOException {
    Map<String, Object> definition = DeployFiles.parse(definition()).get(0);
    VersionPatch.ofThePage().apply(definition);
    return new Schema(
        map(
            DeployFiles.at(
                definition,
                "spec",
                "versions",
                0,
                "schema",
                "openAPIV3Schema",
                "properties",
                "spec")));
  }

  private static String definition() throws IOException {
    String file = System.getProperty("operator.definition");
    if (file != null) {
      return Files.readString(Path.of(file));
    }
    try (InputStream resource = Schema.class.getResourceAsStream(RESOURCE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What is wrong with the {@code spec} of a deployment. */
  List<String> problems(Object deployment) {
    problems.clear();
    check("spec", DeployFiles.at(deployment, "spec"), spec);
    return List.copyOf(problems);
  }

  /** The values of a field of {@code spec} that has a list of them. */
  List<?> allowed(String field) {
    return list(DeployFiles.at(spec, "properties", field, "enum"));
  }

  private void check(String path, Object node, Map<String, Object> schema) {
    if (schema.get("enum") instanceof List<?> allowed) {
      require(allowed.contains(node), path, "must be one of " + allowed);
    }
    if (!schema.containsKey("type") && schema.containsKey("x-kubernetes-preserve-unknown-fields")) {
      return;
    }
    if (schema.containsKey("x-kubernetes-int-or-string")) {
      require(node instanceof Integer || node instanceof String, path, "is no int or string");
      return;
    }
    switch (String.valueOf(schema.get("type"))) {
      case "object" -> checkObject(path, node, schema);
      case "array" -> checkArray(path, node, schema);
      case "string" -> require(node instanceof String, path, "is no string");
      case "boolean" -> require(node instanceof Boolean, path, "is no boolean");
      case "integer" -> require(node instanceof Integer, path, "is no integer");
      case "number" -> require(node instanceof Number, path, "is no number");
      default -> throw new AssertionError("schema of " + path + " has an unknown type");
    }
  }

  private void checkArray(String path, Object node, Map<String, Object> schema) {
    if (!(node instanceof List<?>)) {
      require(false, path, "is no list");
      return;
    }
    for (Object each : list(node)) {
      check(path + "[]", each, map(schema.get("items")));
    }
  }

  private void checkObject(String path, Object node, Map<String, Object> schema) {
    if (!(node instanceof Map<?, ?>)) {
      require(false, path, "is no map");
      return;
    }
    Map<String, Object> fields =
        schema.containsKey("properties") ? map(schema.get("properties")) : Map.of();
    map(node)
        .forEach(
            (key, value) -> {
              String below = path + "." + key;
              if (fields.containsKey(key)) {
                check(below, value, map(fields.get(key)));
              } else if (schema.get("additionalProperties") instanceof Map<?, ?> any) {
                check(below, value, map(any));
              } else {
                require(fields.isEmpty(), below, "is unknown");
              }
            });
  }

  private void require(boolean holds, String path, String otherwise) {
    if (!holds) {
      problems.add(path + " " + otherwise);
    }
  }
}
