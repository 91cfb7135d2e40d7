package io.rivulet.learner.spectral;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigendecomposition S = Q diag(μ) Qᵀ of a dense symmetric matrix, by Apache Commons Math. The
 * matrix is first scaled by a power of two to entries of at most 2. Where the iteration of Commons
 * Math gives up, the singular vectors of S shifted to a positive matrix take its place: as accurate
 * against the norm of S, and three times the work. O(p³).
 */
public final class SmallEigen {

  /** Relative to the largest entry: far below ε, and far above what underflows when squared. */
  private static final double NEGLIGIBLE = 0x1.0p-100;

  /** No entry of the scaled matrix is larger, so that p times it bounds the norm. */
  private static final double ENTRY_BOUND = 2;

  private final double[] values;
  private final double[][] vectors;

  private SmallEigen(double[] values, double[][] vectors, int exponent) {
    this.values = values;
    this.vectors = vectors;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
  }

  /**
   * The decomposition of a matrix.
   *
   * @param triangle finite rows of which the head up to the diagonal is read, at least one, not
   *     modified
   */
  public static SmallEigen of(double[][] triangle) {
    double[][] symmetric = mirrored(triangle);
    int exponent = SmallSvd.exponent(symmetric);
    double[][] scaled = SmallSvd.scaled(symmetric, exponent, NEGLIGIBLE);
    try {
      var eigen = new EigenDecomposition(new Array2DRowRealMatrix(scaled, false));
      return new SmallEigen(eigen.getRealEigenvalues(), eigen.getVT().getData(), exponent);
    } catch (MaxCountExceededException e) {
      return shifted(scaled, exponent);
    }
  }

  /** By the singular vectors of the shifted matrix, of entries of at most 2. */
  static SmallEigen shifted(double[][] scaled, int exponent) {
    double shift = ENTRY_BOUND * scaled.length;
    double[][] positive = new double[scaled.length][];
    for (int i = 0; i < scaled.length; i++) {
      positive[i] = scaled[i].clone();
      positive[i][i] += shift;
    }
    SmallSvd svd = new SmallSvd(positive);
    double[] values = svd.values();
    for (int i = 0; i < values.length; i++) {
      values[i] -= shift;
    }
    double[][] vectors = new Array2DRowRealMatrix(svd.u(), false).transpose().getData();
    return new SmallEigen(values, vectors, exponent);
  }

  private static double[][] mirrored(double[][] triangle) {
    double[][] symmetric = new double[triangle.length][triangle.length];
    for (int i = 0; i < symmetric.length; i++) {
      for (int j = 0; j <= i; j++) {
        symmetric[i][j] = triangle[i][j];
        symmetric[j][i] = triangle[i][j];
      }
    }
    return symmetric;
  }

  /** μ, descending. */
  public double[] values() {
    return values;
  }

  /** The number of values that exceed the cut. */
  public int above(double cut) {
    int count = 0;
    while (count < values.length && values[count] > Math.max(0, cut)) {
      count++;
    }
    return count;
  }

  /** Row i is the unit eigenvector of value i. */
  public double[][] vectors() {
    return vectors;
  }
}
