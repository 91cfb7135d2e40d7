package io.rivulet.cli.local;

import static io.rivulet.cli.local.StandInPlatform.JOB;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.rest.RestStandIn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void status_brokerThatEndedByItself_isDead() throws Exception {
    writeLedger(Map.of("broker", ended()));

    run("status");

    assertThat(out.toString())
        .containsPattern("broker +dead +'up' starts it again")
        .containsPattern("jobmanager +down");
  }

  @Test
  void status_brokerThatEndedByItselfAsJson_isAmongTheDead() throws Exception {
    writeLedger(Map.of("broker", ended()));

    run("status", "--json");

    assertThat(out.toString()).contains("\"broker\":null").contains("\"dead\":[\"broker\"]");
  }

  @Test
  void status_afterDown_isDownAndNotDead() throws Exception {
    writeLedger(Map.of("broker", ended()));
    run("down");

    run("status");

    assertThat(out.toString()).containsPattern("broker +down").doesNotContain("dead");
  }

  @Test
  void status_aPartDown_exitsWithOne() throws Exception {
    assertThat(run("status")).isEqualTo(Exit.FAILED);
    writeLedger(Map.of("broker", ended()));
    assertThat(run("status", "--json")).isEqualTo(Exit.FAILED);
  }

  @Test
  void status_everythingRuns_exitsWithZero() throws Exception {
    try (var flink = new RestStandIn();
        var platform = new StandInPlatform(directory)) {
      flink.answer("GET /jobs/overview", "{\"jobs\": []}");
      platform.withRunning(flink, "broker", "jobmanager", "taskmanager-1", "taskmanager-2");

      assertThat(platform.run("status")).isZero();

      platform.kill("taskmanager-2");
      assertThat(platform.run("status")).isEqualTo(Exit.FAILED);
      assertThat(platform.out()).containsPattern("taskmanager-2 +dead");
    }
  }

  @Test
  void status_jobManagerThatDoesNotAnswer_isSaidAndExitsWithOne() throws Exception {
    try (var flink = new RestStandIn();
        var platform = new StandInPlatform(directory)) {
      platform.withRunning(flink, "broker", "jobmanager", "taskmanager-1", "taskmanager-2");

      assertThat(platform.run("status")).isEqualTo(Exit.FAILED);

      assertThat(platform.out()).containsPattern("jobmanager +pid \\d+ +http://.* answered 404");
    }
  }

  @Test
  void status_runningJob_tellsHowItDoes() throws Exception {
    try (var flink = runningJob();
        var platform = new StandInPlatform(directory)) {
      platform.withRunning(flink, "jobmanager");

      platform.run("status");

      assertThat(platform.out())
          .containsPattern("job +RUNNING +" + JOB + "  rivulet")
          .contains(
              "up 1 d 1 h, parallelism 3, lag 12 (source), checkpoint 1 min 1 s ago, restarts 2,"
                  + " dead letters 5 (since the tasks started)")
          .contains("7 models keep the spec of their birth, although 'models' now gives another")
          .contains("model configure", "model reset");
    }
  }

  @Test
  void status_runningJobAsJson_hasNumbers() throws Exception {
    try (var flink = runningJob();
        var platform = new StandInPlatform(directory)) {
      platform.withRunning(flink, "jobmanager");

      platform.run("status", "--json");

      assertThat(new ObjectMapper().readTree(platform.out()).at("/jobs/0"))
          .isEqualTo(
              new ObjectMapper()
                  .readTree(
                      """
                      {"id": "%s", "name": "rivulet", "state": "RUNNING", "lag": 12,
                       "lagOf": "source", "checkpointAgeSeconds": 61, "restarts": 2,
                       "deadLetters": 5, "parallelism": 3, "ageSeconds": 93060,
                       "specMismatch": 7}
                      """
                          .formatted(JOB)));
    }
  }

  @Test
  void status_jobOfWhichFlinkKnowsLittle_hasNulls() throws Exception {
    try (var flink = new RestStandIn();
        var platform = new StandInPlatform(directory)) {
      flink
          .withJob(JOB, "INITIALIZING", "{\"latest\": {\"completed\": null}}")
          .answer("GET /jobs/" + JOB + "/config", "{}")
          .answer("GET /jobs/" + JOB + "/metrics", "[]");
      platform.withRunning(flink, "jobmanager");

      platform.run("status");
      platform.run("status", "--json");

      assertThat(platform.out())
          .contains(
              "parallelism 3, lag unknown, no checkpoint yet, restarts unknown, dead letters"
                  + " unknown")
          .contains("\"lag\":null")
          .contains("\"checkpointAgeSeconds\":null,\"restarts\":null")
          .contains("\"specMismatch\":null")
          .doesNotContain("the spec of their birth");
    }
  }

  /** Two subtasks, of which Flink gives the sums. */
  private static RestStandIn runningJob() throws Exception {
    String metrics = "GET /jobs/" + JOB + "/vertices/a/subtasks/metrics";
    return new RestStandIn()
        .withJob(
            JOB, "RUNNING", "{\"latest\": {\"completed\": {\"latest_ack_timestamp\": 93000000}}}")
        .answer("GET /jobs/" + JOB + "/config", "{\"execution-config\": {\"user-config\": {}}}")
        .answer(
            "GET /jobs/" + JOB + "/metrics?get=numRestarts",
            "[{\"id\": \"numRestarts\", \"value\": \"2\"}]")
        .answer(
            metrics,
            "[{\"id\": \"S.pendingRecords\"}, {\"id\": \"a.rejected\"}, {\"id\": \"b.rejected\"},"
                + " {\"id\": \"S.numRecordsIn\"}, {\"id\": \"learn.specMismatch\"}]")
        .answer(
            metrics + "?agg=sum&get=learn.specMismatch",
            "[{\"id\": \"learn.specMismatch\", \"sum\": 7.0}]")
        .answer(
            metrics + "?agg=sum&get=S.pendingRecords",
            "[{\"id\": \"S.pendingRecords\", \"sum\": 12.0}]")
        .answer(
            metrics + "?agg=sum&get=a.rejected,b.rejected",
            "[{\"id\": \"a.rejected\", \"sum\": 2.0}, {\"id\": \"b.rejected\", \"sum\": 3.0}]");
  }

  @Test
  void submit_deadLocalBroker_isCalledDeadAndNotUnset() throws Exception {
    writeLedger(Map.of("broker", ended()));
    Path file = directory.resolve("pumps.yaml");
    Files.writeString(file, "models: [{match: '*', spec: {learner: rls, dimension: 1}}]\n");

    assertThat(run("submit", "--config", file.toString())).isEqualTo(Exit.REFUSED);
    assertThat(err.toString()).contains("the local broker is dead; start it again with 'up'");

    assertThat(run("doctor", "--config", file.toString())).isEqualTo(Exit.REFUSED);
    assertThat(out.toString()).contains("the local broker is dead; start it again with 'up'");
  }

  @Test
  void topics_deadLocalBroker_isCalledDeadAndNotUnknown() throws Exception {
    writeLedger(Map.of("broker", ended()));

    assertThat(run("topics", "create")).isEqualTo(Exit.FAILED);

    assertThat(err.toString()).contains("the local broker is dead; start it again with 'up'");
  }

  private void writeLedger(Map<String, LocalProcess> processes) {
    Ports ports = Ports.choose(ClientPorts.ANY, Optional.empty());
    new PlatformNotes("cluster", "marker", 2, ClientPorts.ANY, ports, processes)
        .write(directory.resolve("platform.json"));
  }

  private static LocalProcess ended() throws Exception {
    Process process = new ProcessBuilder(Launcher.java(), "-version").start();
    LocalProcess ended = LocalProcess.of("broker-000000", process.toHandle());
    process.waitFor();
    return ended;
  }

  private int run(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of("--dir", directory.toString()));
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
