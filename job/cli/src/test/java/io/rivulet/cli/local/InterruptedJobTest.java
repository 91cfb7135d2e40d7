package io.rivulet.cli.local;

import static io.rivulet.cli.local.StandInPlatform.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.rest.RestStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What 'down', 'status' and 'up' say of jobs that ran. */
class InterruptedJobTest {

  private static final String RUNNING = "{\"counts\": {\"completed\": 1}, \"latest\": {}}";
  private static final String CHECKPOINT =
      """
      {"counts": {"completed": 1}, "latest": {"completed": {"id": 4, "latest_ack_timestamp": 0,
       "external_path": "file:/c/chk-4", "is_savepoint": false, "discarded": false}}}
      """;

  @TempDir private Path directory;

  private RestStandIn flink;
  private StandInPlatform platform;

  @BeforeEach
  void start() throws IOException {
    flink = new RestStandIn();
    platform = new StandInPlatform(directory);
  }

  @AfterEach
  void stop() {
    platform.close();
    flink.close();
  }

  @Test
  void down_runningJob_stopsItWithASavepointAndSaysHowToGoOn() throws IOException {
    platform.withRunning(flink, "jobmanager", "broker").withJob(JOB);
    runningJob();
    savepoint("{\"location\": \"file:/s/savepoint-012345-a\"}");
    flink.answer("GET /jobs/" + JOB, "{\"state\": \"FINISHED\", \"vertices\": []}");

    assertThat(platform.run("down")).isZero();

    assertThat(platform.lives("jobmanager") || platform.lives("broker")).isFalse();
    assertThat(platform.out())
        .contains("savepoint file:/s/savepoint-012345-a")
        .contains("job " + JOB + " (rivulet) was stopped by 'down' with a savepoint")
        .contains(
            "rivulet restore file:/s/savepoint-012345-a --config /etc/pumps.yaml --dir "
                + directory
                + " -Dparallelism.default=3 -- --a.b '1 2'");
    assertThat(platform.run("status", "--json")).isEqualTo(Exit.FAILED);
    assertThat(platform.out()).contains("\"savedState\":\"file:/s/savepoint-012345-a\"");
  }

  @Test
  void down_savepointFails_endsNothingAndSaysWhatToDo() throws IOException {
    platform.withRunning(flink, "jobmanager", "broker").withJob(JOB);
    runningJob();
    savepoint("{\"failure-cause\": {\"stack-trace\": \"x: Disk full\"}}");

    assertThat(platform.run("down")).isEqualTo(Exit.FAILED);

    assertThat(platform.lives("jobmanager") && platform.lives("broker")).isTrue();
    assertThat(platform.err())
        .contains("the savepoint of job " + JOB + " failed: x: Disk full")
        .contains("the platform still runs")
        .contains("'down --now' ends everything without savepoints")
        .contains("its checkpoint 4 of 1970-01-01T00:00:00Z, file:/c/chk-4");
  }

  @Test
  void down_taskManagerDead_endsNothingAndNamesIt() throws Exception {
    platform.withRunning(flink, "jobmanager", "broker", "taskmanager-1").withJob(JOB);
    flink.withJob(JOB, "RESTARTING", CHECKPOINT);
    platform.kill("taskmanager-1");

    assertThat(platform.run("down")).isEqualTo(Exit.FAILED);

    assertThat(platform.err()).contains("taskmanager-1 found dead: 'up' starts dead parts again");
    assertThat(platform.lives("jobmanager")).isTrue();
  }

  @Test
  void down_jobManagerDoesNotAnswer_endsNothing() throws IOException {
    flink.close();
    platform.withRunning(flink, "jobmanager");

    assertThat(platform.run("down")).isEqualTo(Exit.FAILED);

    assertThat(platform.err()).contains("the JobManager cannot be asked");
    assertThat(platform.lives("jobmanager")).isTrue();
  }

  @Test
  void down_now_takesNoSavepointAndNamesTheNewestCheckpoint() throws IOException {
    platform.withRunning(flink, "jobmanager", "broker").withJob(JOB);
    platform.checkpoint(JOB + "/chk-4", 1_000);
    platform.checkpoint(JOB + "/chk-5", 2_000);
    flink.withJob(JOB, "RUNNING", RUNNING);

    assertThat(platform.run("down", "--now")).isZero();

    assertThat(platform.lives("jobmanager")).isFalse();
    assertThat(flink.asked()).noneMatch(request -> request.startsWith("POST"));
    assertThat(platform.out())
        .contains("ran when its JobManager ended; its newest checkpoint 5 of 1970-01-01T00:00:02Z")
        .contains("  rivulet restore latest " + JOB + " --config /etc/pumps.yaml");
  }

  @Test
  void down_jobOfAnotherProgram_justEndsIt() throws IOException {
    platform.withRunning(flink, "jobmanager");
    flink
        .answer(
            "GET /jobs/overview",
            "{\"jobs\": [{\"jid\": \"%s\", \"name\": \"x\", \"state\": \"RUNNING\"}]}"
                .formatted(JOB))
        .answer("GET /jobs/" + JOB, "{\"vertices\": [{\"name\": \"Source: learner -> x\"}]}");

    assertThat(platform.run("down")).isZero();

    assertThat(flink.asked()).noneMatch(request -> request.startsWith("POST"));
    assertThat(platform.lives("jobmanager")).isFalse();
  }

  @Test
  void status_jobManagerWasKilled_namesTheJobAndTheCommand() throws Exception {
    platform.withRunning(flink, "jobmanager", "broker").withJob(JOB);
    platform.checkpoint(JOB + "/chk-4", 1_000);
    platform.kill("jobmanager");

    assertThat(platform.run("status")).isEqualTo(Exit.FAILED);

    assertThat(platform.out())
        .containsPattern("jobmanager +dead +'up' starts it again")
        .contains("job " + JOB + " (rivulet) ran when its JobManager ended")
        .contains("to go on, after 'up':")
        .contains("  rivulet restore latest " + JOB + " --config /etc/pumps.yaml");
  }

  @Test
  void interrupted_withoutAnyCheckpoint_isSubmittedAnew() {
    platform.withJob(JOB);

    assertThat(platform.platform().interrupted())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.how()).contains("it had completed no checkpoint");
              assertThat(job.savedState()).isNull();
              assertThat(job.goOn()).startsWith("rivulet submit --config /etc/pumps.yaml");
            });
  }

  @Test
  void interrupted_beforeItsFirstCheckpoint_goesOnFromTheStateItBeganWith() throws IOException {
    String from = "file:" + platform.checkpoint("before/chk-4", 1_000);
    platform.withJob(JOB, from);

    assertThat(platform.platform().interrupted())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.how()).contains("no checkpoint since it went on from " + from);
              assertThat(job.savedState()).isEqualTo(from);
              assertThat(job.goOn()).startsWith("rivulet restore " + from + " --config /etc/");
            });
  }

  @Test
  void interrupted_afterItsFirstCheckpoint_goesOnFromItsOwn() throws IOException {
    String from = "file:" + platform.checkpoint("before/chk-4", 2_000);
    platform.withJob(JOB, from);
    platform.checkpoint(JOB + "/chk-1", 1_000);

    assertThat(platform.platform().interrupted())
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.savedState()).endsWith(JOB + "/chk-1");
              assertThat(job.goOn()).startsWith("rivulet restore latest " + JOB);
            });
  }

  @Test
  void interrupted_jobThatEndedForGood_isNoneOfThem() throws IOException {
    platform.withJob(JOB);
    platform.ended(JOB);

    assertThat(platform.platform().interrupted()).isEmpty();
  }

  @Test
  void interrupted_whileTheJobRuns_isNoneOfThem() throws IOException {
    platform.withRunning(flink, "jobmanager").withJob(JOB);
    flink.withJob(JOB, "RUNNING", RUNNING);

    assertThat(platform.platform().interrupted()).isEmpty();
  }

  @Test
  void interrupted_jobManagerDoesNotAnswerYet_isNotGuessed() throws IOException {
    flink.close();
    platform.withRunning(flink, "jobmanager").withJob(JOB);

    assertThat(platform.platform().interrupted()).isEmpty();
  }

  @Test
  void interrupted_onceAnotherOfItsGroupFollows_isForgotten() {
    String later = "fedcba9876543210fedcba9876543210";
    platform.withJob(JOB).withJob(later);

    assertThat(platform.platform().interrupted())
        .extracting(InterruptedJob::id)
        .containsExactly(later);
  }

  @Test
  void interrupted_onceItsCheckpointIsRestored_isForgotten() {
    platform.withJob(JOB);
    String from = "file:/c/" + JOB + "/chk-4";
    var other = new NotedJob("1", "o", "other", "/o.yaml", List.of(), Map.of(), from, null);

    platform.platform().note(other);

    assertThat(platform.platform().interrupted())
        .extracting(InterruptedJob::id)
        .containsExactly("1");
  }

  @Test
  void note_optionsForOneStart_areLeftOut() {
    List<String> arguments =
        List.of("--start.fresh", "true", "--publish.every", "5", "--start.adopt=true", "--a", "b");
    var job = new NotedJob("1", "o", "o", "/o.yaml", arguments, Map.of(), null, null);

    assertThat(job.arguments()).containsExactly("--publish.every", "5", "--a", "b");
  }

  @Test
  void note_optionThatHoldsASecret_isNotWritten() throws IOException {
    var job =
        new NotedJob(
            "1", "o", "o", "/o.yaml", List.of(), Map.of("s3.secret-key", "hunter2"), null, null);

    platform.platform().note(job);

    assertThat(Files.readString(directory.resolve("jobs.json")))
        .doesNotContain("hunter2")
        .contains("s3.secret-key");
  }

  private void runningJob() {
    flink.withJob(JOB, "RUNNING", CHECKPOINT);
    // each look at the job uses up one answer
    flink.withJob(JOB, "RUNNING", CHECKPOINT);
  }

  private void savepoint(String operation) {
    flink.answer("POST /jobs/" + JOB + "/stop", "{\"request-id\": \"7\"}");
    flink.answer(
        "GET /jobs/" + JOB + "/savepoints/7",
        "{\"status\": {\"id\": \"COMPLETED\"}, \"operation\": " + operation + "}");
  }
}
