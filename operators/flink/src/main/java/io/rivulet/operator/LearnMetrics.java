package io.rivulet.operator;

import io.rivulet.learner.Outcome;
import io.rivulet.record.Reason;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * The metrics of the learn operator: counts of the outcomes of samples, without labels per model.
 */
final class LearnMetrics {

  private final RejectionCounters rejections;
  private final Counter learned;
  private final Counter predicted;
  private final Counter published;
  private final Counter conflicts;
  private double residualRatio = Double.NaN;
  private int warnings;

  /**
   * @param warnings the number of warnings before the first sample
   */
  LearnMetrics(MetricGroup metrics, int warnings) {
    this.rejections = new RejectionCounters(metrics);
    this.learned = metrics.counter("learned");
    this.predicted = metrics.counter("predicted");
    this.published = metrics.counter("published");
    this.conflicts = metrics.counter("conflicts");
    this.warnings = warnings;
    metrics.gauge("residualRatio", () -> residualRatio);
    metrics.gauge("warnings", () -> this.warnings);
  }

  void count(Outcome outcome) {
    (outcome.learned() ? learned : predicted).inc();
    published.inc(outcome.weights() == null ? 0 : 1);
    conflicts.inc(outcome.conflicts());
    warnings += outcome.warnings().size();
    if (outcome.changed()) {
      residualRatio = outcome.residualRatio();
    }
  }

  void count(Reason refusal) {
    rejections.count(refusal);
  }
}
