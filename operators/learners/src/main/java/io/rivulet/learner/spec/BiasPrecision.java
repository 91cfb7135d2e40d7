package io.rivulet.learner.spec;

import java.util.OptionalDouble;

/**
 * The field {@code biasPrecision}: the prior precision of the bias alone. By default it is so weak
 * that the bias is not shrunk.
 */
public final class BiasPrecision {

  /** The default, as a fraction of the least precision of the other weights. */
  private static final double DEFAULT_PART = 1e-9;

  private BiasPrecision() {}

  /**
   * Reads the field. The result is empty without a bias, and for the spec of a stored model that
   * lacks the field, whose bias has the precision of the other weights.
   *
   * @param least the least precision of the other weights, at least 0
   */
  public static OptionalDouble read(SpecFields fields, boolean bias, double least) {
    if (fields.has("biasPrecision")) {
      double value = fields.number("biasPrecision");
      if (!bias) {
        throw new IllegalArgumentException(
            "spec field 'biasPrecision' is for models with a bias; set bias: true, or leave it out");
      }
      return OptionalDouble.of(fields.atLeastZero("biasPrecision", value));
    }
    return bias && !fields.stored()
        ? OptionalDouble.of(least == 0 ? 0 : Math.max(DEFAULT_PART * least, Double.MIN_NORMAL))
        : OptionalDouble.empty();
  }
}
