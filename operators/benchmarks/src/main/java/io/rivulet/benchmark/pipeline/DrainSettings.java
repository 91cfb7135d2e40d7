package io.rivulet.benchmark.pipeline;

import java.util.Map;
import java.util.TreeMap;

/** Settings of Flink that both jobs of a case get: those that the main of the job takes. */
final class DrainSettings {

  private static final Map<String, String> COMMON =
      Map.of(
          "execution.checkpointing.interval", "10 s",
          "execution.checkpointing.timeout", "2 min",
          "pipeline.object-reuse", "true",
          "pipeline.max-parallelism", "720");

  private DrainSettings() {}

  static Map<String, String> atParallelism(int parallelism) {
    Map<String, String> settings = new TreeMap<>(COMMON);
    settings.put("parallelism.default", String.valueOf(parallelism));
    return settings;
  }
}
