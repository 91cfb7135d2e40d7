package io.rivulet.benchmark.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the main of the job sets by its option {@code latency}, for a job that is compared with it:
 * the comparison is one of work, not of how long records wait for others.
 *
 * @param flink settings of Flink
 * @param clients {@code --producer.linger.ms 0} and the like
 */
record LatencySettings(Map<String, String> flink, List<String> clients) {

  /** The default, {@code latency: low}. */
  static final LatencySettings LOW = of("5 ms", "2", "65536", "1", "500");

  static final LatencySettings THROUGHPUT = of("100 ms", "50", "262144", "65536", "50");

  private static LatencySettings of(
      String buffer, String linger, String batch, String fetch, String wait) {
    return new LatencySettings(
        Map.of("execution.buffer-timeout.interval", buffer),
        List.of(
            "--producer.linger.ms", linger,
            "--producer.batch.size", batch,
            "--consumer.fetch.min.bytes", fetch,
            "--consumer.fetch.max.wait.ms", wait));
  }

  /** Submits a job that is compared under these settings, over those that both jobs get. */
  String submit(LocalLine line, String job, Map<String, String> both, List<String> arguments) {
    Map<String, String> settings = new TreeMap<>(both);
    settings.putAll(flink);
    List<String> all = new ArrayList<>(arguments);
    all.addAll(clients);
    return line.flink().submit(job, settings, all);
  }
}
