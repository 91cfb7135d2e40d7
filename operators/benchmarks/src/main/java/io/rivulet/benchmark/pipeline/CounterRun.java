package io.rivulet.benchmark.pipeline;

import java.util.List;
import java.util.Map;

/**
 * The job that only counts, with as many bytes out as another one wrote.
 *
 * @param latency over the settings that both jobs get
 * @param every which version of a model is published
 */
record CounterRun(
    LocalLine line, LatencySettings latency, int every, int weightBytes, int predictionBytes)
    implements LineJob {

  @Override
  public String label() {
    return "counter";
  }

  @Override
  public String submit(LineTopics topics, String group, Map<String, String> flink) {
    return latency.submit(
        line,
        "CountingJob",
        flink,
        List.of(
            "--bootstrap.servers", line.bootstrapServers(),
            "--group", group,
            "--samples", topics.samples(),
            "--weights", topics.weights(),
            "--predictions", topics.predictions(),
            "--every", String.valueOf(every),
            "--weight-bytes", String.valueOf(weightBytes),
            "--prediction-bytes", String.valueOf(predictionBytes)));
  }
}
