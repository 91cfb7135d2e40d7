package io.rivulet.learner;

import java.util.Arrays;

/**
 * The field {@code priorPrecision}: the diagonal of Π, P₀ = Π⁻¹.
 *
 * @param diagonal positive entries with finite inverses, in units of 1/weight²; not copied
 */
record PriorPrecision(double[] diagonal) {

  /** One number for all p weights of an output, or p numbers; 1 by default. */
  static PriorPrecision read(SpecFields fields, int p) {
    double[] diagonal = new double[p];
    if (fields.value("priorPrecision") instanceof Iterable<?>) {
      diagonal = fields.numbers("priorPrecision");
    } else {
      Arrays.fill(diagonal, fields.number("priorPrecision", 1));
    }
    if (diagonal.length != p) {
      throw fields.refused("priorPrecision", diagonal.length + " numbers", p + " numbers or one");
    }
    for (double precision : diagonal) {
      requirePositive(fields, precision);
    }
    return new PriorPrecision(diagonal);
  }

  /** One number for all weights, 1 by default. */
  static double readIsotropic(SpecFields fields) {
    double precision = fields.number("priorPrecision", 1);
    requirePositive(fields, precision);
    return precision;
  }

  private static void requirePositive(SpecFields fields, double precision) {
    if (!(precision > 0 && Double.isFinite(1 / precision))) {
      throw fields.refused("priorPrecision", precision, "positive");
    }
  }

  /** The smallest entry. */
  double least() {
    return Arrays.stream(diagonal).min().orElseThrow();
  }

  /** The field with one number where all are equal. */
  Object described() {
    boolean isotropic = Arrays.stream(diagonal).allMatch(v -> v == diagonal[0]);
    return isotropic ? (Object) diagonal[0] : diagonal;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PriorPrecision prior && Arrays.equals(diagonal, prior.diagonal);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(diagonal);
  }
}
