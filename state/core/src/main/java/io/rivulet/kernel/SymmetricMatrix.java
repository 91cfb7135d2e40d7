package io.rivulet.kernel;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/**
 * A symmetric p x p matrix, kept as the rows of its lower triangle: p(p+1)/2 doubles.
 *
 * <p>A low-rank change may be <em>deferred</em>: the next product applies it while it reads the
 * triangle anyway, so that one learning step costs one pass over memory (8 p² bytes) and not two. A
 * deferred change is always applied element by element by the same instructions, so the moment at
 * which it is applied changes no bit.
 */
public final class SymmetricMatrix {

  private final double[][] rows;
  private double[][] left = {};
  private double[][] right = {};
  private int pending;

  private SymmetricMatrix(double[][] rows) {
    this.rows = rows;
  }

  /** The diagonal matrix with these entries. */
  public static SymmetricMatrix diagonal(double[] entries) {
    SymmetricMatrix matrix = zeros(entries.length);
    for (int i = 0; i < entries.length; i++) {
      matrix.rows[i][i] = entries[i];
    }
    return matrix;
  }

  /** A multiple of the identity. */
  public static SymmetricMatrix isotropic(int size, double entry) {
    SymmetricMatrix matrix = zeros(size);
    matrix.shift(entry);
    return matrix;
  }

  /**
   * The matrix with this lower triangle.
   *
   * @param triangle rows of 1 to p entries, not copied
   */
  public static SymmetricMatrix of(double[][] triangle) {
    return new SymmetricMatrix(triangle);
  }

  /** The zero matrix. */
  public static SymmetricMatrix zeros(int size) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = new double[i + 1];
    }
    return new SymmetricMatrix(rows);
  }

  public int size() {
    return rows.length;
  }

  /**
   * Computes the product A x, in 8 p² bytes of memory traffic, and applies a deferred change on the
   * way.
   *
   * @param x p entries, not modified
   * @param into p entries, overwritten
   */
  public void multiply(double[] x, double[] into) {
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      applyTo(row, i);
      into[i] = Lanes.dot(row, x, i + 1);
      Lanes.axpy(x[i], row, into, i);
    }
    pending = 0;
  }

  /**
   * Defers the change A ← A + Σₖ leftₖ rightₖᵀ, a sum that is symmetric: only its lower triangle is
   * computed. An earlier deferred change is applied first.
   *
   * @param left columns of p entries, copied
   * @param right columns of p entries, copied
   * @param count the number of columns to use
   */
  public void change(double[][] left, double[][] right, int count) {
    settle();
    reserve(count);
    for (int k = 0; k < count; k++) {
      System.arraycopy(left[k], 0, this.left[k], 0, rows.length);
      System.arraycopy(right[k], 0, this.right[k], 0, rows.length);
    }
    this.pending = count;
  }

  /** Adds to the diagonal: A ← A + shift I. A deferred change is applied first. */
  public void shift(double shift) {
    settle();
    if (shift == 0) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      rows[i][i] += shift;
    }
  }

  /** Applies a deferred change now; afterwards the triangle holds the matrix. */
  public void settle() {
    if (pending == 0) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      applyTo(rows[i], i);
    }
    pending = 0;
  }

  /** Adds factor x xᵀ at once. O(p²/2). */
  public void add(double factor, double[] x) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      Lanes.axpy(factor * x[i], x, rows[i], i + 1);
    }
  }

  /** Adds another matrix of the same size. */
  public void add(SymmetricMatrix other) {
    settle();
    other.settle();
    for (int i = 0; i < rows.length; i++) {
      Lanes.axpy(1, other.rows[i], rows[i], i + 1);
    }
  }

  /**
   * Adds factor x xᵀ at once, with twice the digits. O(p²/2).
   *
   * @param tail the amounts that rounding left out of the entries, a matrix of the same size
   */
  public void add(double factor, double[] x, SymmetricMatrix tail) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      Twofold.axpy(factor, x[i], x, rows[i], tail.rows[i], i + 1);
    }
  }

  /** Adds Σ Aᵢₖ xₖ over k < length ≤ i + 1 to a sum, for a matrix that has a tail. */
  public void addRow(int i, double[] x, int length, SymmetricMatrix tail, Twofold sum) {
    settle();
    sum.addDot(rows[i], tail.rows[i], x, length);
  }

  /** Adds another matrix of the same size; both have tails. */
  public void add(SymmetricMatrix other, SymmetricMatrix otherTail, SymmetricMatrix tail) {
    settle();
    other.settle();
    for (int i = 0; i < rows.length; i++) {
      Twofold.add(other.rows[i], otherTail.rows[i], rows[i], tail.rows[i], i + 1);
    }
  }

  /** Multiplies every entry at once, for a matrix that has a tail. */
  public void scale(double factor, SymmetricMatrix tail) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      Twofold.scale(factor, rows[i], tail.rows[i], i + 1);
    }
  }

  /** Multiplies every entry at once. */
  public void scale(double factor) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      Lanes.scale(factor, rows[i], i + 1);
    }
  }

  /** Becomes a copy of another matrix of the same size. */
  public void copyFrom(SymmetricMatrix other) {
    pending = 0;
    other.copyInto(rows);
  }

  /** Copies the lower triangle into rows of at least 1 to p entries. */
  public void copyInto(double[][] triangle) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, triangle[i], 0, i + 1);
    }
  }

  /**
   * Entry (i, i) of the triangle; it is current only after {@link #multiply} or {@link #settle}.
   */
  public double diagonal(int i) {
    return rows[i][i];
  }

  /** Entry (i, j); a deferred change is applied first. */
  public double entry(int i, int j) {
    settle();
    return i >= j ? rows[i][j] : rows[j][i];
  }

  /** Whether every entry is finite; a deferred change is applied first. */
  public boolean finite() {
    settle();
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Adds a multiple of the lower triangle: Lᵢⱼ ← Lᵢⱼ + factor Aᵢⱼ for j ≤ i.
   *
   * @param lower rows of at least i + 1 entries, modified
   */
  public void addTo(double factor, double[][] lower) {
    settle();
    for (int i = 0; i < rows.length; i++) {
      Lanes.axpy(factor, rows[i], lower[i], i + 1);
    }
  }

  /**
   * Replaces the matrix.
   *
   * @param lower rows of at least i + 1 entries, copied
   */
  public void set(double[][] lower) {
    pending = 0;
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(lower[i], 0, rows[i], 0, i + 1);
    }
  }

  /** Heap in bytes, array headers included. */
  public long heapBytes() {
    long p = rows.length;
    return 4 * p * (p + 1) + 24 * p + 2 * (8 * p + 16) * left.length + 64;
  }

  /** The number of bytes that {@link #write} adds: 4 p (p + 1). */
  public static long bytes(int size) {
    return 4L * size * (size + 1L);
  }

  /**
   * Writes the lower triangle by rows as float64 in the buffer's order, after a deferred change is
   * applied.
   */
  public void write(StateOutput into) {
    settle();
    into.putDoubles(rows);
  }

  /** Reads a matrix that {@link #write} wrote. */
  public static SymmetricMatrix read(StateInput from, int size) {
    SymmetricMatrix matrix = zeros(size);
    from.getDoubles(matrix.rows);
    return matrix;
  }

  private void applyTo(double[] row, int i) {
    for (int k = 0; k < pending; k++) {
      Lanes.axpy(left[k][i], right[k], row, i + 1);
    }
  }

  private void reserve(int count) {
    if (left.length < count) {
      left = new double[count][rows.length];
      right = new double[count][rows.length];
    }
  }
}
