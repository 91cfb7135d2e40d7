package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.kafka.FlinkStandIn;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the slots and the running jobs of a cluster mean for a new job. */
final class SubmitClusterTest extends SubmissionTest {

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
    try (var flink = new FlinkStandIn(1, 0).withJob("f00d", "other", "RUNNING")) {
      Run run = submit(flink.withHeldSlot("f00d"), MODELS, "--check");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out())
          .contains("the job needs 1 slot(s), 0 of 1 are free at " + flink.rest())
          .contains("(job f00d 'other' (RUNNING) holds 1); stop a job")
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
  void doctor_modelsWithAnotherSpecThanTheirPattern_areWarnedOf() throws IOException {
    createTopics(1);
    try (var flink = new FlinkStandIn(1, 0).withJob("f00d", "rivulet", "RUNNING")) {
      Run run = doctor(flink.withMetric("f00d", "specMismatch", 2), MODELS);
      Run without = doctor(flink.withMetric("f00d", "specMismatch", 0), MODELS);

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .containsPattern("warning +rivulet +2 models keep the spec of their birth")
          .contains("model configure", "model reset");
      assertThat(without.out()).doesNotContain("the spec of their birth");
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
}
