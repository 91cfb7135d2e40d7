package io.rivulet.benchmark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    Map<String, String> all = new TreeMap<>(flink);
    all.putAll(latency.flink());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bootstrap.servers", line.bootstrapServers(),
                "--group", group,
                "--samples", topics.samples(),
                "--weights", topics.weights()));
    arguments.addAll(latency.clients());
    return line.flink().submit("IdentityJob", all, arguments);
  }
}
