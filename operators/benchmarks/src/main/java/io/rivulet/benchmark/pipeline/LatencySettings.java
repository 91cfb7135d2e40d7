package io.rivulet.benchmark.pipeline;

import java.util.List;
import java.util.Map;

/**
 * What the main of the job sets by {@code latency: low}, for the job that hands samples on: the
 * comparison is one of work, not of how long records wait for others.
 */
final class LatencySettings {

  static final Map<String, String> FLINK = Map.of("execution.buffer-timeout.interval", "5 ms");
  static final List<String> CLIENTS =
      List.of(
          "--producer.linger.ms", "2",
          "--producer.batch.size", "16384",
          "--consumer.fetch.min.bytes", "1",
          "--consumer.fetch.max.wait.ms", "500");

  private LatencySettings() {}
}
