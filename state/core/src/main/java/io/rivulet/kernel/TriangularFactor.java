package io.rivulet.kernel;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Arrays;

/**
 * A lower triangular L with Lᵀ L = A for a positive semidefinite p x p matrix A, by rows: p(p+1)/2
 * doubles. It has the square root of A's condition. Every loop walks the head of a row.
 *
 * <p>Adding is by Givens rotations, removing by the mixed form of hyperbolic rotations, both from
 * the last row up. Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, 4th ed., sections
 * 5.1 and 6.5.4; A. Bojanczyk, R. Brent, P. Van Dooren, F. de Hoog, <i>SIAM J. Sci. Stat.
 * Comput.</i> 8 (1987).
 */
public final class TriangularFactor {

  private final double[][] rows;

  private TriangularFactor(double[][] rows) {
    this.rows = rows;
  }

  /** The factor root I of root² I. */
  public static TriangularFactor isotropic(int size, double root) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i + 1];
      rows[i][i] = root;
    }
    return new TriangularFactor(rows);
  }

  public int size() {
    return rows.length;
  }

  /** Entry (i, j), 0 above the diagonal. */
  public double entry(int i, int j) {
    return j <= i ? rows[i][j] : 0;
  }

  /** Row i up to the diagonal, not copied. */
  public double[] row(int i) {
    return rows[i];
  }

  /** Becomes a copy of another factor of the same size. */
  public void copyFrom(TriangularFactor other) {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(other.rows[i], 0, rows[i], 0, i + 1);
    }
  }

  /** L ← root L, the factor of root² A. */
  public void scale(double root) {
    for (double[] row : rows) {
      Lanes.scale(root, row, row.length);
    }
  }

  /** Becomes the factor of the zero matrix. */
  public void clear() {
    for (double[] row : rows) {
      Arrays.fill(row, 0);
    }
  }

  /**
   * Becomes the factor of A + shift I, by Cholesky's method. O(p³/3).
   *
   * @return whether that is positive definite and finite; if not, the factor is void
   */
  public boolean factor(SymmetricMatrix a, double shift) {
    a.copyInto(rows);
    for (int i = rows.length - 1; i >= 0; i--) {
      double[] row = rows[i];
      double square = row[i] + shift;
      if (!(square > 0 && square < Double.POSITIVE_INFINITY)) {
        return false;
      }
      row[i] = Math.sqrt(square);
      for (int j = 0; j < i; j++) {
        row[j] /= row[i];
      }
      for (int r = 0; r < i; r++) {
        Lanes.axpy(-row[r], row, rows[r], r + 1);
      }
    }
    return true;
  }

  /**
   * Adds x xᵀ to A, and turns q right-hand sides Z along: Z and y become the rotated [Z; yᵀ], so
   * that Lᵀ Z grows by x yᵀ. O((p + q) p).
   *
   * @param x p entries, overwritten
   * @param z q columns of p entries, overwritten
   * @param y q entries, overwritten by what no row of L explains
   */
  public void add(double[] x, double[][] z, double[] y) {
    for (int i = rows.length - 1; i >= 0; i--) {
      if (x[i] == 0) {
        continue;
      }
      double[] row = rows[i];
      double length = StrictMath.hypot(row[i], x[i]);
      double cosine = row[i] / length;
      double sine = x[i] / length;
      for (int j = 0; j < i; j++) {
        double turned = cosine * row[j] + sine * x[j];
        x[j] = cosine * x[j] - sine * row[j];
        row[j] = turned;
      }
      row[i] = length;
      for (int k = 0; k < y.length; k++) {
        double turned = cosine * z[k][i] + sine * y[k];
        y[k] = cosine * y[k] - sine * z[k][i];
        z[k][i] = turned;
      }
    }
  }

  /**
   * Takes x xᵀ out of A and x yᵀ out of Lᵀ Z, the inverse of {@link #add}. O((p + q) p).
   *
   * @param y q entries, overwritten by what {@link #add} would leave
   * @return whether A stays positive definite; if not, the factor is void
   */
  public boolean remove(double[] x, double[][] z, double[] y) {
    for (int i = rows.length - 1; i >= 0; i--) {
      double[] row = rows[i];
      if (!(Math.abs(x[i]) < row[i])) {
        return false;
      }
      double left = Math.sqrt(row[i] - x[i]) * Math.sqrt(row[i] + x[i]);
      double cosine = left / row[i];
      double sine = x[i] / row[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - sine * x[j]) / cosine;
        x[j] = cosine * x[j] - sine * row[j];
      }
      row[i] = left;
      for (int k = 0; k < y.length; k++) {
        z[k][i] = (z[k][i] - sine * y[k]) / cosine;
        y[k] = cosine * y[k] - sine * z[k][i];
      }
    }
    return true;
  }

  /** Solves L v = x in place. O(p²/2). */
  public void solve(double[] x) {
    for (int i = 0; i < rows.length; i++) {
      x[i] = (x[i] - Lanes.dot(rows[i], x, i)) / rows[i][i];
    }
  }

  /** Solves Lᵀ v = x in place. O(p²/2). */
  public void solveTransposed(double[] x) {
    for (int i = rows.length - 1; i >= 0; i--) {
      x[i] /= rows[i][i];
      Lanes.axpy(-x[i], rows[i], x, i);
    }
  }

  /** The product L x. O(p²/2). */
  public void multiply(double[] x, double[] into) {
    for (int i = 0; i < rows.length; i++) {
      into[i] = Lanes.dot(rows[i], x, i + 1);
    }
  }

  /** tr A = Σ lᵢⱼ². */
  public double trace() {
    double trace = 0;
    for (int i = 0; i < rows.length; i++) {
      trace += Lanes.dot(rows[i], rows[i], i + 1);
    }
    return trace;
  }

  /** tr A⁻¹. O(p³/2). */
  public double inverseTrace() {
    double trace = 0;
    double[] column = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      Arrays.fill(column, 0);
      column[k] = 1;
      solve(column);
      trace += Lanes.dot(column, column, column.length);
    }
    return trace;
  }

  /**
   * By how much tr A⁻¹ falls when x xᵀ is added to A: |A⁻¹ x|² / (1 + xᵀ A⁻¹ x), both parts over
   * the square of the largest entry of L⁻ᵀ x, so that they do not overflow. O(p²).
   *
   * @param x p entries, overwritten
   */
  public double inverseTraceShrinkage(double[] x) {
    solveTransposed(x);
    double unit = Math.max(1, Lanes.largest(x));
    Lanes.scale(1 / unit, x, x.length);
    double leverage = Lanes.dot(x, x, x.length);
    solve(x);
    return Lanes.dot(x, x, x.length) / (1 / unit / unit + leverage);
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = rows.length;
    return 4 * p * (p + 1) + 24 * p + 32;
  }

  /** Bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return SymmetricMatrix.bytes(size);
  }

  /** Writes the rows as float64 in the buffer's order. */
  public void write(ByteBuffer into) {
    DoubleBuffer doubles = into.asDoubleBuffer();
    for (double[] row : rows) {
      doubles.put(row);
    }
    into.position(into.position() + (int) bytes(rows.length));
  }

  /** Reads what {@link #write} wrote. */
  public static TriangularFactor read(ByteBuffer from, int size) {
    TriangularFactor factor = isotropic(size, 0);
    DoubleBuffer doubles = from.asDoubleBuffer();
    for (double[] row : factor.rows) {
      doubles.get(row);
    }
    from.position(from.position() + (int) bytes(size));
    return factor;
  }
}
