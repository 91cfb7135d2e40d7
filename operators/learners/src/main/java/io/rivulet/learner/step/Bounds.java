package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;

/** Sizes of numbers, for bounds that decide how a step is computed but never change its result. */
public final class Bounds {

  /** The size up to which weights and errors stay finite in one step. */
  public static final double SURELY_FINITE = 0x1p300;

  private Bounds() {}

  /** The largest absolute value of columns that hold no NaN. */
  public static double largest(double[][] columns) {
    double largest = 0;
    for (double[] column : columns) {
      for (double value : column) {
        double size = Math.abs(value);
        if (size > largest) {
          largest = size;
        }
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
