package io.rivulet.operator;

import io.rivulet.record.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counters of rejected records by reason: the metric {@code rejected} with the label {@code
 * reason}.
 */
final class RejectionCounters {

  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  RejectionCounters(MetricGroup metrics) {
    for (Reason reason : Reason.values()) {
      counters.put(reason, metrics.addGroup("reason", reason.name()).counter("rejected"));
    }
  }

  void count(Reason reason) {
    counters.get(reason).inc();
  }
}
