package io.rivulet.learner.sketch;

/** The inverse Λ⁻¹ of a precision, as far as gradients need it. */
interface InversePrecision {

  /**
   * Splits gradients G (p x c).
   *
   * @param root √(ω / R), factor of the gradients
   */
  Square split(double root, double[]... gradient);

  /** B (k x c) with Bᵀ B = Gᵀ Λ⁻¹ G. */
  interface Square {

    /** B by rows; not copied. */
    double[][] seen();

    /** Λ⁻¹ G a' for a = B a'. */
    double[] moved(double[] a);

    /** gᵀ Λ⁻¹ g of the only gradient. */
    default double variance() {
      double variance = 0;
      for (double[] row : seen()) {
        variance += row[0] * row[0];
      }
      return variance;
    }
  }
}
