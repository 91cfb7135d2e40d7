package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Holds a sample against the spec of its model, in the order of {@link Reason}, and gives the
 * dense, finite example that learners take.
 */
final class Validation {

  private final LearnerSpec<?> spec;
  private final Map<String, Integer> positions = new HashMap<>();

  Validation(LearnerSpec<?> spec) {
    this.spec = spec;
    List<String> features = spec.model().features();
    for (int i = 0; i < features.size(); i++) {
      positions.put(features.get(i), i);
    }
  }

  Example check(Sample sample) throws RejectedException {
    raiseFault(sample, Reason.MALFORMED);
    requireSupported(sample);
    raiseFault(sample, Reason.UNSUPPORTED);
    requireFields(sample);
    raiseFault(sample, Reason.DIMENSION);
    double[] x = input(sample);
    double[] y = target(sample);
    raiseFault(sample, Reason.NON_FINITE);
    requireFinite("x", x);
    if (sample.y() != null) {
      requireFinite("y", sample.y());
    }
    requireFinite("weight", new double[] {sample.weight()});
    return new Example(x, y, sample.weight());
  }

  private static void raiseFault(Sample sample, Reason upTo) throws RejectedException {
    if (sample.fault() != null && sample.fault().compareTo(upTo) <= 0) {
      throw new RejectedException(sample.fault(), Stage.DECODE, sample.faultMessage());
    }
  }

  private void requireSupported(Sample sample) throws RejectedException {
    if (sample.effectiveOp() == Op.UNLEARN && !spec.unlearns()) {
      throw rejected(
          Reason.UNSUPPORTED, spec.learner() + " with this spec cannot unlearn a sample");
    }
    if (sample.label() != Sample.NO_LABEL) {
      throw rejected(Reason.UNSUPPORTED, spec.learner() + " takes 'y', not 'label'");
    }
    if (sample.matrix() != null) {
      throw rejected(Reason.UNSUPPORTED, spec.learner() + " takes 'x' and 'y', not 'matrix'");
    }
    if (sample.weight() < 0) {
      throw rejected(
          Reason.UNSUPPORTED, spec.learner() + " takes weights from 0, got " + sample.weight());
    }
  }

  private static void requireFields(Sample sample) throws RejectedException {
    if (sample.values() == null) {
      throw rejected(Reason.MALFORMED, "field 'x' is missing");
    }
    if (sample.effectiveOp() != Op.PREDICT && sample.y() == null) {
      throw rejected(Reason.MALFORMED, "field 'y' is missing");
    }
  }

  private double[] input(Sample sample) throws RejectedException {
    int inputs = spec.model().response().inputs();
    if (sample.names() != null) {
      return named(sample, inputs);
    }
    if (sample.size() != inputs) {
      throw rejected(
          Reason.DIMENSION, "x has " + sample.size() + " entries, the model takes " + inputs);
    }
    if (sample.indices() == null) {
      return sample.values();
    }
    double[] x = new double[inputs];
    for (int k = 0; k < sample.indices().length; k++) {
      x[sample.indices()[k]] = sample.values()[k];
    }
    return x;
  }

  private double[] named(Sample sample, int inputs) throws RejectedException {
    double[] x = new double[inputs];
    for (int k = 0; k < sample.names().length; k++) {
      Integer position = positions.get(sample.names()[k]);
      if (position == null) {
        throw rejected(
            Reason.DIMENSION,
            positions.isEmpty()
                ? "x has named features, the spec lists no 'features'"
                : "x has a feature that the spec does not list");
      }
      x[position] = sample.values()[k];
    }
    if (sample.names().length != inputs) {
      throw rejected(
          Reason.DIMENSION,
          "x has " + sample.names().length + " named features, the spec lists " + inputs);
    }
    return x;
  }

  private double[] target(Sample sample) throws RejectedException {
    if (sample.effectiveOp() == Op.PREDICT) {
      return null;
    }
    int outputs = spec.model().response().outputs();
    if (sample.y().length != outputs) {
      throw rejected(
          Reason.DIMENSION,
          "y has " + sample.y().length + " entries, the model has " + outputs + " outputs");
    }
    return sample.y();
  }

  private static void requireFinite(String field, double[] numbers) throws RejectedException {
    if (!Lanes.finite(numbers)) {
      throw rejected(
          Reason.NON_FINITE, "field '" + field + "' has a number that is not a finite float64");
    }
  }

  private static RejectedException rejected(Reason reason, String message) {
    return new RejectedException(reason, Stage.VALIDATE, message);
  }
}
