package io.rivulet.learner;

import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The eigendecomposition S = Q diag(μ) Qᵀ of a dense symmetric matrix, by Apache Commons Math. The
 * matrix is first scaled by a power of two to entries of at most 2. Where the iteration of Commons
 * Math gives up, the singular vectors of S shifted to a positive matrix take its place: as accurate
 * against the norm of S, and three times the work. O(p³).
 */
final class SmallEigen {

  /** Larger than the norm of a p x p matrix with entries of at most 2, divided by p. */
  private static final double ENTRY_BOUND = 2;

  private final double[] values;
  private final double[][] vectors;

  /**
   * @param symmetric finite entries of which only the lower triangle is read, at least one row, not
   *     modified
   */
  SmallEigen(double[][] symmetric) {
    int exponent = exponent(symmetric);
    RealMatrix scaled = scaled(symmetric, exponent);
    double[] found;
    RealMatrix columns;
    try {
      var eigen = new EigenDecomposition(scaled);
      found = eigen.getRealEigenvalues();
      columns = eigen.getVT();
    } catch (MaxCountExceededException e) {
      double shift = ENTRY_BOUND * symmetric.length;
      var shifted = shifted(scaled, shift);
      found = shifted.values();
      columns = new Array2DRowRealMatrix(shifted.u(), false).transpose();
      for (int i = 0; i < found.length; i++) {
        found[i] -= shift;
      }
    }
    this.values = found;
    this.vectors = columns.getData();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
  }

  private static SmallSvd shifted(RealMatrix scaled, double shift) {
    double[][] rows = scaled.getData();
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] += shift;
    }
    return new SmallSvd(rows);
  }

  private static RealMatrix scaled(double[][] symmetric, int exponent) {
    double[][] scaled = new double[symmetric.length][symmetric.length];
    for (int i = 0; i < scaled.length; i++) {
      for (int j = 0; j <= i; j++) {
        scaled[i][j] = Math.scalb(symmetric[i][j], -exponent);
        scaled[j][i] = scaled[i][j];
      }
    }
    return new Array2DRowRealMatrix(scaled, false);
  }

  private static int exponent(double[][] symmetric) {
    double largest = 0;
    for (int i = 0; i < symmetric.length; i++) {
      for (int j = 0; j <= i; j++) {
        largest = Math.max(largest, Math.abs(symmetric[i][j]));
      }
    }
    return largest == 0 ? 0 : Math.getExponent(largest);
  }

  /** μ, descending. */
  double[] values() {
    return values;
  }

  /** How many values exceed the cut. */
  int above(double cut) {
    int count = 0;
    while (count < values.length && values[count] > Math.max(0, cut)) {
      count++;
    }
    return count;
  }

  /** Row i is the unit eigenvector of value i. */
  double[][] vectors() {
    return vectors;
  }
}
