package io.rivulet.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.job.kafka.CheckpointTimes;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest extends KafkaCommandTest {

  private static final String MODELS =
      "models: [{match: '*', spec: {learner: rls, dimension: 3}}]\n";

  @Test
  void doctor_everythingThere_findsNoError() {
    createTopics(2);

    Run run = run("doctor");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("kafka-clients").endsWith("the job can run\n");
  }

  @Test
  void doctor_noTopics_isAnErrorForEach() throws IOException {
    Run run = run("doctor", "--json");

    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out().lines()).hasSize(1);
    assertThat(document.get("errors").asInt()).isEqualTo(8);
    assertThat(document.get("findings").get(0).get("severity").asText()).isEqualTo("error");
    assertThat(document.get("findings").findValuesAsText("subject"))
        .contains(prefix() + "samples", prefix() + "weights");
    assertThat(document.get("findings").get(0).get("message").asText())
        .contains("rivulet topics create");
  }

  @Test
  void doctor_wrongPolicy_isAnErrorWithTheCommand() throws Exception {
    createTopics(1);
    ConfigResource weights = new ConfigResource(ConfigResource.Type.TOPIC, prefix() + "weights");
    AlterConfigOp delete =
        new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(client())) {
      admin.incrementalAlterConfigs(Map.of(weights, List.of(delete))).all().get();
      awaitPolicy(admin, weights, "delete");
    }

    Run run = run("doctor");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("error")
        .contains("--add-config cleanup.policy=compact")
        .endsWith("1 error(s) keep the job from running\n");
  }

  /** A broker hears of a changed topic a little later than its controller. */
  private static void awaitPolicy(Admin admin, ConfigResource topic, String policy)
      throws Exception {
    String now = "";
    for (int asked = 0; asked < 10_000 && !now.equals(policy); asked++) {
      now =
          admin
              .describeConfigs(List.of(topic))
              .all()
              .get()
              .get(topic)
              .get("cleanup.policy")
              .value();
    }
    assertThat(now).isEqualTo(policy);
  }

  @Test
  void doctor_transactionTimeoutAboveTheBrokers_isAnError(@TempDir Path dir) throws IOException {
    createTopics(1);
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(
        file, "delivery: exactly-once\ndelivery.transaction-timeout: 901s\n" + MODELS);

    Run run = run("doctor", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("901s is above transaction.max.timeout.ms");
  }

  @Test
  void doctor_checkpointsLongerThanTransactions_areAnError(@TempDir Path dir) throws IOException {
    createTopics(1);
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(file, "delivery: exactly-once\n" + MODELS);

    Run fits = run("doctor", "--config", file.toString());
    Run late = run("doctor", "--config", file.toString(), "--checkpoint-timeout", "600");

    assertThat(fits.exitCode()).isZero();
    assertThat(late.exitCode()).isEqualTo(2);
    assertThat(late.out()).contains("checkpoint timeout 10min");
  }

  @Test
  void doctor_wrongConfiguration_tellsEachErrorAndThoseOfTheCluster(@TempDir Path dir)
      throws IOException {
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(
        file,
        """
        models:
          - match: "a"
            spec: {learner: rlss, dimension: 3}
          - match: "b"
            spec: {learner: rls, dimensions: 3}
        """);

    Run run = run("doctor", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("unknown learner 'rlss', did you mean 'rls'?")
        .contains("(rivulet.yaml, line 3)")
        .contains("dimensions")
        .contains("(rivulet.yaml, line 5)")
        .contains("the topic does not exist")
        .doesNotContain("Exception")
        .endsWith("10 error(s) keep the job from running\n");
  }

  @Test
  void doctor_unusableConfiguration_tellsAllOfIt(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(file, "publish.evry: 1\nlimits.dimension: 0\nmodels: []\n");

    Run run = run("doctor", "--config", file.toString(), "--json");

    JsonNode document = new ObjectMapper().readTree(run.out());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(document.get("findings").findValuesAsText("message"))
        .hasSize(3)
        .anyMatch(message -> message.contains("'publish.evry'") && message.contains("line 1"))
        .anyMatch(message -> message.startsWith("limits.dimension") && message.contains("line 2"))
        .anyMatch(message -> message.startsWith("models has no") && message.contains("line 3"));
  }

  @Test
  void doctor_noConfigurationAtAll_asksNoModels() {
    createTopics(1);

    assertThat(run("doctor").out()).doesNotContain("models has no");
  }

  @Test
  void doctor_moreSubtasksThanPartitions_isAWarning() {
    createTopics(2);

    Run run = run("doctor", "-Dparallelism.default=3");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("warning")
        .contains("has 2 partition(s) and the job parallelism 3: 1 of its readers");
    assertThat(run("doctor", "-Dparallelism.default=2").out()).doesNotContain("partition(s)");
  }

  @Test
  void doctor_modelInTwoPartitions_isAnError() throws Exception {
    createTopics(2);
    String samples = prefix() + "samples";
    send(new ProducerRecord<>(samples, 0, bytes("pump-1"), bytes("{}")));
    send(new ProducerRecord<>(samples, 1, bytes("pump-1"), bytes("{}")));

    Run run = run("doctor");
    Run skipped = run("doctor", "--records", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("pump-1 in partitions [0, 1]");
    assertThat(skipped.exitCode()).isZero();
  }

  /** The second partition took over at 2,000; from 1,500 on nothing is out of place. */
  @Test
  void doctor_since_leavesOutAnOldAccidentAndTellsWhenItWas() throws Exception {
    createTopics(2);
    String samples = prefix() + "samples";
    long[][] written = {{0, 1_000}, {0, 1_499}, {1, 2_000}, {1, 3_000}};
    for (long[] each : written) {
      int partition = (int) each[0];
      send(new ProducerRecord<>(samples, partition, each[1], bytes("pump-1"), bytes("{}")));
    }

    Run all = run("doctor");
    Run during = run("doctor", "--since", "1499");
    Run after = run("doctor", "--since", "1970-01-01T00:00:01.500Z");
    Run never = run("doctor", "--since", "1h");

    assertThat(List.of(all.exitCode(), during.exitCode())).containsOnly(2);
    assertThat(all.out())
        .contains("pump-1 in partitions [0, 1]")
        .contains("the last sample out of place is of 1970-01-01T00:00:01.499Z; --since");
    assertThat(List.of(after.exitCode(), never.exitCode())).as(after.out()).containsOnly(0);
    assertThat(run("doctor", "--since", "soon").err()).contains("is not a time");
  }

  @Test
  void doctor_nobodyThere_isAnErrorWithTheAddress() throws IOException {
    String nowhere = Loopback.freeAddress();

    Run run = runBare("doctor", "--bootstrap-servers", nowhere, "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).contains("no broker answered at " + nowhere + " within 1s");
  }

  @Test
  void doctor_negativeRecords_isRefused() {
    assertThat(run("doctor", "--records", "-1").err()).contains("--records must be at least 0");
  }

  @Test
  void doctor_help_namesTheSuggestedTimes() {
    assertThat(runBare("doctor", "--help").out().replaceAll("\\s+", " "))
        .contains("interval of the job (default: %d)".formatted(seconds().interval().toSeconds()))
        .contains("timeout of the job (default: %d)".formatted(seconds().timeout().toSeconds()));
  }

  private static CheckpointTimes seconds() {
    return CheckpointTimes.SUGGESTED;
  }
}
