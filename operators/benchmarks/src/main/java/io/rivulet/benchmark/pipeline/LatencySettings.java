package io.rivulet.benchmark.pipeline;

import java.util.List;
import java.util.Map;

/**
 * What the main of the job sets for the sake of latency where nobody does, for the job that hands
 * samples on: the comparison is one of work, not of buffers.
 */
final class LatencySettings {

  static final Map<String, String> FLINK = Map.of();
  static final List<String> CLIENTS = List.of();

  private LatencySettings() {}
}
