package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;

/**
 * Errors e = y - xᵀ w that are the rounding of xᵀ w alone: a large input would have them move the
 * weights without end.
 */
public final class RoundingError {

  /** Part of the terms of an answer below which its error is nothing but rounding. */
  private static final double ROUNDING = 0x1p-47;

  /** Deviations that an error stays within, but where its sample contradicts those before. */
  private static final double LIKELY = 0x1p5;

  private RoundingError() {}

  /**
   * Makes errors 0 that rounding explains, up to 2⁻⁴⁷ Σ |xᵢ wᵢ|, and that variance does not, above
   * 2⁵ standard deviations. O(q p).
   *
   * @param error q numbers, one an output
   * @param weights q columns of p entries
   * @param deviation the standard deviation of y - xᵀ w
   */
  public static void drop(double[] error, double[] x, double[][] weights, double deviation) {
    for (int j = 0; j < error.length; j++) {
      drop(error, j, x, weights[j], deviation);
    }
  }

  /** As {@link #drop(double[], double[], double[][], double)}, with a deviation of each output. */
  public static void drop(double[] error, double[] x, double[][] weights, double[] deviations) {
    for (int j = 0; j < error.length; j++) {
      drop(error, j, x, weights[j], deviations[j]);
    }
  }

  private static void drop(double[] error, int j, double[] x, double[] column, double deviation) {
    double size = Math.abs(error[j]);
    if (size > LIKELY * deviation && size <= ROUNDING * Lanes.absoluteDot(column, x, x.length)) {
      error[j] = 0;
    }
  }
}
