package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.cli.Failure;
import io.rivulet.cli.Progress;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.flink.FlinkCluster;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Status;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** By command: which starts are refused over topics that have a past, and what the others do. */
@ExtendWith(RunningPlatform.class)
class RunsIT {

  private static final String MODEL = "m-9";
  private static final String OTHER = "m-19";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final List<WeightRecord> read = new ArrayList<>();
  private int letters;
  private String dir;

  @Test
  void submit_twice_refusesTheSecondAndDisturbsNobody(RunningPlatform.Started started)
      throws Exception {
    SubmittedJob job = job("twice", "exactly-once", started);
    String file = job.configuration().toString();
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file))) {
      String first = succeeds("submit", "--config", file, "-Dexecution.checkpointing.interval=1s");
      learn(line, MODEL);

      assertThat(refused("submit", "--config", file))
          .contains("lease.twice.weights", first, "rivulet savepoint");
      assertThatThrownBy(() -> job.start(1, Optional.empty()))
          .as("a client that does not look ahead")
          .isInstanceOf(Failure.class)
          .hasMessageContainingAll("lease.twice.weights", first);
      learn(line, MODEL);
      learn(line, OTHER);

      FlinkCluster.JobDetail detail = job.cluster().job(first);
      assertThat(detail.state()).isEqualTo("RUNNING");
      assertThat(job.cluster().failures(first)).isEmpty();
      assertThat(read)
          .extracting(WeightRecord::model, WeightRecord::incarnation, WeightRecord::version)
          .containsExactly(tuple(MODEL, 1L, 1L), tuple(MODEL, 1L, 2L), tuple(OTHER, 1L, 1L));
      end(job, first);
    }
  }

  @Test
  void start_overTopicsWithAPast_goesOnOrGoesAbove(RunningPlatform.Started started)
      throws Exception {
    SubmittedJob job = job("past", "at-least-once", started);
    String file = job.configuration().toString();
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file))) {
      String first = succeeds("submit", "--config", file, "-Dexecution.checkpointing.interval=1s");
      learn(line, MODEL);
      String savepoint = succeeds("savepoint", first);
      learn(line, MODEL);
      awaitCheckpoint(job, first);
      end(job, first);

      assertThat(refused("submit", "--config", file))
          .contains("past.weights", "rivulet restore file:", "--fresh");
      assertThat(refused("restore", savepoint, "--config", file)).contains("older", "--rewind");

      String rewound = succeeds("restore", savepoint, "--rewind", "--config", file);
      learn(line, MODEL);
      learn(line, OTHER);
      assertThat(read.subList(2, read.size()))
          .extracting(
              WeightRecord::model,
              WeightRecord::incarnation,
              WeightRecord::version,
              WeightRecord::previous)
          .containsSubsequence(
              tuple(MODEL, 2L, 2L, WeightRecord.NONE), tuple(OTHER, 2L, 1L, WeightRecord.NONE));
      end(job, rewound);

      String fresh =
          succeeds(
              "submit",
              "--fresh",
              "--config",
              file,
              "-Dexecution.checkpointing.interval=10min",
              "--",
              "--kafka.start",
              "latest");
      learn(line, MODEL);
      assertThat(last().incarnation()).isEqualTo(3);
      assertThat(last().version()).isEqualTo(1);
      killTaskManager(started.platform(), job.cluster().job(fresh));
      started.platform().up(Progress.silent());
      learn(line, OTHER);
      assertThat(read)
          .as("no checkpoint was complete, and the base is the same")
          .extracting(WeightRecord::incarnation)
          .allMatch(incarnation -> incarnation <= 3);
      assertThat(last().incarnation()).isEqualTo(3);
      end(job, fresh);
    }
  }

  @Test
  void restore_underOtherTopics_isRefusedUnlessAdopted(RunningPlatform.Started started)
      throws Exception {
    SubmittedJob job = job("own", "at-least-once", started);
    SubmittedJob other = job("foreign", "at-least-once", started);
    String file = job.configuration().toString();
    String otherFile = other.configuration().toString();
    String savepoint;
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", file))) {
      succeeds("submit", "--config", file);
      learn(line, MODEL);
      savepoint = succeeds("savepoint", "own", "--stop");
    }
    read.clear();
    try (LineUnderTest line = new LineUnderTest(JobConfiguration.read("--config", otherFile))) {
      assertThat(refused("restore", savepoint, "--config", otherFile))
          .contains("'own.*'", "'foreign.*'", "--adopt");

      String adopted = succeeds("restore", savepoint, "--adopt", "--config", otherFile);
      learn(line, MODEL);
      assertThat(last().version()).isEqualTo(2);
      assertThat(last().incarnation()).isEqualTo(1);
      end(other, adopted);
    }
  }

  private SubmittedJob job(String name, String delivery, RunningPlatform.Started started)
      throws Exception {
    started.platform().up(Progress.silent());
    dir = started.directory().toString();
    return SubmittedJob.named(
        name, delivery, started.platform(), Files.createDirectory(folder.resolve(name)));
  }

  /** Sends a sample and reads until its weights are there. */
  private void learn(LineUnderTest line, String model) throws Exception {
    String id = "s-" + letters++;
    String sample = "{\"id\":\"" + id + "\",\"x\":[1,0,0,0,0,0,0,0,0,0,0,0],\"y\":" + letters + "}";
    line.send(List.of(new Traffic.Letter(bytes(model), bytes(sample), null)));
    await(
        () -> {
          line.poll().stream()
              .filter(record -> record.topic().equals(line.weights()))
              .forEach(record -> read.add(WeightRecordJson.read(record.value())));
          return read.stream().anyMatch(record -> id.equals(record.id()));
        });
  }

  private WeightRecord last() {
    return read.get(read.size() - 1);
  }

  private static void awaitCheckpoint(SubmittedJob job, String id) {
    long before = job.cluster().checkpoints(id).completed();
    await(() -> job.cluster().checkpoints(id).completed() > before + 1);
  }

  private static void end(SubmittedJob job, String id) {
    job.cluster().cancel(id);
    job.cluster().awaitEnd(id, PATIENCE);
  }

  private static void killTaskManager(LocalPlatform platform, FlinkCluster.JobDetail job)
      throws Exception {
    String id =
        job.vertices().stream()
            .filter(vertex -> vertex.name().contains("learn"))
            .flatMap(vertex -> vertex.subtasks().stream())
            .map(FlinkCluster.Subtask::taskManager)
            .findFirst()
            .orElseThrow();
    long pid =
        platform.taskManagers().stream()
            .filter(taskManager -> taskManager.id().equals(id))
            .mapToLong(Status.TaskManager::pid)
            .findFirst()
            .orElseThrow();
    ProcessHandle victim = ProcessHandle.of(pid).orElseThrow();
    assertThat(victim.destroyForcibly()).isTrue();
    victim.onExit().get(30, TimeUnit.SECONDS);
  }

  private static void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("not reached in time").isNegative();
    }
  }

  private String succeeds(String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    assertThat(execute(out, err, command)).as(String.join(" ", command) + err).isZero();
    return out.toString().strip();
  }

  private String refused(String... command) {
    var err = new StringWriter();
    assertThat(execute(new StringWriter(), err, command))
        .as(String.join(" ", command))
        .isEqualTo(2);
    return err.toString();
  }

  private int execute(StringWriter out, StringWriter err, String... command) {
    CommandLine line = Rivulet.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(1, List.of("--dir", dir));
    return line.execute(all.toArray(String[]::new));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
