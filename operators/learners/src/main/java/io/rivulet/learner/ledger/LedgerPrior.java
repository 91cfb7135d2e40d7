package io.rivulet.learner.ledger;

import io.rivulet.learner.spec.BiasPrecision;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The prior of a {@link Ledger}, the diagonal Π of its precision: {@code ridge} for every weight,
 * and a precision of its own for the bias where there is one.
 *
 * @param ridge at least 0
 * @param bias the field {@code biasPrecision}, at least 0; empty when the bias has the ridge
 */
record LedgerPrior(double ridge, OptionalDouble bias) {

  /** The precision, relative to the ridge, of a bias that has none, when lengths are compared. */
  private static final double WEAKEST = 1e-9;

  static LedgerPrior read(SpecFields fields, ModelSpec model) {
    double ridge = fields.number("ridge");
    int rows = model.response().rows();
    if (!invertible(ridge, rows)) {
      throw fields.fault("ridge", ridge, "at least 0; 0 gives the fit nearest to initialWeights");
    }
    OptionalDouble bias = BiasPrecision.read(fields, model.bias(), ridge);
    if (bias.isPresent() && !invertible(bias.getAsDouble(), rows)) {
      throw fields.refused("biasPrecision", bias.getAsDouble(), "0 or above " + 1 / 1e300);
    }
    return new LedgerPrior(ridge, bias);
  }

  private static boolean invertible(double precision, int rows) {
    return precision == 0 || (precision > 0 && Double.isFinite(rows / precision));
  }

  /** Π, the bias last. */
  double[] diagonal(int rows) {
    double[] diagonal = new double[rows];
    Arrays.fill(diagonal, ridge);
    if (bias.isPresent()) {
      diagonal[rows - 1] = bias.getAsDouble();
    }
    return diagonal;
  }

  /** Whether every weight has a prior, so that no sample is needed to determine it. */
  boolean proper() {
    return ridge > 0 && bias.orElse(ridge) > 0;
  }

  /** Whether no weight has a prior. */
  boolean absent() {
    return ridge == 0 && bias.orElse(0) == 0;
  }

  /** Whether no weight is held so much more than others that {@link #lengths} could overflow. */
  boolean ordinary() {
    return ridge == 0 || bias.orElse(0) / ridge < 0x1p200;
  }

  /** The largest entry of Π, or 1 when it is 0: the unit in which a state keeps its trace. */
  double unit() {
    double largest = Math.max(ridge, bias.orElse(0));
    return largest > 0 ? largest : 1;
  }

  /**
   * The lengths that define which of many fits is nearest to the start: those of the prior, and
   * those of the weights themselves without a ridge.
   */
  double[] lengths(int rows) {
    double[] lengths = new double[rows];
    Arrays.fill(lengths, 1);
    if (ridge > 0) {
      lengths[rows - 1] = Math.sqrt(Math.max(bias.orElse(ridge), WEAKEST * ridge) / ridge);
    }
    return lengths;
  }

  void describe(Map<String, Object> fields) {
    fields.put("ridge", ridge);
    bias.ifPresent(precision -> fields.put("biasPrecision", precision));
  }
}
