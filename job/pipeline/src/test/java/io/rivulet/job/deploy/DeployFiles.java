package io.rivulet.job.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of {@code deploy/}, parsed. */
final class DeployFiles {

  private static final Path ROOT =
      Path.of("").toAbsolutePath().getParent().getParent().resolve("deploy");

  private DeployFiles() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String text(String name) throws IOException {
    return Files.readString(path(name));
  }

  /** Names of all files, relative to the directory. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> ROOT.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** The documents of a YAML file; a key that stands twice is an error. */
  static List<Map<String, Object>> yaml(String name) throws IOException {
    return parse(text(name));
  }

  static List<Map<String, Object>> parse(String yaml) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    List<Map<String, Object>> documents = new ArrayList<>();
    new Yaml(new SafeConstructor(options)).loadAll(yaml).forEach(each -> documents.add(map(each)));
    return documents;
  }

  /** The documents of one kind in the Kubernetes manifest. */
  static List<Map<String, Object>> manifest(String kind) throws IOException {
    return yaml("kubernetes/rivulet.yaml").stream()
        .filter(document -> kind.equals(document.get("kind")))
        .toList();
  }

  static Map<String, Object> flinkDeployment() throws IOException {
    return manifest("FlinkDeployment").get(0);
  }

  static Map<String, Object> podSpec() throws IOException {
    return map(at(flinkDeployment(), "spec", "podTemplate", "spec"));
  }

  /** A service of the compose file. */
  static Map<String, Object> service(String name) throws IOException {
    return map(at(yaml("docker/compose.yaml").get(0), "services", name));
  }

  /** The address at which containers reach the broker. */
  static String kafkaInCompose() throws IOException {
    String listeners = (String) at(service("kafka"), "environment", "KAFKA_ADVERTISED_LISTENERS");
    return listeners.replaceFirst("INSIDE://([^,]+),.*", "$1");
  }

  static Map<String, Object> volume(Map<String, Object> pod, String name) {
    return list(pod.get("volumes")).stream()
        .map(DeployFiles::map)
        .filter(volume -> name.equals(volume.get("name")))
        .findFirst()
        .orElseThrow();
  }

  /** What lies at a path of keys and, for lists, indices. */
  static Object at(Object node, Object... path) {
    Object here = node;
    for (Object step : path) {
      here = step instanceof Integer index ? list(here).get(index) : map(here).get(step);
      if (here == null) {
        throw new AssertionError("nothing at " + List.of(path) + ", missing " + step);
      }
    }
    return here;
  }

  static Map<String, Object> map(Object node) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) node).forEach((key, value) -> map.put(String.valueOf(key), value));
    return map;
  }

  static Map<String, String> texts(Object node) {
    Map<String, String> texts = new LinkedHashMap<>();
    map(node).forEach((key, value) -> texts.put(key, String.valueOf(value)));
    return texts;
  }

  static List<?> list(Object node) {
    return (List<?>) node;
  }
}
