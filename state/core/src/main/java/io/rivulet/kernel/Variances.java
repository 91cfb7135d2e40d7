package io.rivulet.kernel;

import java.util.Arrays;

/** The diagonal of U D Uᵀ and what is measured by it. Each operation reads 4 p² bytes. */
final class Variances {

  /** The part of a measurement that is learned where not all of its digits can be kept. */
  private static final double COARSE = 0x1p-40;

  private Variances() {}

  /** The diagonal of U D Uᵀ as an array of its own. */
  static double[] of(double[][] columns, double[] d) {
    double[] variances = new double[d.length];
    write(columns, d, variances);
    return variances;
  }

  /** As {@link UdFactor#variances}. */
  static void write(double[][] columns, double[] d, double[] variances) {
    Arrays.fill(variances, 0);
    for (int j = 0; j < d.length; j++) {
      double[] column = columns[j];
      for (int i = 0; i < j; i++) {
        variances[i] += column[i] * (d[j] * column[i]);
      }
      variances[j] += d[j];
    }
  }

  /** As {@link UdFactor#coarseStart}. */
  static double coarseStart(double[][] columns, double[] d, double[] x) {
    double[] deviations = of(columns, d);
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = Math.sqrt(deviations[i]);
    }
    double size = COARSE * Lanes.absoluteDot(deviations, x, deviations.length);
    return size * size;
  }

  /** Whether one of the variances is more than so many times another, or NaN. */
  static boolean exceed(double[] variances, double times, double[] others) {
    for (int i = 0; i < variances.length; i++) {
      if (!(variances[i] <= times * others[i])) {
        return true;
      }
    }
    return false;
  }
}
