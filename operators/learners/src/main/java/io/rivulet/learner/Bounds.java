package io.rivulet.learner;

/** Sizes of numbers, for bounds that decide how a step is made and never what it gives. */
final class Bounds {

  /** Weights and errors up to this stay finite in one step. */
  static final double SURELY_FINITE = 0x1p300;

  private Bounds() {}

  /** The largest absolute value of columns; infinite when one is not a number. */
  static double largest(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      for (double value : column) {
        double size = Math.abs(value);
        if (!(size < Double.POSITIVE_INFINITY)) {
          return Double.POSITIVE_INFINITY;
        }
        if (size > largest) {
          largest = size;
        }
      }
    }
    return largest;
  }
}
