package io.rivulet.kernel;

/** The factor L of a small symmetric positive definite matrix S = L Lᵀ, in place and row by row. */
public final class Cholesky {

  private Cholesky() {}

  /**
   * Overwrites the lower triangle of S with L; the part above the diagonal is neither read nor
   * written. O(c³/3).
   *
   * @return whether S was positive definite and every entry of L is finite
   */
  public static boolean factor(double[][] s) {
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = s[i][j] - Lanes.dot(s[i], s[j], j);
        if (j < i) {
          s[i][j] = rest / s[j][j];
        } else if (rest > 0 && rest < Double.POSITIVE_INFINITY) {
          s[i][i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Solves L z = b in place for c right-hand sides given as rows: bᵢ becomes zᵢ. O(c² n). */
  public static void forward(double[][] factor, double[][] b, int n) {
    for (int i = 0; i < factor.length; i++) {
      for (int j = 0; j < i; j++) {
        Lanes.axpy(-factor[i][j], b[j], b[i], n);
      }
      divide(b[i], factor[i][i], n);
    }
  }

  /** Solves Lᵀ x = z in place, rows as in {@link #forward}. */
  public static void backward(double[][] factor, double[][] z, int n) {
    for (int i = factor.length - 1; i >= 0; i--) {
      for (int j = i + 1; j < factor.length; j++) {
        Lanes.axpy(-factor[j][i], z[j], z[i], n);
      }
      divide(z[i], factor[i][i], n);
    }
  }

  private static void divide(double[] row, double by, int n) {
    for (int k = 0; k < n; k++) {
      row[k] /= by;
    }
  }
}
