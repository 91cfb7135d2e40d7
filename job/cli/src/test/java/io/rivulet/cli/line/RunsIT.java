package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Victim;
import io.rivulet.cli.rest.AskedCheckpoint;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** By command: which starts are refused over topics that have a past, and what the others do. */
@ExtendWith(RunningPlatform.class)
class RunsIT {

  private static final String MODEL = "m-9";
  private static final String OTHER = "m-19";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  private final List<WeightRecord> read = new ArrayList<>();
  private int records;
  private String dir;

  @Test
  void submit_twice_refusesTheSecondAndDisturbsNobody(RunningPlatform.Started started)
      throws Exception {
    SubmittedJob job = job("twice", "exactly-once", started);
    String file = job.configuration().toString();
    JobConfiguration configuration = JobConfiguration.read("--config", file);
    try (LineUnderTest line = new LineUnderTest(configuration)) {
      String first =
          succeeds(
              "submit",
              "--config",
              file,
              "-Dexecution.checkpointing.interval=50s",
              // leaves slots to the second
              "-Dparallelism.default=1");
      send(line, MODEL);
      awaitRecords(configuration);

      CompletableFuture<String> rash =
          CompletableFuture.supplyAsync(() -> job.start(1, Optional.empty()));
      assertThat(refused("submit", "--config", file))
          .contains("lease.twice.weights", first, "rivulet savepoint");
      assertThatThrownBy(rash::join)
          .as("a client that does not look ahead, while the first has a transaction open")
          .cause()
          .isInstanceOf(Failure.class)
          .hasMessageContainingAll("lease.twice.weights", first);
      send(line, MODEL);
      String last = send(line, OTHER);
      succeeds("savepoint", first, "--stop");

      await(line, last);
      assertThat(job.cluster().failures(first)).isEmpty();
      assertThat(read)
          .extracting(WeightRecord::model, WeightRecord::incarnation, WeightRecord::version)
          .containsExactlyInAnyOrder(
              tuple(MODEL, 1L, 1L), tuple(MODEL, 1L, 2L), tuple(OTHER, 1L, 1L));
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
      AskedCheckpoint.take(job.cluster(), first);
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
      Victim.killLearner(started.platform(), job.cluster().job(fresh));
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
      send(line, MODEL); // stays unread: the job has left its topic
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
    await(line, send(line, model));
  }

  private String send(LineUnderTest line, String model) throws Exception {
    String id = "s-" + records++;
    String sample = "{\"id\":\"" + id + "\",\"x\":[1,0,0,0,0,0,0,0,0,0,0,0],\"y\":" + records + "}";
    line.send(List.of(new Traffic.TestRecord(bytes(model), bytes(sample), null)));
    return id;
  }

  private void await(LineUnderTest line, String id) {
    await(
        () -> {
          line.poll().stream()
              .filter(record -> record.topic().equals(line.weights()))
              .forEach(record -> read.add(WeightRecordJson.read(record.value())));
          return read.stream().anyMatch(record -> id.equals(record.id()));
        });
  }

  /** Until weights were written, committed or not. */
  private static void awaitRecords(JobConfiguration configuration) {
    try (Admin admin = Admin.create(configuration.kafka().clientProperties())) {
      await(
          () ->
              IntStream.range(0, 2)
                      .mapToObj(i -> new TopicPartition(configuration.topics().weights(), i))
                      .mapToLong(at -> end(admin, at))
                      .sum()
                  > 0);
    }
  }

  private static long end(Admin admin, TopicPartition at) {
    return KafkaClients.await(
            admin.listOffsets(Map.of(at, OffsetSpec.latest())).partitionResult(at))
        .offset();
  }

  private WeightRecord last() {
    return read.get(read.size() - 1);
  }

  private static void end(SubmittedJob job, String id) {
    job.cluster().cancel(id);
    job.cluster().awaitEnd(id, PATIENCE);
  }

  private static void await(BooleanSupplier reached) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("not reached in time").isNegative();
    }
  }

  private String succeeds(String... command) {
    return Command.succeeds(here(command));
  }

  private String refused(String... command) {
    return Command.ends(Exit.REFUSED, here(command)).err();
  }

  private String[] here(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(1, List.of("--dir", dir));
    return all.toArray(String[]::new);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
