package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.job.config.JobConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** By command: the job goes on from a savepoint with another parallelism, as if never stopped. */
@ExtendWith(RunningPlatform.class)
class SavepointIT {

  private static final int SAMPLES = 3_000;

  @TempDir private Path folder;

  private final Audit audit = new Audit();

  @Test
  void restore_withAnotherParallelism_goesOnBitForBit(RunningPlatform.Started started)
      throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    String dir = started.directory().toString();
    SubmittedJob job = SubmittedJob.named("savepoint", "at-least-once", platform, folder);
    String file = job.configuration().toString();
    Traffic traffic = new Traffic(11);
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file))) {
      List<LineUnderTest.Sent> sent = new ArrayList<>(line.send(traffic.records(SAMPLES)));
      String first =
          Command.succeeds("submit", "--dir", dir, "--config", file, "-Dparallelism.default=2");
      audit.readUntil(() -> audit.distinctWeights() > SAMPLES / 2, line);
      assertThat(Command.succeeds("status", "--dir", dir)).contains("RUNNING", first, "savepoint");
      assertThat(job.cluster().shownConfiguration(first))
          .containsEntry("kafka.group.id", "savepoint")
          .containsEntry("delivery", "at-least-once")
          .containsKey("models[0]");
      String savepoint = Command.succeeds("savepoint", "savepoint", "--stop", "--dir", dir);

      String second =
          Command.succeeds(
              "restore", savepoint, "--dir", dir, "--config", file, "-Dparallelism.default=1");
      sent.addAll(line.send(traffic.records(SAMPLES)));
      Reference reference = new Reference(sent);
      audit.readUntil(() -> reference.isReachedBy(audit), line);

      assertThat(job.cluster().checkpoints(second).latestRestored()).contains(savepoint);
      audit.assertEquals(reference);
      audit.assertNoRepeats();
      assertThat(Command.succeeds("logs", "jobmanager", "--job", second, "--dir", dir))
          .contains(second);
      job.cluster().cancel(second);
      job.cluster().awaitEnd(second, Duration.ofSeconds(60));
      assertLifeInTheLogs(dir, first, second);
    }
  }

  /** Start, savepoint, restore and end tell one line each, and none that alarms. */
  private static void assertLifeInTheLogs(String dir, String first, String second) {
    assertThat(
            Command.succeeds(
                "logs", "jobmanager", "--job", "savepoint", "--lines", "9999", "--dir", dir))
        .containsPattern("job savepoint reads \\S+samples .* the samples topic has 2 partition")
        .containsPattern("Restoring job " + second + " from Savepoint")
        .containsPattern(second + ".* switched from state CANCELLING to CANCELED");
    assertThat(Command.succeeds("logs", "--job", second, "--lines", "9999", "--dir", dir))
        .containsOnlyOnce("learn continues with the models of checkpoint")
        .containsOnlyOnce("learn's kernels are");
    for (String named : List.of(first, second, "savepoint")) {
      assertQuiet(Command.succeeds("logs", "--level", "WARN", "--job", named, "--dir", dir));
    }
  }

  /** Flink warns of a checkpoint that was under way when the job was stopped with a savepoint. */
  private static void assertQuiet(String warnings) {
    long cutShort = count("Checkpoint Coordinator is suspending", warnings);
    assertThat(count(" WARN ", warnings) + count(" ERROR ", warnings))
        .as(warnings)
        .isEqualTo(cutShort);
  }

  private static long count(String text, String within) {
    return within.lines().filter(line -> line.contains(text)).count();
  }
}
