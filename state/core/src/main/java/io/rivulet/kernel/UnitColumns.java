package io.rivulet.kernel;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * The columns of a unit upper triangular matrix U, each with its entries above the 1 of the
 * diagonal, and a diagonal beside them: the storage and the steps that {@link UdFactor} and {@link
 * DiffuseFactor} share. p (p + 1) / 2 doubles.
 */
final class UnitColumns {

  private UnitColumns() {}

  /** The columns of the identity. */
  static double[][] identity(int size) {
    double[][] columns = new double[size][];
    for (int j = 0; j < size; j++) {
      columns[j] = new double[j];
    }
    return columns;
  }

  /** Copies columns and their diagonal onto others of the same size. */
  static void copy(double[][] columns, double[] d, double[][] into, double[] intoD) {
    for (int j = 0; j < d.length; j++) {
      System.arraycopy(columns[j], 0, into[j], 0, j);
    }
    System.arraycopy(d, 0, intoD, 0, d.length);
  }

  /**
   * The part v of x in column j, or 0 where it is nothing but rounding.
   *
   * @param v x times the column
   * @param rounding the fraction of the sum of absolute values that is rounding
   */
  static double significant(double v, double[] column, int j, double[] x, double rounding) {
    double size = Math.abs(x[j]) + Lanes.absoluteDot(column, x, j);
    return Math.abs(v) <= rounding * size ? 0 : v;
  }

  /** Changes a column u and b: u ← u + μ b, b ← b + f u, each from the other's old value. */
  static void rotate(double mu, double f, double[] column, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      double u = column[i];
      double q = b[i];
      column[i] = u + mu * q;
      b[i] = q + f * u;
    }
  }

  /** Entry (i, j) of U D Uᵀ. O(p). */
  static double entry(double[][] columns, double[] d, int i, int j) {
    double sum = 0;
    for (int k = Math.max(i, j); k < d.length; k++) {
      sum += unit(columns, i, k) * (d[k] * unit(columns, j, k));
    }
    return sum;
  }

  private static double unit(double[][] columns, int i, int k) {
    return i < k ? columns[k][i] : 1;
  }

  /** Turns x into U⁻¹ x. 4 p² bytes. */
  static void whiten(double[][] columns, double[] x) {
    for (int j = columns.length - 1; j >= 0; j--) {
      Lanes.axpy(-x[j], columns[j], x, j);
    }
  }

  /** Turns x into (U D Uᵀ)⁻¹ x. 8 p² bytes. */
  static void solve(double[][] columns, double[] d, double[] x) {
    whiten(columns, x);
    for (int j = 0; j < d.length; j++) {
      x[j] /= d[j];
    }
    for (int j = 0; j < d.length; j++) {
      x[j] -= Lanes.dot(columns[j], x, j);
    }
  }

  /**
   * Row i of U⁻¹. 4 p² bytes.
   *
   * @param row p entries, overwritten
   */
  static void inverseRow(double[][] columns, int i, double[] row) {
    Arrays.fill(row, 0, i, 0);
    row[i] = 1;
    for (int j = i + 1; j < columns.length; j++) {
      row[j] = -Lanes.dot(columns[j], row, j);
    }
  }

  /** Writes U above its diagonal by columns, then the diagonal, as float64. */
  static void write(double[][] columns, double[] d, StateOutput into) {
    into.putDoubles(columns).putDoubles(d);
  }

  /** Reads what {@link #write} wrote onto columns and a diagonal of the same size. */
  static void read(StateInput from, double[][] columns, double[] d) {
    from.getDoubles(columns);
    from.getDoubles(d);
  }
}
