package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.FlinkStandIn;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What {@code submit}, {@code submit --check} and {@code doctor} say of a configuration. */
final class SubmitCheckTest extends SubmissionTest {

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

  private static List<String> messages(Run run) throws IOException {
    JsonNode document = new ObjectMapper().readTree(run.out());
    return document.get("findings").findValuesAsText("message");
  }

  private static Predicate<String> told(String fault, int line) {
    return message -> message.contains(fault) && message.endsWith("(job.yaml, line " + line + ")");
  }
}
