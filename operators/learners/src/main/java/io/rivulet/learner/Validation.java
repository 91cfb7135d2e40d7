package io.rivulet.learner;

import io.rivulet.feature.Inputs;
import io.rivulet.feature.Soundness;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.EntryName;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.wire.WeightRecordJson;
import java.util.Arrays;

/**
 * The check of a sample against the spec of its model, in the order of {@link Reason#OF_FIELDS}. It
 * returns the dense, finite example that learners take, the same object for each sample.
 */
final class Validation {

  /**
   * The most gradient columns of a batch, which takes their square as scratch and their cube as
   * time.
   */
  private static final int MAXIMUM_COLUMNS = 1024;

  private final LearnerSpec<?> spec;
  private final Limits limits;
  private final long nameBytes;
  private final String unlearnObstacle;
  private final Inputs inputs;
  private final ClassLabels labels;
  private final Example example = Example.blank();
  private final double[][] oneInput = new double[1][];
  private final double[][] oneTarget = new double[1][];
  private final RawDivision division;

  /**
   * @param nameBytes the number of bytes that the names of rows and columns add to a record
   */
  Validation(LearnerSpec<?> spec, Supervision supervision, Limits limits, long nameBytes) {
    this.spec = spec;
    this.limits = limits;
    this.nameBytes = nameBytes;
    this.unlearnObstacle =
        spec.unlearnObstacle() == null
            ? supervision.recall().unlearnObstacle()
            : spec.unlearnObstacle();
    this.inputs = new Inputs(spec.model().features(), spec.model().response().inputs());
    this.labels = new ClassLabels(spec.model().outputs());
    this.division = new RawDivision(spec);
  }

  /** A sample whose x and target are apart: those of raw numbers are divided. */
  Sample divided(Sample sample) throws RejectedException {
    if (!sample.undivided()) {
      return sample;
    }
    Op op = division.op(sample);
    Soundness.requireNoFault(sample, Reason.MALFORMED);
    division.requireClass(sample, op);
    requireSupported(sample, op);
    Soundness.requireNoFault(sample, Reason.UNSUPPORTED);
    requireEntries(sample);
    return division.divide(sample, op);
  }

  Example check(Sample given) throws RejectedException {
    Sample sample = divided(given);
    Op op = sample.op() == null ? spec.target().implied(sample) : sample.op();
    inputs.requireKinds(sample);
    Soundness.requireNoFault(sample, Reason.MALFORMED);
    if (spec.target().takesLabels()) {
      labels.requireKind(sample);
    }
    requireSupported(sample, op);
    Soundness.requireNoFault(sample, Reason.UNSUPPORTED);
    requireFields(sample, op);
    Soundness.requireNoFault(sample, Reason.LIMIT_DIMENSION);
    requireRows(sample.rows());
    requireColumns(sample);
    Soundness.requireNoFault(sample, Reason.DIMENSION);
    double[][] x = inputs.rows(sample, oneInput);
    double[][] y = op == Op.PREDICT || sample.y() == null ? null : target(sample);
    int label = labels.of(sample);
    requireDimension(sample, op);
    Soundness.requireNoFault(sample, Reason.NON_FINITE);
    Soundness.requireFinite(sample);
    inputs.requireFinite(x);
    return example.become(
        op, x, y, label, sample.matrix(), sample.weight(), sample.ts(), sample.rows() > 0);
  }

  private int outputs() {
    return spec.model().response().outputs();
  }

  private void requireSupported(Sample sample, Op op) throws RejectedException {
    if (op == Op.UNLEARN && unlearnObstacle != null) {
      throw rejected(Reason.UNSUPPORTED, unlearnObstacle);
    }
    if (op == Op.PREDICT && !spec.predicts()) {
      throw rejected(Reason.UNSUPPORTED, spec.learner() + " answers no inputs");
    }
    String excess = spec.target().excess(sample);
    if (excess != null) {
      throw rejected(
          Reason.UNSUPPORTED,
          spec.learner() + " takes " + spec.target().label() + ", not '" + excess + "'");
    }
    if (sample.hasLabel() && sample.rows() > 0) {
      throw rejected(
          Reason.UNSUPPORTED,
          spec.learner() + " does not learn batches; send one labelled sample a record");
    }
    if (sample.weight() < 0 && !spec.takesNegativeWeights()) {
      throw rejected(
          Reason.UNSUPPORTED,
          "weight is " + sample.weight() + ", " + spec.learner() + " takes weights from 0");
    }
  }

  private void requireFields(Sample sample, Op op) throws RejectedException {
    if (sample.values() == null && sample.matrix() == null) {
      throw rejected(Reason.MALFORMED, SampleFaults.missing(sample, spec.target().input(), "x"));
    }
    String missing = op == Op.PREDICT ? null : spec.target().missing(sample);
    if (missing != null) {
      throw rejected(Reason.MALFORMED, SampleFaults.missing(sample, "'" + missing + "'", missing));
    }
    if (spec.needsTime() && op == Op.LEARN && sample.ts() == Sample.NO_TIME) {
      throw rejected(
          Reason.MALFORMED, SampleFaults.missing(sample, "'ts', the event time of windows,", "ts"));
    }
  }

  private void requireRows(int rows) throws RejectedException {
    long columns = (long) rows * spec.model().response().gradients();
    if (columns > MAXIMUM_COLUMNS) {
      throw rejected(
          Reason.LIMIT_DIMENSION,
          "a batch of "
              + rows
              + " rows has "
              + columns
              + " gradients, at most "
              + MAXIMUM_COLUMNS
              + " are learned as one step; send smaller batches");
    }
    long record = predictionBytes(rows);
    if (record > limits.weightRecordBytes()) {
      throw rejected(
          Reason.LIMIT_DIMENSION,
          "the predictions of "
              + rows
              + " rows could take "
              + record
              + " bytes, the largest record is "
              + limits.weightRecordBytes()
              + "; send smaller batches");
    }
  }

  /** Checks the number of numbers, of which at most one target is not x. */
  private void requireEntries(Sample sample) throws RejectedException {
    long entries = (long) sample.values().length - outputs();
    if (entries > limits.dimension()) {
      throw rejected(
          Reason.LIMIT_DIMENSION,
          "x has at least "
              + EntryName.entries(entries)
              + ", limits.dimension is "
              + limits.dimension());
    }
  }

  /** Checks the number of columns, because a batch is expanded before it is learned. */
  private void requireColumns(Sample sample) throws RejectedException {
    long columns = (long) sample.rows() * spec.model().response().inputs();
    if (sample.names() != null && columns > limits.dimension()) {
      throw rejected(
          Reason.LIMIT_DIMENSION,
          "a batch of "
              + sample.rows()
              + " rows has "
              + columns
              + " columns, limits.dimension is "
              + limits.dimension()
              + "; send smaller batches");
    }
  }

  /**
   * An upper bound of a prediction record's length. The record carries y, error, variance, residual
   * and leverage.
   */
  long predictionBytes(int rows) {
    long numbers = rows * (4L * spec.model().response().outputs() + 1);
    return WeightRecordJson.maximumBytes(numbers) + nameBytes;
  }

  private void requireDimension(Sample sample, Op op) throws RejectedException {
    long entries = (long) spec.model().dimension() * spec.model().dimension();
    if (op == Op.LEARN && sample.matrix() != null && sample.matrix().length != entries) {
      throw rejected(
          Reason.DIMENSION,
          "matrix has "
              + EntryName.entries(sample.matrix().length)
              + ", the model takes "
              + entries
              + ", dimension x dimension by rows");
    }
  }

  /**
   * The target rows of a sample: its numbers or, for a batch, one entry for each row, which is a
   * number or the outputs of the row.
   */
  private double[][] target(Sample sample) throws RejectedException {
    int outputs = outputs();
    int rows = sample.rows();
    int entries = sample.targetRows() > 0 ? sample.targetRows() : sample.y().length;
    if (rows == 0) {
      if (sample.targetRows() > 0 || entries != outputs) {
        throw rejected(Reason.DIMENSION, SampleFaults.target(sample, outputs));
      }
      oneTarget[0] = sample.y();
      return oneTarget;
    }
    if (entries != rows || sample.y().length != (long) rows * outputs) {
      throw rejected(Reason.DIMENSION, SampleFaults.targets(sample, outputs));
    }
    return rows(sample.y(), rows);
  }

  private static double[][] rows(double[] flat, int count) {
    int width = flat.length / count;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
