package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;

/** Sizes of numbers, for bounds that decide how a step is computed but never change its result. */
public final class Bounds {

  /** The size up to which weights and errors stay finite in one step. */
  public static final double SURELY_FINITE = 0x1p300;

  /** The sum of sizes up to which it stands for the largest. */
  private static final double SMALL = 0x1p64;

  private Bounds() {}

  /**
   * At least the largest absolute value of columns, and that value itself where it is above 2⁶⁴:
   * sums of sizes, which take less time.
   */
  public static double above(double[][] columns) {
    double bound = 0;
    for (double[] column : columns) {
      double sum = Lanes.sumOfSizes(column);
      bound = Math.max(bound, sum <= SMALL ? sum : largest(column));
    }
    return bound;
  }

  /** The largest absolute value of columns that hold no NaN. */
  public static double largest(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      largest = Math.max(largest, largest(column));
    }
    return largest;
  }

  private static double largest(double[] column) {
    double largest = 0;
    for (double value : column) {
      double size = Math.abs(value);
      if (size > largest) {
        largest = size;
      }
    }
    return largest;
  }

  /** Whether every number of columns is finite. */
  public static boolean finite(double[][] columns) {
    for (double[] column : columns) {
      if (!Lanes.finite(column)) {
        return false;
      }
    }
    return true;
  }
}
