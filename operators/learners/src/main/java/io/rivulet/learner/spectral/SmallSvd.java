package io.rivulet.learner.spectral;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * The thin singular value decomposition A = U diag(s) Vᵀ of a small or thin dense matrix, by Apache
 * Commons Math. The matrix is first scaled by a power of two to entries of at most 2, so that
 * neither huge nor tiny input overflows on the way.
 */
public final class SmallSvd {

  /** Relative to the largest entry; smaller ones, whose squares underflow, cost U its angles. */
  private static final double NEGLIGIBLE = 0x1.0p-400;

  private final double[][] u;
  private final double[] values;
  private final double[][] v;

  /**
   * @param a rows of equal length with finite entries, at least one row and one column, not
   *     modified
   */
  public SmallSvd(double[][] a) {
    int exponent = exponent(a);
    var scaled = new Array2DRowRealMatrix(scaled(a, exponent, NEGLIGIBLE), false);
    var svd = new SingularValueDecomposition(scaled);
    this.u = svd.getU().getData();
    this.v = svd.getV().getData();
    this.values = svd.getSingularValues();
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.scalb(values[k], exponent);
    }
  }

  /** The matrix over 2^exponent, entries below {@code negligible} then as zeros. */
  static double[][] scaled(double[][] a, int exponent, double negligible) {
    double[][] scaled = new double[a.length][a[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        double entry = Math.scalb(a[i][j], -exponent);
        scaled[i][j] = Math.abs(entry) < negligible ? 0 : entry;
      }
    }
    return scaled;
  }

  /** The exponent of the largest entry. */
  static int exponent(double[][] a) {
    double largest = 0;
    for (double[] row : a) {
      for (double entry : row) {
        largest = Math.max(largest, Math.abs(entry));
      }
    }
    return largest == 0 ? 0 : Math.getExponent(largest);
  }

  /** Rows of U. */
  public double[][] u() {
    return u;
  }

  /** Rows of V. */
  public double[][] v() {
    return v;
  }

  /** Singular values, descending. */
  public double[] values() {
    return values;
  }

  /** The number of singular values that exceed the cut. */
  public int rank(double cut) {
    return rank(values, cut);
  }

  /** The number of descending singular values that exceed the cut. */
  public static int rank(double[] values, double cut) {
    int rank = 0;
    while (rank < values.length && values[rank] > cut) {
      rank++;
    }
    return rank;
  }

  /**
   * The minimum-norm least-squares solution X = A⁺ B, where singular values up to the cut count as
   * zero.
   *
   * @param b one row for every row of A
   */
  public double[][] solve(double[][] b, double cut) {
    int rank = rank(cut);
    double[][] x = new double[v.length][b[0].length];
    for (int k = 0; k < rank; k++) {
      for (int j = 0; j < b[0].length; j++) {
        double projected = 0;
        for (int i = 0; i < b.length; i++) {
          projected += u[i][k] * b[i][j];
        }
        for (int i = 0; i < x.length; i++) {
          x[i][j] += v[i][k] * (projected / values[k]);
        }
      }
    }
    return x;
  }
}
