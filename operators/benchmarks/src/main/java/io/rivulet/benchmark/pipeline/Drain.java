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

  Drain(LocalLine line, LineTopics topics, long samples, int parallelism) {
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
      double rate = rate(id);
      FlinkJobs.JobCounts counts = line.flink().counts(id);
      long refused = topics.written(topics.deadLetters());
      if (refused > 0) {
        throw new BenchException(refused + " samples became dead letters; nothing is measured");
      }
      if (counts.restarts() > 0) {
        throw new BenchException("the job was restarted: " + line.flink().failure(id));
      }
      return new DrainOutcome(
          rate,
          RecordSizes.mean(line.bootstrapServers(), topics.weights()),
          RecordSizes.mean(line.bootstrapServers(), topics.predictions()),
          counts);
    } finally {
      line.flink().cancel(id);
    }
  }

  private double rate(String id) {
    Progression progression = new Progression(samples);
    while (!progression.note(System.nanoTime(), topics.written(topics.predictions()))) {
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
    return progression.rate();
  }

  /**
   * What one run gave.
   *
   * @param rate samples a second
   * @param weightBytes mean of a weight record, 0 when there was none
   */
  record DrainOutcome(
      double rate, int weightBytes, int predictionBytes, FlinkJobs.JobCounts counts) {}
}
