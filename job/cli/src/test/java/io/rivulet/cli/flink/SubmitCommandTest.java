package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.kafka.FlinkStandIn;
import io.rivulet.cli.kafka.KafkaCommandTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit} and {@code restore} print, with a client that submits to nothing. */
final class SubmitCommandTest extends KafkaCommandTest {

  private static final String JOB = "0123456789abcdef0123456789abcdef";
  private static final String HOME = "rivulet.home";
  private static final String TERMINAL = "rivulet.terminal";

  private final String before = System.getProperty(HOME);

  @TempDir private Path dir;

  @BeforeEach
  void buildAHome() throws IOException {
    ClientStandIn.build(dir, JOB);
    System.setProperty(HOME, dir.toString());
  }

  @AfterEach
  void leaveIt() {
    if (before == null) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, before);
    }
    System.clearProperty(TERMINAL);
  }

  @Test
  void submit_onATerminal_printsTheIdOnALineOfItsOwn() throws IOException {
    createTopics(1);
    System.setProperty(TERMINAL, "true");

    String screen = screen(0, new FlinkStandIn(1, 1).withSubmitted(JOB));

    assertThat(screen).contains("waiting until job " + JOB + " runs");
    assertThat(screen.split("\\R", -1)).endsWith(JOB, "");
  }

  @Test
  void submit_jobIsGoneAtOnce_saysSoOnALineOfItsOwn() throws IOException {
    createTopics(1);
    System.setProperty(TERMINAL, "true");

    String screen = screen(1, new FlinkStandIn(1, 1));

    assertThat(screen.lines()).anyMatch(line -> line.startsWith("rivulet: http://"));
  }

  @Test
  void submit_always_saysWhatItReadAndPrintsTheBareId() throws IOException {
    createTopics(1);

    Run run = submitted(command("submit", "--name", "pumps of hall 3", "-Dparallelism.default=1"));

    assertThat(run.out()).isEqualTo(JOB + "\n");
    assertThat(run.err().lines())
        .contains(
            "job       pumps of hall 3, group rivulet",
            "config    " + dir.resolve("job.yaml"),
            "brokers   " + bootstrapServers(),
            "topics    " + prefix() + "samples to " + prefix() + "weights",
            "models    'pump-*' rls, '*' sgd",
            "delivery  exactly-once",
            "start     latest")
        .noneMatch(line -> line.contains("canary"));
    assertThat(said()).contains("--job.name=pumps of hall 3", "--config");
  }

  @Test
  void restore_json_isOneDocumentWithWhatWasRead() throws IOException {
    createTopics(1);

    Run run = submitted(command("restore", "file:/savepoint-1", "--name", "pumps", "--json"));

    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain("config ");
    assertThat(document.path("jobId").asText()).isEqualTo(JOB);
    assertThat(document.path("name").asText()).isEqualTo("pumps");
    assertThat(document.path("groupId").asText()).isEqualTo("rivulet");
    assertThat(document.path("topicsPrefix").asText()).isEqualTo(prefix());
    assertThat(document.path("models").toString())
        .isEqualTo(
            "[{\"match\":\"pump-*\",\"learner\":\"rls\"},{\"match\":\"*\",\"learner\":\"sgd\"}]");
    assertThat(document.path("delivery").asText()).isEqualTo("exactly-once");
    assertThat(document.path("start").asText()).isEqualTo("latest");
    assertThat(document.path("savepoint").asText()).isEqualTo("file:/savepoint-1");
    assertThat(said()).contains("--fromSavepoint", "file:/savepoint-1", "--job.name=pumps");
  }

  @Test
  void restore_human_startsFromTheSavepoint() throws IOException {
    createTopics(1);

    Run run = submitted(command("restore", "file:/savepoint-1"));

    assertThat(run.err().lines()).contains("job       rivulet", "start     from file:/savepoint-1");
    assertThat(run.out()).isEqualTo(JOB + "\n");
  }

  @Test
  void submit_nameThatCannotBeShown_isRefused() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(1, 1)) {
      Run run = runBare(with(flink, command("submit", "--name", "a\u0007b")));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("job.name must be 1 to 128 printable characters");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  private Run submitted(List<String> command) throws IOException {
    try (var flink = new FlinkStandIn(1, 1).withSubmitted(JOB)) {
      Run run = runBare(with(flink, command));
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(flink.unexpected()).isEmpty();
      return run;
    }
  }

  /** Everything that a terminal gets, in its order. */
  private String screen(int expected, FlinkStandIn cluster) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var screen = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PrintStream before = System.err;
    System.setErr(screen);
    try (cluster) {
      var writer = new PrintWriter(screen, true, StandardCharsets.UTF_8);
      int code =
          Rivulet.commandLine()
              .setOut(writer)
              .setErr(writer)
              .execute(with(cluster, command("submit")));
      assertThat(code).isEqualTo(expected);
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<String> command(String... words) {
    return Arrays.asList(words);
  }

  private String[] with(FlinkStandIn flink, List<String> command) throws IOException {
    String yaml =
        """
        kafka.bootstrap.servers: "%s"
        kafka.start: latest
        kafka.properties.client.id: canary
        topics.prefix: %s
        delivery: exactly-once
        models:
          - {match: "pump-*", spec: {learner: rls, dimension: 3}}
          - {match: "*", spec: {learner: sgd, dimension: 3, rate: 0.1}}
        """
            .formatted(bootstrapServers(), prefix());
    Path file = Files.writeString(dir.resolve("job.yaml"), yaml);
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of("--config", file.toString(), "--rest", flink.rest()));
    return all.toArray(String[]::new);
  }

  private List<String> said() throws IOException {
    return Files.readAllLines(dir.resolve("job/cli/target/rivulet/said"));
  }
}
