package io.rivulet.learner;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Batch solutions by dense decompositions, independent of the learners. */
public final class Oracle {

  private Oracle() {}

  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  public static void add(double factor, double[] x, double[] into) {
    for (int i = 0; i < x.length; i++) {
      into[i] += factor * x[i];
    }
  }

  public static double norm(double[] x) {
    return Math.sqrt(dot(x, x));
  }

  public static RealMatrix matrix(double[][] rows) {
    return new Array2DRowRealMatrix(rows);
  }

  /** The solution of X w = y that is nearest to the start: w₀ + X⁺ (y - X w₀). */
  public static double[] nearest(double[][] x, double[] y, double[] start) {
    double[] residual = y.clone();
    for (int i = 0; i < x.length; i++) {
      residual[i] -= dot(x[i], start);
    }
    var svd = new SingularValueDecomposition(matrix(x));
    double[] solution = start.clone();
    for (int k = 0; k < svd.getSingularValues().length; k++) {
      double value = svd.getSingularValues()[k];
      if (value > 1e-10 * svd.getSingularValues()[0]) {
        double share = dot(svd.getU().getColumn(k), residual) / value;
        add(share, svd.getV().getColumn(k), solution);
      }
    }
    return solution;
  }

  /** The largest over the smallest singular value that counts. */
  public static double condition(double[][] x) {
    double[] values = new SingularValueDecomposition(matrix(x)).getSingularValues();
    return values[0] / Arrays.stream(values).filter(v -> v > 1e-10 * values[0]).min().orElseThrow();
  }

  /** Π + Σ ωᵢ xᵢ xᵢᵀ. */
  public static RealMatrix information(double[][] x, double[] weight, double[] prior) {
    RealMatrix information = MatrixUtils.createRealDiagonalMatrix(prior);
    for (int i = 0; i < x.length; i++) {
      RealMatrix row = MatrixUtils.createRowRealMatrix(x[i]);
      information = information.add(row.transpose().multiply(row).scalarMultiply(weight[i]));
    }
    return information;
  }

  /** The minimum of Σ ωᵢ (yᵢ - xᵢᵀ w)² + ‖w - w₀‖²_Π by the normal equations. */
  public static double[] ridge(
      double[][] x, double[] y, double[] weight, double[] prior, double[] start) {
    double[] right = new double[start.length];
    for (int i = 0; i < x.length; i++) {
      add(weight[i] * (y[i] - dot(x[i], start)), x[i], right);
    }
    RealMatrix information = information(x, weight, prior);
    double[] solution = new LUDecomposition(information).getSolver().solve(vector(right)).toArray();
    add(1, start, solution);
    return solution;
  }

  /** The largest over the smallest eigenvalue of a symmetric positive matrix. */
  public static double spread(RealMatrix symmetric) {
    double[] values = eigenvalues(symmetric);
    return values[0] / values[values.length - 1];
  }

  /**
   * Eigenvalues of a symmetric matrix, descending: singular values once a shift made it positive.
   * (The symmetric eigensolver of Commons Math fails to converge on rank-deficient matrices.)
   */
  public static double[] eigenvalues(RealMatrix symmetric) {
    double shift = symmetric.getNorm();
    RealMatrix unit = MatrixUtils.createRealIdentityMatrix(symmetric.getRowDimension());
    double[] values =
        new SingularValueDecomposition(symmetric.add(unit.scalarMultiply(shift)))
            .getSingularValues();
    return Arrays.stream(values).map(v -> v - shift).toArray();
  }

  public static double[][] inverse(RealMatrix matrix) {
    return new LUDecomposition(matrix).getSolver().getInverse().getData();
  }

  public static double[] singularValues(double[][] rows) {
    return new SingularValueDecomposition(matrix(rows)).getSingularValues();
  }

  /** The energy of the rows outside the span of an orthonormal basis given as a projector. */
  public static double energyOutside(double[][] rows, double[][] projector) {
    double energy = 0;
    for (double[] row : rows) {
      double[] rest = row.clone();
      add(-1, matrix(projector).operate(row), rest);
      energy += dot(rest, rest);
    }
    return energy;
  }

  public static double largestDifference(double[][] a, double[][] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        largest = Math.max(largest, Math.abs(a[i][j] - b[i][j]));
      }
    }
    return largest;
  }

  public static RealVector vector(double[] entries) {
    return MatrixUtils.createRealVector(entries);
  }
}
