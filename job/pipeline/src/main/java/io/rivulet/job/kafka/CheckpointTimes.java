package io.rivulet.job.kafka;

import java.time.Duration;

/**
 * The two settings of Flink that a transaction must outlast besides an outage.
 *
 * @param interval {@code execution.checkpointing.interval}
 * @param timeout {@code execution.checkpointing.timeout}
 */
public record CheckpointTimes(Duration interval, Duration timeout) {

  /**
   * With an outage of 10 minutes these fit the default broker, which allows transactions of 15
   * minutes.
   */
  public static final CheckpointTimes SUGGESTED =
      new CheckpointTimes(Duration.ofSeconds(10), Duration.ofMinutes(2));
}
