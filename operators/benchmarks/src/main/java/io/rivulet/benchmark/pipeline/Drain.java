package io.rivulet.benchmark.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Lets a job read a full topic to its end, and measures how fast it did. */
final class Drain {

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final LocalLine line;
  private final LineTopics topics;
  private final long samples;
  private final int parallelism;
  private final boolean keepsState;

  /**
   * A drain of a topic.
   *
   * @param keepsState whether to wait for a checkpoint of the whole
   */
  Drain(LocalLine line, LineTopics topics, long samples, int parallelism, boolean keepsState) {
    this.keepsState = keepsState;
    this.line = line;
    this.topics = topics;
    this.samples = samples;
    this.parallelism = parallelism;
  }

  /**
   * One run of a job over all samples, from empty outputs.
   *
   * @param group new for each run
   */
  DrainOutcome of(LineJob job, String group) {
    topics.renewOutputs();
    Map<String, String> settings = DrainSettings.atParallelism(parallelism);
    String id = job.submit(topics, group, settings);
    try {
      FlinkJobs.JobCounts before = line.flink().counts(id);
      Progression progression = progression(id);
      FlinkJobs.JobCounts counts = line.flink().counts(id);
      long refused = topics.written(topics.deadLetters());
      if (refused > 0) {
        throw new BenchException(refused + " samples became dead letters; nothing is measured");
      }
      if (counts.restarts() > 0) {
        throw new BenchException("the job was restarted: " + line.flink().failure(id));
      }
      return new DrainOutcome(
          progression.rate(),
          progression.cpuMicros(),
          RecordSizes.mean(line.bootstrapServers(), topics.weights()),
          RecordSizes.mean(line.bootstrapServers(), topics.predictions()),
          counts.failed() - before.failed(),
          keepsState ? stateBytes(id, counts.completed()) : 0);
    } finally {
      line.flink().cancel(id);
    }
  }

  private Progression progression(String id) {
    Progression progression = new Progression(samples);
    while (!look(progression)) {
      if (System.nanoTime() - progression.grewAt() > PATIENCE.toNanos()) {
        throw new BenchException(
            "after %d of %d samples nothing came for %d s: %s"
                .formatted(
                    topics.written(topics.predictions()),
                    samples,
                    PATIENCE.toSeconds(),
                    line.flink().failure(id)));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return progression;
  }

  private boolean look(Progression progression) {
    long count = topics.written(topics.predictions());
    return progression.note(System.nanoTime(), count, line.cpuNanos());
  }

  /** Of the first checkpoint that begins after the last sample: the next but one at the latest. */
  private long stateBytes(String id, long completed) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    FlinkJobs.JobCounts counts = line.flink().counts(id);
    while (counts.completed() < completed + 2) {
      if (System.nanoTime() > deadline) {
        throw new BenchException("no checkpoint was completed: " + line.flink().failure(id));
      }
      LockSupport.parkNanos(LOOK.toNanos());
      counts = line.flink().counts(id);
    }
    return counts.stateBytes();
  }

  /**
   * What one run gave.
   *
   * @param rate samples a second
   * @param cpuMicros of the TaskManagers, a sample
   * @param weightBytes mean of a weight record, 0 when there was none
   * @param failed checkpoints while it read
   * @param stateBytes of a checkpoint after the last sample, 0 when nobody asked
   */
  record DrainOutcome(
      double rate,
      double cpuMicros,
      int weightBytes,
      int predictionBytes,
      long failed,
      long stateBytes) {}
}
