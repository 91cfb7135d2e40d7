package io.rivulet.kernel;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.util.Arrays;

/**
 * A lower triangular factor L with Lᵀ L = A of a positive semidefinite p x p matrix A, kept by
 * rows: p(p+1)/2 doubles. Its condition is the square root of A's. Every loop walks a row's head.
 *
 * <p>Rows are added by Givens rotations and removed by the mixed form of hyperbolic rotations, both
 * from the last row up. Reference: G. Golub, C. Van Loan, <i>Matrix Computations</i>, 4th ed.,
 * sections 5.1 and 6.5.4; A. Bojanczyk, R. Brent, P. Van Dooren, F. de Hoog, <i>SIAM J. Sci. Stat.
 * Comput.</i> 8 (1987).
 */
public final class TriangularFactor {

  private static final double[][] NOTHING = {{}};

  private final double[][] rows;

  private TriangularFactor(double[][] rows) {
    this.rows = rows;
  }

  /** The factor root I of root² I. */
  public static TriangularFactor isotropic(int size, double root) {
    double[] roots = new double[size];
    Arrays.fill(roots, root);
    return diagonal(roots);
  }

  /** The factor of the diagonal matrix of the squares. */
  public static TriangularFactor diagonal(double[] roots) {
    double[][] rows = new double[roots.length][];
    for (int i = 0; i < roots.length; i++) {
      rows[i] = new double[i + 1];
      rows[i][i] = roots[i];
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

  /** Becomes the factor of the zero matrix. */
  public void clear() {
    for (double[] row : rows) {
      Arrays.fill(row, 0);
    }
  }

  /**
   * Becomes the factor of A by Cholesky's method. O(p³/3).
   *
   * @param a the lower triangle of A: rows of at least 1 to p entries, not modified
   * @return whether A is positive definite and finite; if not, the factor is void
   */
  public boolean factor(double[][] a) {
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(a[i], 0, rows[i], 0, i + 1);
    }
    for (int i = rows.length - 1; i >= 0; i--) {
      double[] row = rows[i];
      double square = row[i];
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
   * Adds x xᵀ to A. A row x of another factor of the same size whose last entry is entry i costs
   * only O(p) while row i of this factor is zero. O(p²).
   *
   * @param x p entries, overwritten
   */
  public void add(double[] x) {
    add(x, NOTHING, NOTHING[0]);
  }

  /**
   * Adds x xᵀ to A and rotates q right-hand sides Z in the same way: Z and y become the rotated [Z;
   * yᵀ], so that Lᵀ Z grows by x yᵀ. O((p + q) p).
   *
   * @param x p entries, overwritten
   * @param z q columns of p entries, overwritten
   * @param y q entries, overwritten by the part that no row of L explains
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

  /** The product Lᵀ x. O(p²/2). */
  public void multiplyTransposed(double[] x, double[] into) {
    Arrays.fill(into, 0);
    for (int i = 0; i < rows.length; i++) {
      Lanes.axpy(x[i], rows[i], into, i + 1);
    }
  }

  /**
   * Adds A to rows of its lower triangle. O(p³/6).
   *
   * @param lower rows of at least 1 to p entries, modified
   */
  public void addSquareTo(double[][] lower) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        if (row[i] != 0) {
          Lanes.axpy(row[i], row, lower[i], i + 1);
        }
      }
    }
  }

  /** The diagonal of A, the squares of the columns of L. O(p²/2). */
  public void squares(double[] into) {
    Arrays.fill(into, 0);
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      for (int j = 0; j <= i; j++) {
        into[j] += row[j] * row[j];
      }
    }
  }

  /** The lower triangle of L⁻¹ by rows of p entries. O(p³/6). */
  public double[][] inverse() {
    double[][] inverse = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] row = inverse[i];
      for (int k = 0; k < i; k++) {
        Lanes.axpy(-rows[i][k], inverse[k], row, k + 1);
      }
      row[i] = 1;
      for (int k = 0; k <= i; k++) {
        row[k] /= rows[i][i];
      }
    }
    return inverse;
  }

  /** The diagonal of A⁻¹. O(p³/6). */
  public double[] inverseDiagonal() {
    double[] diagonal = new double[rows.length];
    double[] column = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      Arrays.fill(column, 0);
      column[k] = 1 / rows[k][k];
      diagonal[k] += column[k] * column[k];
      for (int i = k + 1; i < rows.length; i++) {
        column[i] = -Lanes.dot(rows[i], column, i) / rows[i][i];
        diagonal[i] += column[i] * column[i];
      }
    }
    return diagonal;
  }

  /** The largest over the smallest square on the diagonal. */
  public double condition() {
    double[] squares = new double[rows.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = entry(i, i) * entry(i, i);
    }
    return Condition.of(squares);
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = rows.length;
    return 4 * p * (p + 1) + 24 * p + 32;
  }

  /** The number of bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return SymmetricMatrix.bytes(size);
  }

  /** Writes the rows as float64 in the buffer's order. */
  public void write(StateOutput into) {
    into.putDoubles(rows);
  }

  /** Reads a factor that {@link #write} wrote. */
  public static TriangularFactor read(StateInput from, int size) {
    TriangularFactor factor = isotropic(size, 0);
    from.getDoubles(factor.rows);
    return factor;
  }
}
