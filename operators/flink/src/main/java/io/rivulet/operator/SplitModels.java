package io.rivulet.operator;

import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A counter of models whose samples arrive from more than one partition: the order of those
 * samples, and with it the weights, depends on chance. A model counts once while it stays in the
 * cache.
 */
final class SplitModels {

  /** The partition of a sample that came from no topic. */
  static final int NO_PARTITION = -1;

  private final Counter models;
  private final Consumer<String> warning;
  private boolean warned;

  /**
   * @param warning receives one line about the first of them
   */
  SplitModels(MetricGroup metrics, Consumer<String> warning) {
    this.models = metrics.counter("splitModels");
    this.warning = warning;
  }

  /** Notes a sample without allocating anything. */
  void arrived(String model, int partition, Trace trace) {
    if (partition == trace.partition || partition == NO_PARTITION) {
      return;
    }
    if (trace.partition != NO_PARTITION && !trace.split) {
      trace.split = true;
      models.inc();
      warnOnce(model, trace.partition, partition);
    }
    trace.partition = partition;
  }

  private void warnOnce(String model, int before, int now) {
    if (warned) {
      return;
    }
    warned = true;
    warning.accept(
        "model '%s' gets samples from partitions %d and %d of the samples topic, so that their order and its weights depend on chance; let all producers hash keys alike (partitioner=murmur2_random in librdkafka clients); the counter splitModels counts such models, 'rivulet doctor' names them"
            .formatted(model, before, now));
  }

  /** The partitions that the samples of one cached model came from since it was read. */
  static final class Trace {

    private int partition = NO_PARTITION;
    private boolean split;
  }
}
