package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Up to m orthonormal columns of p entries: UᵀU = I. Columns are arrays of their own, so that each
 * product walks memory in order.
 */
public final class OrthonormalBasis implements Directions {

  private static final ColumnPanels PANELS = ColumnPanels.fastest();

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

  @Override
  public int size() {
    return size;
  }

  @Override
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

  /** O(4 r p). */
  @Override
  public void project(double[] g, double[] h) {
    Arrays.fill(h, 0, columns.length, 0);
    double[] correction = new double[columns.length];
    for (int pass = 0; pass < 2; pass++) {
      PANELS.products(columns, size, g, correction);
      for (int k = 0; k < columns.length; k++) {
        Lanes.axpy(-correction[k], columns[k], g, size);
        h[k] += correction[k];
      }
    }
  }

  @Override
  public void multiply(double[] x, double[] h) {
    PANELS.products(columns, size, x, h);
  }

  /** O(r² p / 2). */
  @Override
  public Gram gram(double[] diagonal) {
    return Gram.of(columns, size, diagonal);
  }

  @Override
  public void add(double[] a, double[] y) {
    for (int k = 0; k < columns.length; k++) {
      Lanes.axpy(a[k], columns[k], y, size);
    }
  }

  @Override
  public void addSizes(double[] a, double[] y) {
    for (int k = 0; k < columns.length; k++) {
      double[] column = columns[k];
      for (int i = 0; i < size; i++) {
        y[i] += Math.abs(column[i] * a[k]);
      }
    }
  }

  /** This basis itself. */
  @Override
  public OrthonormalBasis explicit() {
    return this;
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
    columns = ColumnRotation.applied(size, columns, added, count, rotation, rank);
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
