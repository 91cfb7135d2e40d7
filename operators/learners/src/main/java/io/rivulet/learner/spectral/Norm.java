package io.rivulet.learner.spectral;

import io.rivulet.kernel.Lanes;

/** Norms of gradients that keep all digits even if squares underflow. */
public final class Norm {

  /** The norm below which squares lose digits to gradual underflow. */
  public static final double EXACT = 0x1.0p-460;

  private Norm() {}

  /** The spectral norm ‖G‖₂ of finite columns; infinite when a square overflows. */
  public static double of(double[][] columns) {
    if (columns.length == 1) {
      return of(columns[0]);
    }
    double largest = 0;
    for (double[] column : columns) {
      double length = of(column);
      if (!Double.isFinite(length)) {
        return Double.POSITIVE_INFINITY;
      }
      largest = Math.max(largest, length);
    }
    if (columns.length > columns[0].length || largest < EXACT) {
      return new SmallSvd(columns).values()[0];
    }
    return largest * Math.sqrt(new SmallSvd(gram(columns, largest)).values()[0]);
  }

  /** Gᵀ G of columns over their largest length. */
  private static double[][] gram(double[][] columns, double length) {
    int c = columns.length;
    double[][] gram = new double[c][c];
    for (int i = 0; i < c; i++) {
      for (int j = 0; j <= i; j++) {
        double product = Lanes.dot(columns[i], columns[j], columns[i].length);
        gram[i][j] = product / length / length;
        gram[j][i] = gram[i][j];
      }
    }
    return gram;
  }

  /** The Euclidean norm, even if squares underflow; infinite when a square overflows. */
  public static double of(double[] column) {
    double norm = Lanes.norm(column);
    return norm < EXACT ? Lanes.guardedNorm(column) : norm;
  }
}
