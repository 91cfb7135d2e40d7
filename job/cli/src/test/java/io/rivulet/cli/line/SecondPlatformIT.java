package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Progress;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.flink.FlinkCluster;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.job.config.JobConfiguration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * By command, across two platforms: a job moves to another cluster with another parallelism, is
 * cancelled, loses its JobManager and goes down with the platform, and each time goes on as if
 * nothing had happened.
 */
@ExtendWith(RunningPlatform.class)
class SecondPlatformIT {

  private static final int SAMPLES = 400;
  private static final String OFTEN = "-Dexecution.checkpointing.interval=1s";

  @TempDir private Path folder;

  private final Audit audit = new Audit();
  private final Traffic traffic = new Traffic(23);
  private final List<LineUnderTest.Sent> sent = new ArrayList<>();

  @Test
  void job_movedCancelledKilledAndTakenDown_goesOnBitForBit(RunningPlatform.Started started)
      throws Exception {
    started.platform().up(Progress.silent());
    SubmittedJob job = SubmittedJob.named("second", "at-least-once", started.platform(), folder);
    String file = job.configuration().toString();
    LocalPlatform second = LocalPlatform.at(folder.resolve("second"));
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file))) {
      second.up(1, Progress.silent());
      goThrough(file, started.directory().toString(), second, line);
    } finally {
      second.down(true, Progress.silent());
    }
  }

  private void goThrough(String file, String first, LocalPlatform second, LineUnderTest line)
      throws Exception {
    String rest = second.rest().toString();
    String dir = folder.resolve("second").toString();
    run(0, "submit", "--dir", first, "--config", file, OFTEN);
    learn(line);
    String savepoint = run(0, "savepoint", "second", "--stop", "--dir", first);

    String moved = run(0, "restore", savepoint, "--rest", rest, "--config", file, OFTEN);
    learn(line);
    awaitCheckpoint(second.flink(), moved);
    assertThat(second.flink().checkpoints(moved).latestRestored()).contains(savepoint);
    assertThat(run(0, "cancel", "second", "--rest", rest))
        .contains("job " + moved + " (second) is CANCELED")
        .contains("rivulet restore file:");

    String restored = run(0, "restore", "latest", moved, "--dir", dir, "--config", file, OFTEN);
    learn(line);
    awaitCheckpoint(second.flink(), restored);
    assertThat(jobStatus(dir, restored).path("parallelism").asInt()).isEqualTo(1);
    kill(second.status().jobManager().pid());
    assertThat(run(Rivulet.FAILED, "status", "--dir", dir))
        .containsPattern("jobmanager +dead")
        .contains("job " + restored + " (second) ran when its JobManager ended");

    String goOn = goOn(run(0, "up", "--dir", dir), restored);
    String again = run(0, goOn.split(" "));
    learn(line);
    assertThat(run(0, "down", "--dir", dir)).contains("savepoint file:", again);
    assertThat(run(0, "up", "--dir", dir))
        .contains("job " + again + " (second) was stopped by 'down' with a savepoint");
    String last = run(0, goOn(run(0, "up", "--dir", dir), again).split(" "));
    learn(line);

    audit.assertEquals(new Reference(sent));
    audit.assertNoRepeats();
    assertThat(run(0, "checkpoints", "clean", "--dir", dir, "--all", "--yes"))
        .contains("removed ")
        .contains(last + " (job second is RUNNING)");
  }

  /** Sends samples and waits until all that was ever sent is learned. */
  private void learn(LineUnderTest line) throws Exception {
    sent.addAll(line.send(traffic.letters(SAMPLES)));
    Reference reference = new Reference(sent);
    audit.readUntil(() -> reference.isReachedBy(audit), line);
  }

  /** Waits for a checkpoint that began after now. */
  private static void awaitCheckpoint(FlinkCluster flink, String job) {
    long before = flink.checkpoints(job).completed();
    while (flink.checkpoints(job).completed() < before + 2) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
  }

  private static JsonNode jobStatus(String dir, String job) throws Exception {
    JsonNode status = new ObjectMapper().readTree(run(0, "status", "--json", "--dir", dir));
    for (JsonNode each : status.path("jobs")) {
      if (each.path("id").asText().equals(job)) {
        return each;
      }
    }
    throw new AssertionError(status);
  }

  /** The command that follows the line about a job, without the name of the program. */
  private static String goOn(String said, String job) {
    List<String> lines = said.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("job " + job)) {
        return lines.get(i + 1).strip().replaceFirst("^rivulet ", "");
      }
    }
    throw new AssertionError(said);
  }

  private static void kill(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  /** What a command prints. */
  private static String run(int exitCode, String... command) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(command);
    assertThat(code).as(Arrays.toString(command) + "\n" + err).isEqualTo(exitCode);
    return out.toString().strip();
  }
}
