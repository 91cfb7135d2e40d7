package io.rivulet.operator;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Remembers the newest metric of each name. */
final class MetricLog extends UnregisteredMetricsGroup {

  private final Map<String, Counter> counters = new HashMap<>();
  private final Map<String, Gauge<?>> gauges = new HashMap<>();

  @Override
  public Counter counter(String name) {
    Counter counter = new SimpleCounter();
    counters.put(name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    gauges.put(name, gauge);
    return gauge;
  }

  long count(String name) {
    return counters.get(name).getCount();
  }

  long gauge(String name) {
    return ((Number) gauges.get(name).getValue()).longValue();
  }
}
