package io.rivulet.benchmark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The job that hands samples on as they are.
 *
 * @param settings of Flink, over those that both jobs get
 * @param clients {@code --producer.linger.ms 0} and the like
 */
record IdentityRun(LocalLine line, Map<String, String> settings, List<String> clients)
    implements LineJob {

  @Override
  public String label() {
    return "identity";
  }

  @Override
  public String submit(LineTopics topics, String group, Map<String, String> flink) {
    Map<String, String> all = new TreeMap<>(flink);
    all.putAll(settings);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bootstrap.servers", line.bootstrapServers(),
                "--group", group,
                "--samples", topics.samples(),
                "--weights", topics.weights()));
    arguments.addAll(clients);
    return line.flink().submit("IdentityJob", all, arguments);
  }
}
