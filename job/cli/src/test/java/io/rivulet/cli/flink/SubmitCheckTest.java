package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.FlinkStandIn;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit}, {@code submit --check} and {@code doctor} say before a job starts. */
final class SubmitCheckTest extends KafkaCommandTest {

  private static final String MODELS =
      "models: [{match: '*', spec: {learner: rls, dimension: 3}}]\n";

  @TempDir private Path dir;

  @Test
  void check_everythingThere_submitsNothing() throws IOException {
    createTopics(2);
    try (var flink = new FlinkStandIn(2, 2)) {
      Run run = submit(flink, MODELS, "--check", "-Dparallelism.default=2");

      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      assertThat(run.out()).endsWith("the job can run\n");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void submit_tooFewSlots_isRefusedWithTheNumbers() throws IOException {
    createTopics(4);
    try (var flink = new FlinkStandIn(4, 1).withSetting("parallelism.default", "8")) {
      Run run = submit(flink, MODELS);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("the job needs 8 slot(s), 1 of 4 are free at " + flink.rest())
          .contains("-Dparallelism.default to at most 1")
          .contains("nothing was submitted")
          .doesNotContain("Exception");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void check_noSlotIsFree_advisesNoParallelism() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(4, 0)) {
      Run run = submit(flink, MODELS, "--check");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out())
          .contains("the job needs 1 slot(s), 0 of 4 are free at " + flink.rest() + "; stop a job")
          .doesNotContain("-Dparallelism.default");
    }
  }

  @Test
  void check_clusterThatTakesWhatThereIs_needsNoSlots() throws IOException {
    createTopics(4);
    try (var flink = new FlinkStandIn(0, 0).withSetting("execution.target", "kubernetes-session")) {
      assertThat(submit(flink, MODELS, "--check", "-Dparallelism.default=4").exitCode()).isZero();
    }
    try (var flink = new FlinkStandIn(1, 1).withSetting("jobmanager.scheduler", "adaptive")) {
      assertThat(submit(flink, MODELS, "--check", "-Dparallelism.default=4").exitCode()).isZero();
    }
  }

  @Test
  void submit_jobOfThatNameRuns_isRefused() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 1).withJob("f00d", "rivulet", "RUNNING")) {
      Run run = submit(flink, MODELS);
      Run doctor = doctor(flink, MODELS);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("job f00d (RUNNING) of this name is on the cluster");
      assertThat(doctor.exitCode()).as("the job it is asked about").isZero();
      assertThat(doctor.out()).contains("note").contains("job f00d (RUNNING)");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void check_jobOfThatNameHasEndedOrIsAnother_isFine() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 1).withJob("f00d", "rivulet", "FAILED")) {
      assertThat(submit(flink, MODELS, "--check").exitCode()).isZero();
    }
    try (var flink = new FlinkStandIn(2, 1).withJob("f00d", "other", "RUNNING")) {
      assertThat(submit(flink, MODELS, "--check").exitCode()).isZero();
    }
  }

  /** Whatever its name is: a job shows its group and topics on its page. */
  @Test
  void submit_namedJobOfThisGroupOrTopicsRuns_isRefused() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 1).withJob("f00d", "pumps", "RUNNING")) {
      flink.withConfiguration("f00d", "{\"kafka.group.id\": \"rivulet\"}");
      Run group = submit(flink, MODELS, "--name", "other");
      Run doctor = doctor(flink, MODELS);
      flink.withConfiguration(
          "f00d",
          "{\"kafka.group.id\": \"other\", \"topics.prefix\": \"%s\", \"kafka.bootstrap.servers\": \"b:1, %s\"}"
              .formatted(prefix(), bootstrapServers()));
      Run topics = submit(flink, MODELS, "--check");
      flink.withConfiguration(
          "f00d",
          "{\"kafka.group.id\": \"other\", \"topics.prefix\": \"%s\", \"kafka.bootstrap.servers\": \"b:1\"}"
              .formatted(prefix()));

      assertThat(group.exitCode()).isEqualTo(2);
      assertThat(group.err())
          .contains("job f00d 'pumps' (RUNNING) of this kafka.group.id is on the cluster");
      assertThat(doctor.exitCode()).as("the job it is asked about").isZero();
      assertThat(topics.exitCode()).isEqualTo(2);
      assertThat(topics.out()).contains("job f00d 'pumps' (RUNNING) on these topics is on the");
      assertThat(submit(flink, MODELS, "--check").exitCode()).as("other brokers").isZero();
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  /** The name alone makes no rival. */
  @Test
  void check_jobWithTheNameButAnotherGroupRuns_isFine() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 1).withJob("f00d", "pumps", "RUNNING")) {
      flink.withConfiguration("f00d", "{\"kafka.group.id\": \"other\"}");

      assertThat(submit(flink, MODELS, "--check", "--name", "pumps").exitCode()).isZero();
    }
  }

  @Test
  void doctor_slotsHeldByTheJobItself_count() throws IOException {
    createTopics(2);
    try (var flink = new FlinkStandIn(2, 0).withJob("f00d", "rivulet", "RUNNING")) {
      assertThat(doctor(flink, MODELS, "-Dparallelism.default=2").exitCode()).isZero();
      Run more = doctor(flink, MODELS, "-Dparallelism.default=3");

      assertThat(more.exitCode()).isEqualTo(2);
      assertThat(more.out()).contains("the job needs 3 slot(s), 2 of 2 are there");
    }
  }

  @Test
  void submitAndCheckAndDoctor_wrongConfiguration_sayTheSame() throws IOException {
    createTopics(1);
    String yaml =
        "publish.every: 0\nkafka.strat: latest\nmodels: [{match: a, spec: {learner: rlss}}]\n";
    try (var flink = new FlinkStandIn(1, 1)) {
      Run submit = submit(flink, yaml);
      Run check = submit(flink, yaml, "--check", "--json");
      Run doctor = doctor(flink, yaml, "--json");

      assertThat(List.of(submit.exitCode(), check.exitCode(), doctor.exitCode())).containsOnly(2);
      assertThat(messages(check)).hasSize(3).isEqualTo(messages(doctor));
      assertThat(submit.err()).contains(messages(check)).contains("3 error(s)");
      assertThat(messages(check).get(0)).contains("'kafka.strat'").contains("job.yaml, line 2");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void submit_refusedUnderJson_hasTheFindings() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(1, 1)) {
      Run run = submit(flink, "models: []\n", "--json");

      JsonNode document = new ObjectMapper().readTree(run.out());
      assertThat(document.path("exitCode").asInt()).isEqualTo(2);
      assertThat(document.path("errors").asInt()).isEqualTo(1);
      assertThat(messages(run)).anyMatch(message -> message.contains("models has no entry"));
    }
  }

  @Test
  void submit_savepointThatIsNotOfFlink_isRefusedBeforeItIsSubmitted() throws IOException {
    createTopics(1);
    Path metadata = Files.createDirectories(dir.resolve("chk-3")).resolve("_metadata");
    Files.writeString(metadata, "junk");
    try (var flink = new FlinkStandIn(2, 2)) {
      Run junk = submit(flink, MODELS, "--from", metadata.getParent().toString());
      Files.write(metadata, new byte[] {0x49, 0x60, 0x67, 0x2d, 0, 0, 0, 6});
      Run header = submit(flink, MODELS, "--check", "--from", metadata.getParent().toString());

      assertThat(junk.exitCode()).isEqualTo(2);
      assertThat(junk.err()).contains(metadata + " was not written by Flink, or is broken");
      assertThat(header.exitCode()).as(header.out() + header.err()).isZero();
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  @Test
  void check_freshLeftInTheFile_isAWarningAndOnTheCommandLineIsNone() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 2)) {
      Run left = submit(flink, MODELS + "start.fresh: true\n", "--check");
      Run doctor = doctor(flink, MODELS + "start: {adopt: true}\n");
      Run given = submit(flink, MODELS, "--check", "--fresh", "--rewind");

      assertThat(left.exitCode()).isZero();
      assertThat(left.out()).containsPattern("warning +start.fresh +is set .* give --fresh");
      assertThat(doctor.exitCode()).isZero();
      assertThat(doctor.out()).containsPattern("warning +start.adopt +is set .* give --adopt");
      assertThat(given.exitCode()).isZero();
      assertThat(given.out()).doesNotContain("warning");
    }
  }

  /** The JobManager, which knows the directory of checkpoints, may be what has died. */
  @Test
  void check_weightsButNoCluster_namesTheNewestStateOfTheLocalPlatform() throws Exception {
    createTopics(1);
    var weights = new ProducerRecord<>(prefix() + "weights", bytes("pump-1"), bytes("{}"));
    weights.headers().add("rivulet-incarnation", bytes("1"));
    send(weights);
    String state = "flink/checkpoints/0123456789abcdef0123456789abcdef/chk-7";
    Files.createFile(Files.createDirectories(dir.resolve(state)).resolve("_metadata"));
    Path file =
        Files.writeString(
            dir.resolve("job.yaml"),
            MODELS
                + "kafka.bootstrap.servers: \"%s\"\ntopics.prefix: %s\n"
                    .formatted(bootstrapServers(), prefix()));

    Run run = runBare("submit", "--check", "--config", file.toString(), "--dir", dir.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("no local platform runs in " + dir)
        .contains("rivulet restore file:" + dir.resolve(state));
  }

  /** All that is wrong with one spec at once, each with its line. */
  @Test
  void check_severalWrongFieldsOfOneSpec_areAllToldWithTheirLines() throws IOException {
    createTopics(1);
    String yaml =
        """
        models:
          - match: "pump-*"
            spec:
              learner: sgd
              dimension: 0
              rate: -1
              bias: "yes"
              color: red
          - match: "*"
            spec: {learner: rls, dimension: 3, forgetting: 2, forgeting: 1}
        """;
    try (var flink = new FlinkStandIn(1, 1)) {
      Run check = submit(flink, yaml, "--check", "--json");
      Run doctor = doctor(flink, yaml, "--json");

      assertThat(messages(check)).isEqualTo(messages(doctor));
      assertThat(messages(check))
          .filteredOn(message -> message.startsWith("models["))
          .hasSize(6)
          .anyMatch(told("'dimension' must be an integer from 1, got 0", 5))
          .anyMatch(told("'rate' must be positive, got -1", 6))
          .anyMatch(told("'bias' must be true or false", 7))
          .anyMatch(told("unknown spec field 'color'", 8))
          .anyMatch(told("'forgetting' must be in (0, 1]", 10))
          .anyMatch(told("unknown spec field 'forgeting', did you mean 'forgetting'?", 10));
      assertThat(check.exitCode()).isEqualTo(2);
    }
  }

  private static Predicate<String> told(String fault, int line) {
    return message -> message.contains(fault) && message.endsWith("(job.yaml, line " + line + ")");
  }

  @Test
  void submit_unreadableFile_saysSoWithoutClassNames() throws IOException {
    try (var flink = new FlinkStandIn(1, 1)) {
      Run missing = runBare("submit", "--config", "nowhere.yaml", "--rest", flink.rest());
      Run broken = submit(flink, "models: [\n");

      assertThat(missing.exitCode()).isEqualTo(2);
      assertThat(missing.err()).contains("there is no file nowhere.yaml");
      assertThat(broken.exitCode()).isEqualTo(2);
      assertThat(broken.err()).contains("job.yaml, line").doesNotContain("Exception");
    }
  }

  @Test
  void check_noClusterAnswers_isAnErrorBesideTheOthers() throws IOException {
    String nowhere = "http://" + Loopback.freeAddress();
    Path file = Files.writeString(dir.resolve("job.yaml"), "models: []\n");

    Run run = runBare("submit", "--check", "--config", file.toString(), "--rest", nowhere);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("no Flink cluster answers at " + nowhere)
        .contains("models has no entry")
        .contains("kafka.bootstrap.servers is not set")
        .doesNotContain("Exception");
  }

  @Test
  void submit_parallelismThatIsNoNumber_isRefused() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(1, 1)) {
      assertThat(submit(flink, MODELS, "-Dparallelism.default=many").err())
          .contains("must be a whole number from 1 to 999999, got 'many'");
    }
  }

  @Test
  void submit_misspeltFlinkKey_isRefused() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(2, 2)) {
      Run run = submit(flink, MODELS, "-Dparalelism.default=2");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("paralelism.default")
          .contains("the nearest known is parallelism.default")
          .contains("1 error(s) keep the job from running; nothing was submitted");
      assertThat(flink.unexpected()).isEmpty();
    }
  }

  private Run submit(FlinkStandIn flink, String yaml, String... more) throws IOException {
    return runOn(flink, "submit", yaml, more);
  }

  private Run doctor(FlinkStandIn flink, String yaml, String... more) throws IOException {
    return runOn(flink, "doctor", yaml, more);
  }

  private Run runOn(FlinkStandIn flink, String command, String yaml, String... more)
      throws IOException {
    String named =
        "kafka.bootstrap.servers: \"%s\"\ntopics.prefix: %s\n"
            .formatted(bootstrapServers(), prefix());
    Path file = Files.writeString(dir.resolve("job.yaml"), yaml + named);
    List<String> args =
        new ArrayList<>(List.of(command, "--config", file.toString(), "--rest", flink.rest()));
    args.addAll(Arrays.asList(more));
    return runBare(args.toArray(String[]::new));
  }

  private static List<String> messages(Run run) throws IOException {
    JsonNode document = new ObjectMapper().readTree(run.out());
    return document.get("findings").findValuesAsText("message");
  }
}
