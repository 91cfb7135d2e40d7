package io.rivulet.operator;

import io.rivulet.control.AckStatus;
import io.rivulet.learner.Outcome;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Reason;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * The metrics of the learn operator: counts of the outcomes of samples, without labels per model.
 */
final class LearnMetrics {

  /** Flink's histograms hold integers, so errors are counted in millionths of the unit of y. */
  private static final double MILLIONTHS = 1e6;

  private static final int REMEMBERED_WINDOWS = 1000;

  private final RejectionCounters rejections;
  private final Counter learned;
  private final Counter predicted;
  private final Counter published;
  private final Counter conflicts;
  private final Counter completed;
  private final Counter skipped;
  private final Counter failed;
  private final Counter dropped;
  private final Counter stray;
  private final Counter windows;
  private final Counter drifts;
  private final Histogram errors;
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
    this.completed = metrics.counter("commandsCompleted");
    this.skipped = metrics.counter("commandsSkipped");
    this.failed = metrics.counter("commandsFailed");
    this.dropped = metrics.counter("droppedInputs");
    this.stray = metrics.counter("strayTimes");
    this.windows = metrics.counter("evaluatedWindows");
    this.drifts = metrics.counter("drifts");
    this.errors = metrics.histogram("rmse", new DescriptiveStatisticsHistogram(REMEMBERED_WINDOWS));
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

  void count(AckStatus status) {
    switch (status) {
      case COMPLETED -> completed.inc();
      case SKIPPED -> skipped.inc();
      case FAILED -> failed.inc();
    }
  }

  void count(QualityRecord record) {
    (record.drift() ? drifts : windows).inc();
    if (!record.drift() && !Double.isNaN(record.rmse())) {
      errors.update(Math.round(record.rmse() * MILLIONTHS));
    }
  }

  /** Counts inputs whose target did not come. */
  void dropped(int inputs) {
    dropped.inc(inputs);
  }

  /** Counts an event time that was not believed. */
  void strayTime() {
    stray.inc();
  }
}
