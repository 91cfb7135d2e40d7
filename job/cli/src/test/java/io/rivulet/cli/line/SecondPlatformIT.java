package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.cli.rest.AskedCheckpoint;
import io.rivulet.job.config.JobConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Command.succeeds("submit", "--dir", first, "--config", file, OFTEN);
    learn(line);
    String savepoint = Command.succeeds("savepoint", "second", "--stop", "--dir", first);

    String moved = Command.succeeds("restore", savepoint, "--rest", rest, "--config", file, OFTEN);
    learn(line);
    AskedCheckpoint.take(second.flink(), moved);
    assertThat(second.flink().checkpoints(moved).latestRestored()).contains(savepoint);
    assertThat(Command.succeeds("cancel", "second", "--rest", rest))
        .contains("job " + moved + " (second) is CANCELED")
        .contains("rivulet restore file:");

    String restored =
        Command.succeeds("restore", "latest", moved, "--dir", dir, "--config", file, OFTEN);
    learn(line);
    AskedCheckpoint.take(second.flink(), restored);
    assertThat(jobStatus(dir, restored).path("parallelism").asInt()).isEqualTo(1);
    Victim.kill(second.status().jobManager().pid());
    assertThat(Command.ends(Exit.FAILED, "status", "--dir", dir).out())
        .containsPattern("jobmanager +dead")
        .contains("job " + restored + " (second) ran when its JobManager ended");

    String goOn = goOn(Command.succeeds("up", "--dir", dir), restored);
    String again = Command.succeeds(goOn.split(" "));
    learn(line);
    assertThat(Command.succeeds("down", "--dir", dir)).contains("savepoint file:", again);
    assertThat(Command.succeeds("up", "--dir", dir))
        .contains("job " + again + " (second) was stopped by 'down' with a savepoint");
    String last = Command.succeeds(goOn(Command.succeeds("up", "--dir", dir), again).split(" "));
    learn(line);

    audit.assertEquals(new Reference(sent));
    audit.assertNoRepeats();
    assertThat(Command.succeeds("checkpoints", "clean", "--dir", dir, "--all", "--yes"))
        .contains("removed ")
        .contains(last + " (job second is RUNNING)");
  }

  /** Sends samples and waits until all that was ever sent is learned. */
  private void learn(LineUnderTest line) throws Exception {
    sent.addAll(line.send(traffic.records(SAMPLES)));
    Reference reference = new Reference(sent);
    audit.readUntil(() -> reference.isReachedBy(audit), line);
  }

  private static JsonNode jobStatus(String dir, String job) throws Exception {
    JsonNode status =
        new ObjectMapper().readTree(Command.succeeds("status", "--json", "--dir", dir));
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
}
