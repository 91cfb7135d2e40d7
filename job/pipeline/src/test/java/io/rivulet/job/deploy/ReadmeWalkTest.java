package io.rivulet.job.deploy;

import static io.rivulet.job.deploy.DeployFiles.at;
import static io.rivulet.job.deploy.DeployFiles.list;
import static io.rivulet.job.deploy.DeployFiles.map;
import static io.rivulet.job.deploy.DeployFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.kafka.FlinkKeyCheck;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on each page of {@code deploy/}, walked as far as they go without an engine. */
final class ReadmeWalkTest {

  private static final String DOCKER = "docker/README.md";
  private static final String KUBERNETES = "kubernetes/README.md";
  private static final String STANDALONE = "standalone/README.md";

  @TempDir static Path dir;
  private static Walk docker;
  private static Walk kubernetes;
  private static Walk standalone;

  @BeforeAll
  static void walk() throws IOException, InterruptedException {
    docker = Walk.through(DOCKER, Files.createDirectory(dir.resolve("docker")));
    kubernetes = Walk.through(KUBERNETES, Files.createDirectory(dir.resolve("kubernetes")));
    standalone = Walk.through(STANDALONE, Files.createDirectory(dir.resolve("standalone")));
  }

  @Test
  void docker_walked_namesFilesServicesAndSettingsThatExist() throws Exception {

    assertThat(docker.calls("docker"))
        .hasSizeGreaterThan(4)
        .allMatch(words -> words.subList(1, 3).equals(List.of("compose", "-f")))
        .allMatch(words -> Files.exists(docker.checkout().resolve(words.get(3))));
    assertThat(docker.calls("docker"))
        .filteredOn(words -> words.contains("run"))
        .singleElement()
        .satisfies(words -> assertThat(words).containsAnyElementsOf(services()));
    assertThat(docker.text("/flink").lines().filter(line -> !line.isEmpty()))
        .singleElement()
        .satisfies(ReadmeWalkTest::goesOnFromTheSavepointDirectory);
    assertThat(properties()).contains("\n${RIVULET_FLINK:-}\n");
  }

  private static void goesOnFromTheSavepointDirectory(String line) throws Exception {
    String[] setting = line.split(": ", 2);
    assertThat(FlinkKeyCheck.findings(List.of(setting[0]))).isEmpty();
    assertThat(setting[1])
        .startsWith(FlinkSettings.compose().get("execution.checkpointing.savepoint-dir") + "/");
  }

  @Test
  void docker_addresses_areThoseThatComposePublishes() throws IOException {
    Set<String> named =
        Pattern.compile("localhost:(\\d+)")
            .matcher(DeployFiles.text(DOCKER))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(named).isEqualTo(published());
    assertThat(String.valueOf(at(DeployFiles.service("kafka"), "environment", "KAFKA_LISTENERS")))
        .contains("OUTSIDE://:9092");
    assertThat(
            String.valueOf(
                at(DeployFiles.service("kafka"), "environment", "KAFKA_ADVERTISED_LISTENERS")))
        .contains("OUTSIDE://localhost:9092");
  }

  @Test
  void kubernetes_walked_namesFilesAndObjectsThatExist() throws Exception {
    List<List<String>> calls = kubernetes.calls("kubectl");

    assertThat(calls).hasSizeGreaterThan(14);
    Object deployment = at(deployment(), "metadata", "name");
    String image = String.valueOf(at(deployment(), "spec", "image"));
    for (List<String> words : calls) {
      assertThat(values(words, "-f", "-k"))
          .allMatch(file -> file.equals("-") || Files.exists(kubernetes.checkout().resolve(file)));
      assertThat(values(words, "-n")).allMatch(List.of("rivulet", "kafka")::contains);
      int kind = words.indexOf("flinkdeployment");
      assertThat(kind < 0 || words.get(kind + 1).equals(deployment)).isTrue();
    }
    String user = "kafkauser/" + user("name");
    assertThat(calls).anyMatch(words -> words.contains(user));
    assertThat(secrets(calls, "get"))
        .containsExactly(
            user("labels").replaceAll("\\{strimzi.io/cluster=(.*)}", "$1") + "-cluster-ca-cert",
            user("name"));
    assertThat(kubernetes.calls("docker"))
        .filteredOn(words -> words.contains("build"))
        .singleElement()
        .satisfies(
            words -> {
              assertThat(values(words, "-t")).containsExactly(image);
              assertThat(values(words, "-f"))
                  .allMatch(file -> Files.exists(kubernetes.checkout().resolve(file)));
            });
  }

  @Test
  void kubernetes_patches_fitTheDefinition() throws Exception {
    Schema schema = Schema.ofFlinkDeployment();
    List<String> bodies = new ArrayList<>();
    for (List<String> words : kubernetes.calls("kubectl")) {
      if (words.contains("merge")) {
        bodies.addAll(values(words, "-p"));
      }
    }

    assertThat(bodies)
        .hasSize(4)
        .allSatisfy(body -> assertThat(schema.problems(DeployFiles.parse(body).get(0))).isEmpty());
    assertThat(bodies)
        .filteredOn(body -> body.contains("initialSavepointPath"))
        .allMatch(body -> body.contains("\"file:///state/savepoints/"));
  }

  @Test
  void kubernetes_secret_isWhatTheJobReads() throws Exception {
    Map<String, Object> template = DeployFiles.yaml("kubernetes/secret.yaml").get(0);
    Properties made = new Properties();
    made.load(new StringReader(kubernetes.text("/secret/kafka.properties")));
    Properties filledIn = new Properties();
    filledIn.load(new StringReader(String.valueOf(at(template, "stringData", "kafka.properties"))));

    assertThat(made).isEqualTo(Map.of("sasl.jaas.config", "a.Login required password=\"p\";"));
    assertThat(filledIn).containsOnlyKeys("sasl.jaas.config");
    assertThat(kubernetes.text("/secret/ca.crt")).isEqualTo("certificate\n");
    assertThat(secrets(kubernetes.calls("kubectl"), "generic"))
        .containsOnly(String.valueOf(at(template, "metadata", "name")));
    assertThat(at(DeployFiles.volume(DeployFiles.podSpec(), "kafka"), "secret", "secretName"))
        .isEqualTo(at(template, "metadata", "name"));
    assertThat(map(template.get("stringData"))).containsOnlyKeys("kafka.properties", "ca.crt");
    assertThat(DeployFiles.text("kubernetes/job.yaml"))
        .contains("/etc/secrets/kafka/kafka.properties:sasl.jaas.config")
        .contains("/etc/secrets/kafka/ca.crt");
    assertThat(kubernetes.checkout().resolve("kafka.properties")).doesNotExist();
  }

  @Test
  void standalone_walked_bringsEverythingThatTheUnitsName() throws Exception {

    assertThat(standalone.path("/remote/rivulet/deploy/standalone/config.yaml")).exists();
    assertThat(standalone.path("/remote/rivulet/job/cli/target/rivulet/rivulet-job.jar")).exists();
    assertThat(standalone.path("/opt/flink/usrlib/rivulet-job.jar")).exists();
    assertThat(standalone.text("/opt/flink/conf/config.yaml"))
        .isEqualTo(DeployFiles.text("standalone/config.yaml"));
    for (Unit unit : Unit.all()) {
      assertThat(standalone.path("/etc/systemd/system/" + unit.file()))
          .hasContent(DeployFiles.text("standalone/" + unit.file()));
      assertThat(unit.directories()).allMatch(path -> Files.isDirectory(standalone.path(path)));
      assertThat(unit.configurations()).allMatch(path -> Files.exists(standalone.path(path)));
      assertThat(standalone.calls("useradd")).anyMatch(words -> words.contains(unit.one("User")));
    }
    assertThat(FlinkSettings.standalone().values())
        .filteredOn(value -> value.startsWith("file:///"))
        .hasSize(2)
        .allMatch(
            address -> Files.isDirectory(standalone.path(address.substring("file://".length()))));
    assertThat(standalone.path(FlinkSettings.standalone().get("io.tmp.dirs"))).isDirectory();
  }

  @Test
  void standalone_servicesThatAreCalled_areThoseThatWereInstalled() throws Exception {
    Set<String> called = new TreeSet<>();
    for (List<String> words : standalone.calls("systemctl")) {
      if (!words.contains("daemon-reload")) {
        assertThat(
                standalone.path("/etc/systemd/system/" + words.get(words.size() - 1) + ".service"))
            .exists();
      }
      if (words.contains("enable") || words.contains("start")) {
        called.add(words.get(words.size() - 1) + ".service");
      }
    }

    assertThat(called).isEqualTo(Unit.all().stream().map(Unit::file).collect(Collectors.toSet()));
  }

  @Test
  void standalone_restore_startsFromWhereStatesLie_andOnlyOnce() throws Exception {
    String states = "RIVULET_START=--fromSavepoint file:///var/lib/rivulet/";

    assertThat(standalone.text("/started").lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith(states + "savepoints/"))
        .anyMatch(line -> line.startsWith(states + "checkpoints/"));
    assertThat(standalone.path("/etc/rivulet/jobmanager.env")).doesNotExist();
  }

  @Test
  void standalone_retention_isThatOfTheOtherWays() throws Exception {
    assertThat(standalone.calls("kafka-configs.sh"))
        .singleElement()
        .satisfies(
            words ->
                assertThat(String.join(" ", words))
                    .endsWith(
                        "--entity-name rivulet.predictions --add-config retention.ms="
                            + KafkaTopics.ofKubernetes()
                                .get("rivulet.predictions")
                                .get("retention.ms")));
  }

  private static List<String> values(List<String> words, String... options) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < words.size() - 1; i++) {
      if (List.of(options).contains(words.get(i))) {
        values.add(words.get(i + 1));
      }
    }
    return values;
  }

  /** The word behind {@code secret VERB} of each call that has them. */
  private static List<String> secrets(List<List<String>> calls, String verb) {
    List<String> names = new ArrayList<>();
    for (List<String> words : calls) {
      int secret = words.indexOf("secret");
      if (secret > 0 && words.contains(verb)) {
        names.add(words.get(verb.equals("generic") ? secret + 2 : secret + 1));
      }
    }
    return names;
  }

  private static Set<String> services() throws IOException {
    return map(DeployFiles.yaml("docker/compose.yaml").get(0).get("services")).keySet();
  }

  private static Set<String> published() throws IOException {
    Set<String> ports = new TreeSet<>();
    for (String service : services()) {
      for (Object port : list(DeployFiles.service(service).getOrDefault("ports", List.of()))) {
        ports.add(String.valueOf(port).split(":", -1)[1]);
      }
    }
    return ports;
  }

  private static String properties() throws IOException {
    return String.valueOf(at(DeployFiles.service("jobmanager"), "environment", "FLINK_PROPERTIES"));
  }

  private static Map<String, Object> deployment() throws IOException {
    return DeployFiles.flinkDeployment();
  }

  private static String user(String field) throws IOException {
    return texts(DeployFiles.yaml("kubernetes/user.yaml").get(0).get("metadata")).get(field);
  }
}
