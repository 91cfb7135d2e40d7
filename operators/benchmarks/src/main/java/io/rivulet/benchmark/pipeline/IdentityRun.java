package io.rivulet.benchmark.pipeline;

import java.util.List;
import java.util.Map;

/**
 * The job that hands samples on as they are.
 *
 * @param latency over the settings that both jobs get
 */
record IdentityRun(LocalLine line, LatencySettings latency) implements LineJob {

  @Override
  public String label() {
    return "identity";
  }

  @Override
  public String submit(LineTopics topics, String group, Map<String, String> flink) {
    return latency.submit(
        line,
        "IdentityJob",
        flink,
        List.of(
            "--bootstrap.servers", line.bootstrapServers(),
            "--group", group,
            "--samples", topics.samples(),
            "--weights", topics.weights()));
  }
}
