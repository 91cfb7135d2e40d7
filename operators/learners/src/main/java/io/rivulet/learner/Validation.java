package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.EntryName;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.wire.WeightRecordJson;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a sample against the spec of its model, in the order of {@link Reason}, and gives the
 * dense, finite example that learners take.
 */
final class Validation {

  /** A batch is learned with the square of its gradients as scratch and their cube as time. */
  private static final int MAXIMUM_COLUMNS = 1024;

  private final LearnerSpec<?> spec;
  private final Limits limits;
  private final Map<String, Integer> positions = new HashMap<>();

  Validation(LearnerSpec<?> spec, Limits limits) {
    this.spec = spec;
    this.limits = limits;
    List<String> features = spec.model().features();
    for (int i = 0; i < features.size(); i++) {
      positions.put(features.get(i), i);
    }
  }

  Example check(Sample sample) throws RejectedException {
    Op op = sample.op() == null ? spec.target().implied(sample) : sample.op();
    raiseFault(sample, Reason.MALFORMED);
    requireTypes(sample);
    requireSupported(sample, op);
    raiseFault(sample, Reason.UNSUPPORTED);
    requireFields(sample, op);
    raiseFault(sample, Reason.LIMIT_DIMENSION);
    requireRows(sample.rows());
    raiseFault(sample, Reason.DIMENSION);
    double[][] x = input(sample);
    double[][] y = op == Op.PREDICT || sample.y() == null ? null : target(sample);
    requireDimension(sample, op);
    raiseFault(sample, Reason.NON_FINITE);
    requireFinite(sample);
    return new Example(
        op, x, y, sample.label(), sample.matrix(), sample.weight(), sample.ts(), sample.rows() > 0);
  }

  private static void raiseFault(Sample sample, Reason upTo) throws RejectedException {
    if (sample.fault() != null && sample.fault().compareTo(upTo) <= 0) {
      throw new RejectedException(sample.fault(), Stage.DECODE, sample.faultMessage());
    }
  }

  /** Texts are taken by some specs only, so that the decoder lets them pass. */
  private void requireTypes(Sample sample) throws RejectedException {
    if (sample.rowEnds() != null) {
      throw rejected(
          Reason.MALFORMED, "x[0] is an object, must be an array: rows of a batch are of numbers");
    }
    for (int k = 0; sample.texts() != null && k < sample.names().length; k++) {
      if (!sample.numeric(k) && positions.containsKey(sample.names()[k])) {
        throw rejected(Reason.MALFORMED, SampleFaults.noNumber(sample, k));
      }
    }
    if (sample.labelName() != null && spec.target() == Target.CLASS) {
      throw rejected(Reason.MALFORMED, SampleFaults.noClass(sample, outputs()));
    }
  }

  private int outputs() {
    return spec.model().response().outputs();
  }

  private void requireSupported(Sample sample, Op op) throws RejectedException {
    if (op == Op.UNLEARN && spec.unlearnObstacle() != null) {
      throw rejected(Reason.UNSUPPORTED, spec.unlearnObstacle());
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
          spec.learner() + " learns no batches; send one labelled sample a record");
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
    long record = WeightRecordJson.maximumBytes(predictedNumbers(rows));
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

  /** How many numbers a prediction record carries: y, error, variance and residual, leverage. */
  long predictedNumbers(int rows) {
    return rows * (4L * spec.model().response().outputs() + 1);
  }

  private void requireDimension(Sample sample, Op op) throws RejectedException {
    int outputs = outputs();
    if (sample.label() != Sample.NO_LABEL && (sample.label() < 0 || sample.label() >= outputs)) {
      throw rejected(
          Reason.DIMENSION,
          "label is " + sample.label() + ", the model has classes 0 to " + (outputs - 1));
    }
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

  private double[][] input(Sample sample) throws RejectedException {
    int inputs = spec.model().response().inputs();
    if (sample.values() == null) {
      return new double[0][];
    }
    if (sample.names() != null) {
      return new double[][] {named(sample, inputs)};
    }
    if (sample.size() != inputs) {
      throw rejected(Reason.DIMENSION, SampleFaults.length(sample) + ", the model takes " + inputs);
    }
    if (sample.rows() > 0) {
      return rows(sample.values(), sample.rows());
    }
    if (sample.indices() == null) {
      return new double[][] {sample.values()};
    }
    double[] x = new double[inputs];
    for (int k = 0; k < sample.indices().length; k++) {
      x[sample.indices()[k]] = sample.values()[k];
    }
    return new double[][] {x};
  }

  private static double[][] rows(double[] flat, int count) {
    int width = flat.length / count;
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  private double[] named(Sample sample, int inputs) throws RejectedException {
    double[] x = new double[inputs];
    for (int k = 0; k < sample.names().length; k++) {
      Integer position = positions.get(sample.names()[k]);
      if (position == null) {
        throw rejected(
            Reason.DIMENSION, SampleFaults.unknownFeature(sample, k, spec.model().features()));
      }
      x[position] = sample.values()[k];
    }
    if (sample.names().length != inputs) {
      throw rejected(
          Reason.DIMENSION, SampleFaults.missingFeature(sample, spec.model().features()));
    }
    return x;
  }

  /** Numbers of one sample, or for a batch one entry a row: a number, or the row's outputs. */
  private double[][] target(Sample sample) throws RejectedException {
    int outputs = outputs();
    int rows = sample.rows();
    int entries = sample.targetRows() > 0 ? sample.targetRows() : sample.y().length;
    if (rows == 0) {
      if (sample.targetRows() > 0 || entries != outputs) {
        throw rejected(
            Reason.DIMENSION,
            "y has "
                + EntryName.entries(entries)
                + ", the model has "
                + (outputs == 1 ? "1 output" : outputs + " outputs"));
      }
      return new double[][] {sample.y()};
    }
    if (entries != rows || sample.y().length != (long) rows * outputs) {
      throw rejected(
          Reason.DIMENSION,
          "a batch of "
              + rows
              + " rows needs a y of as many entries, each of "
              + outputs
              + "; y has "
              + entries
              + " entries and "
              + sample.y().length
              + " numbers");
    }
    return rows(sample.y(), rows);
  }

  private static void requireFinite(Sample sample) throws RejectedException {
    if (!(finite(sample.values())
        && finite(sample.y())
        && finite(sample.matrix())
        && Double.isFinite(sample.weight()))) {
      throw rejected(Reason.NON_FINITE, SampleFaults.notFinite(sample));
    }
  }

  private static boolean finite(double[] numbers) {
    return numbers == null || Lanes.finite(numbers);
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
