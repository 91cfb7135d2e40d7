package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Up to m orthonormal columns of p entries: UᵀU = I. Columns are arrays of their own, so that each
 * product walks memory in order.
 */
public final class OrthonormalBasis {

  /**
   * The number of coordinates that a rotation moves at once: 16 columns of that many stay in the
   * first-level cache.
   */
  private static final int BLOCK = 256;

  /** The most passes: enough for a coefficient to fall from 1 to the smallest float64. */
  private static final int MOST_PASSES = 24;

  /**
   * The factor by which a coefficient must fall in a pass; one that falls by less is within its
   * rounding.
   */
  private static final double FALLING = 0x1p-20;

  private final int size;
  private double[][] columns;

  /**
   * @param size p, the length of a column
   * @param columns orthonormal columns, not copied
   */
  public OrthonormalBasis(int size, double[][] columns) {
    this.size = size;
    this.columns = columns;
  }

  public static OrthonormalBasis empty(int size) {
    return new OrthonormalBasis(size, new double[0][]);
  }

  public int size() {
    return size;
  }

  public int rank() {
    return columns.length;
  }

  /** All columns, not copied. */
  public double[][] columns() {
    return columns;
  }

  /** Column k, not copied. */
  public double[] column(int k) {
    return columns[k];
  }

  /**
   * Splits g into coefficients and residual: h = Uᵀ g, g ← g - U h, by classical Gram-Schmidt done
   * twice, which leaves the residual orthogonal to working precision. O(4 r p).
   *
   * @param g p entries, overwritten by the residual
   * @param h r entries, overwritten by the coefficients
   */
  public void project(double[] g, double[] h) {
    Arrays.fill(h, 0, columns.length, 0);
    double[] correction = new double[columns.length];
    for (int pass = 0; pass < 2; pass++) {
      for (int k = 0; k < columns.length; k++) {
        correction[k] = Lanes.dot(columns[k], g, size);
      }
      for (int k = 0; k < columns.length; k++) {
        Lanes.axpy(-correction[k], columns[k], g, size);
        h[k] += correction[k];
      }
    }
  }

  /**
   * Continues {@link #project} along the first columns as long as it helps: uₖᵀ g falls by ε at
   * each pass until it is within the rounding of its terms, which is far below ε ‖g‖ where uₖ and g
   * hardly share an entry. O(4 count p) a pass.
   *
   * @param count the number of columns
   */
  public void settle(double[] g, double[] h, int count) {
    double[] last = new double[count];
    double[] part = new double[count];
    Arrays.fill(last, Double.POSITIVE_INFINITY);
    boolean falling = count > 0;
    for (int pass = 0; falling && pass < MOST_PASSES; pass++) {
      falling = false;
      for (int k = 0; k < count; k++) {
        part[k] = Lanes.dot(columns[k], g, size);
      }
      for (int k = 0; k < count; k++) {
        Lanes.axpy(-part[k], columns[k], g, size);
        h[k] += part[k];
        falling |= part[k] != 0 && Math.abs(part[k]) < FALLING * last[k];
        last[k] = Math.abs(part[k]);
      }
    }
  }

  /**
   * Replaces the basis by [U Q] R, keeping as many columns as R has. O((r + k) r' p), in blocks,
   * with each sum in the order of the columns.
   *
   * @param added k columns Q that extend the basis, not modified
   * @param rotation (r + k) rows of r' entries with orthonormal columns
   * @param rank r', the number of columns of the new basis
   */
  public void rotate(double[][] added, int count, double[][] rotation, int rank) {
    int old = columns.length;
    double[][] next = new double[rank][];
    for (int k = 0; k < rank; k++) {
      next[k] = k < old ? columns[k] : new double[size];
    }
    double[][] block = new double[old + count][BLOCK];
    for (int from = 0; from < size; from += BLOCK) {
      int length = Math.min(BLOCK, size - from);
      for (int j = 0; j < old; j++) {
        System.arraycopy(columns[j], from, block[j], 0, length);
      }
      for (int j = 0; j < count; j++) {
        System.arraycopy(added[j], from, block[old + j], 0, length);
      }
      for (int k = 0; k < rank; k++) {
        combine(block, rotation, k, next[k], from, length);
      }
    }
    columns = next;
  }

  private static void combine(
      double[][] block, double[][] rotation, int k, double[] into, int from, int length) {
    double[] sum = new double[length];
    for (int j = 0; j < block.length; j++) {
      Lanes.axpy(rotation[j][k], block[j], sum, length);
    }
    System.arraycopy(sum, 0, into, from, length);
  }

  /** Appends a unit column that is orthogonal to the others; copied. */
  public void append(double[] column) {
    columns = Arrays.copyOf(columns, columns.length + 1);
    columns[columns.length - 1] = column.clone();
  }

  /** Drops column k; later columns move up by one. */
  public void drop(int k) {
    double[][] rest = Arrays.copyOf(columns, columns.length - 1);
    System.arraycopy(columns, k + 1, rest, k, rest.length - k);
    columns = rest;
  }

  /**
   * Restores UᵀU = I after many rotations: Gram-Schmidt done twice, column by column. O(2 r² p).
   */
  public void reorthonormalise() {
    for (int k = 0; k < columns.length; k++) {
      double[] column = columns[k];
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Lanes.axpy(-Lanes.dot(columns[j], column, size), columns[j], column, size);
        }
      }
      Lanes.scale(1 / Lanes.norm(column), column, size);
    }
  }

  public long heapBytes() {
    return columns.length * (8L * size + 24) + 48;
  }
}
