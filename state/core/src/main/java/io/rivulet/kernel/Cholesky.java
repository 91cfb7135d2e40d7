package io.rivulet.kernel;

/**
 * The square-root-free Cholesky factor of a small symmetric positive definite matrix, S = L D Lᵀ
 * with ones on the diagonal of L: in place, row by row. As no roots are taken, sums of small
 * integers stay exact.
 */
public final class Cholesky {

  private Cholesky() {}

  /**
   * Overwrites the lower triangle of S: L goes below the diagonal and D onto it. The part above the
   * diagonal is neither read nor written. O(c³/3).
   *
   * @return whether S was positive definite and every entry of the factor is finite
   */
  public static boolean factor(double[][] s) {
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j < i; j++) {
        s[i][j] -= Lanes.dot(s[i], s[j], j);
      }
      double rest = s[i][i];
      for (int j = 0; j < i; j++) {
        double scaled = s[i][j];
        s[i][j] = scaled / s[j][j];
        rest -= scaled * s[i][j];
      }
      if (!(rest > 0 && rest < Double.POSITIVE_INFINITY)) {
        return false;
      }
      s[i][i] = rest;
    }
    return true;
  }

  /** Solves L z = b in place for c right-hand sides given as rows: bᵢ becomes zᵢ. O(c² n). */
  public static void forward(double[][] factor, double[][] b, int n) {
    for (int i = 0; i < factor.length; i++) {
      for (int j = 0; j < i; j++) {
        Lanes.axpy(-factor[i][j], b[j], b[i], n);
      }
    }
  }

  /** Divides row i by D's entry i, in place. */
  public static void divide(double[][] factor, double[][] z, int n) {
    for (int i = 0; i < factor.length; i++) {
      for (int k = 0; k < n; k++) {
        z[i][k] /= factor[i][i];
      }
    }
  }

  /**
   * The inverse S⁻¹ computed from the factor of S, as rows that are symmetric up to rounding.
   * O(2c³).
   */
  public static double[][] inverse(double[][] factor) {
    double[][] inverse = new double[factor.length][factor.length];
    for (int i = 0; i < factor.length; i++) {
      inverse[i][i] = 1;
    }
    forward(factor, inverse, factor.length);
    backward(factor, inverse, factor.length);
    return inverse;
  }

  /** Solves D Lᵀ x = z in place, rows as in {@link #forward}. */
  public static void backward(double[][] factor, double[][] z, int n) {
    divide(factor, z, n);
    for (int i = factor.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < factor.length; j++) {
        Lanes.axpy(-factor[j][i], z[j], z[i], n);
      }
    }
  }

  /** Solves S x = b in place for one right-hand side. O(2 c²), along the rows of the factor. */
  public static void solve(double[][] factor, double[] b) {
    for (int i = 0; i < factor.length; i++) {
      b[i] -= Lanes.dot(factor[i], b, i);
    }
    for (int i = 0; i < factor.length; i++) {
      b[i] /= factor[i][i];
    }
    for (int i = factor.length - 1; i >= 0; i--) {
      Lanes.axpy(-b[i], factor[i], b, i);
    }
  }
}
