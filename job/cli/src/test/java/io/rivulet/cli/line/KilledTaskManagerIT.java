package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Progress;
import io.rivulet.cli.flink.FlinkCluster;
import io.rivulet.cli.flink.JobSubmitter;
import io.rivulet.cli.flink.Submission;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.RunningPlatform;
import io.rivulet.cli.local.Status;
import io.rivulet.cli.replay.Replay;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real broker, a real cluster, and a TaskManager that dies at work. */
@ExtendWith(RunningPlatform.class)
class KilledTaskManagerIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int SAMPLES = 4_000;

  private static final Map<String, String> SPECS =
      new TreeMap<>(
          Map.of(
              "m-*0", "{\"learner\":\"rls\",\"dimension\":12,\"forgetting\":0.97}",
              "m-*1",
                  "{\"learner\":\"rls\",\"dimension\":12,\"forgetting\":0.9,\"forgettingMode\":\"directional\"}",
              "m-*2", "{\"learner\":\"orfit\",\"dimension\":12,\"memory\":4}",
              "m-*3",
                  "{\"learner\":\"orfit\",\"dimension\":12,\"memory\":3,\"summary\":\"random\",\"seed\":7}",
              "m-*4", "{\"learner\":\"orfit\",\"dimension\":12,\"memory\":5,\"noise\":0.1}",
              "m-*5", "{\"learner\":\"sgd\",\"dimension\":12,\"rate\":0.01}",
              "m-*", "{\"learner\":\"rls\",\"dimension\":12}"));

  @TempDir private Path folder;

  private final Audit audit = new Audit();

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void kill_taskManagerThatLearns_losesNothingAndChangesNoBit(
      String delivery, RunningPlatform.Started started) throws Exception {
    LocalPlatform platform = started.platform();
    platform.up(Progress.silent());
    Path file = configuration(platform, delivery);
    Traffic traffic = new Traffic(delivery.hashCode());
    try (LineUnderTest line =
        new LineUnderTest(JobConfiguration.read("--config", file.toString()))) {
      List<LineUnderTest.Sent> sent = new ArrayList<>(line.send(traffic.letters(SAMPLES)));
      FlinkCluster cluster = platform.flink();
      String job = submit(platform, file);
      await(line, () -> audit.distinctWeights() > 0 && cluster.checkpoints(job).completed() > 0);
      long restoredBefore = cluster.checkpoints(job).restored();

      sent.addAll(line.send(traffic.letters(SAMPLES)));
      ProcessHandle victim = victim(platform, cluster.job(job));
      assertThat(victim.destroyForcibly()).isTrue();
      victim.onExit().get(30, TimeUnit.SECONDS);
      sent.addAll(line.send(traffic.letters(SAMPLES)));

      Map<String, Map<Long, String>> reference = reference(sent);
      Map<String, String> rejected = rejected(sent);
      int weights = reference.values().stream().mapToInt(Map::size).sum();
      await(
          line,
          () ->
              audit.distinctWeights() >= weights && audit.distinctDeadLetters() >= rejected.size());
      assertThat(cluster.checkpoints(job).restored()).isGreaterThan(restoredBefore);
      audit.assertWeights(reference);
      audit.assertDeadLetters(rejected);
      if (delivery.equals("exactly-once")) {
        audit.assertNoRepeats();
      }
      cluster.cancel(job);
    }
  }

  private Path configuration(LocalPlatform platform, String delivery) throws Exception {
    List<String> yaml = new ArrayList<>();
    yaml.add("kafka: {bootstrap.servers: \"" + platform.bootstrapServers() + "\"}");
    yaml.add("kafka.group.id: \"" + delivery + "\"");
    yaml.add("topics: {prefix: \"" + delivery + ".\"}");
    yaml.add("delivery: " + delivery);
    yaml.add("models:");
    patterns()
        .forEach(
            pattern ->
                yaml.add("  - {match: \"" + pattern.match() + "\", spec: " + pattern.json() + "}"));
    return Files.write(folder.resolve("job.yaml"), yaml);
  }

  /** The catch-all pattern last. */
  private static List<SpecPattern> patterns() {
    List<SpecPattern> patterns = new ArrayList<>();
    SPECS.forEach((match, json) -> patterns.add(SpecPattern.of(match, SpecJson.read(json))));
    patterns.sort((a, b) -> Integer.compare(b.match().length(), a.match().length()));
    return patterns;
  }

  private static String submit(LocalPlatform platform, Path file) {
    Map<String, String> flink = Map.of("execution.checkpointing.interval", "1 s");
    return JobSubmitter.to(platform)
        .submit(
            new Submission(file, List.of(), flink, Optional.empty()), PATIENCE, Progress.silent());
  }

  /** The process of a TaskManager that runs a learn subtask, by the word of the JobManager. */
  private static ProcessHandle victim(LocalPlatform platform, FlinkCluster.JobDetail job) {
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
    return ProcessHandle.of(pid).orElseThrow();
  }

  /** Reads until the condition holds; gives up when nothing new has come for long. */
  private void await(LineUnderTest line, BooleanSupplier reached) {
    long heard = System.nanoTime();
    while (!reached.getAsBoolean()) {
      List<ConsumerRecord<byte[], byte[]>> records = line.poll();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (record.topic().equals(line.weights())) {
          audit.weights(record);
        } else {
          audit.deadLetter(record);
        }
      }
      heard = records.isEmpty() ? heard : System.nanoTime();
      assertThat(System.nanoTime() - heard)
          .as("nanoseconds without a record, %d weights seen", audit.distinctWeights())
          .isLessThan(PATIENCE.toNanos());
    }
  }

  /** What replay publishes for the same records in the same order. */
  private static Map<String, Map<Long, String>> reference(List<LineUnderTest.Sent> sent) {
    Map<String, Map<Long, String>> published = new TreeMap<>();
    Replay replay =
        new Replay(
            new Specs(patterns(), Limits.DEFAULT),
            new PublishPolicy(1),
            false,
            new Emitter() {
              @Override
              public void prediction(Prediction prediction) {}

              @Override
              public void weights(WeightRecord record) {
                published
                    .computeIfAbsent(record.model(), id -> new TreeMap<>())
                    .put(
                        record.version(),
                        new String(WeightRecordJson.write(record), StandardCharsets.UTF_8));
              }
            });
    for (LineUnderTest.Sent each : sent) {
      if (each.letter().reason() == null) {
        assertThat(replay.accept("sent", each.offset(), each.letter().value())).isNull();
      }
    }
    return published;
  }

  private static Map<String, String> rejected(List<LineUnderTest.Sent> sent) {
    Map<String, String> reasons = new TreeMap<>();
    for (LineUnderTest.Sent each : sent) {
      if (each.letter().reason() != null) {
        reasons.put(each.partition() + ":" + each.offset(), each.letter().reason().name());
      }
    }
    return reasons;
  }
}
