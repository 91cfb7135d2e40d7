package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Orthonormal columns U = B R whose rotation R (b x r) has not been applied to the long columns B
 * (p x b) yet. R has orthonormal columns; those of B have length 1 and need not be orthogonal. (p +
 * r) b doubles.
 */
public final class TurnedBasis implements Directions {

  private static final ColumnPanels PANELS = ColumnPanels.fastest();

  /** The part of a vector that may be left by one subtraction. */
  private static final double ENOUGH = 0.5;

  private final int size;
  private final double[][] columns;
  private final double[][] turn;

  /**
   * @param size p, the length of a column
   * @param columns b columns of B, not copied
   * @param turn b rows of R, at least one, not copied
   */
  public TurnedBasis(int size, double[][] columns, double[][] turn) {
    this.size = size;
    this.columns = columns;
    this.turn = turn;
  }

  /** B, not copied. */
  public double[][] columns() {
    return columns;
  }

  /** R by rows, not copied. */
  public double[][] turn() {
    return turn;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int rank() {
    return turn[0].length;
  }

  /**
   * The second time only when less than half of g is left, as otherwise the residual is orthogonal
   * to twice the rounding of g. O(2 b (p + r)) each time.
   */
  @Override
  public void project(double[] g, double[] h) {
    Arrays.fill(h, 0, rank(), 0);
    double before = Lanes.norm(g);
    subtract(g, h);
    if (!(Lanes.norm(g) > ENOUGH * before)) {
      subtract(g, h);
    }
  }

  /** h ← h + Uᵀ g, g ← g - U Uᵀ g. */
  private void subtract(double[] g, double[] h) {
    double[] part = new double[rank()];
    multiply(g, part);
    addProduct(-1, part, g);
    Lanes.axpy(1, part, h, part.length);
  }

  @Override
  public void multiply(double[] x, double[] h) {
    double[] products = new double[columns.length];
    PANELS.products(columns, size, x, products);
    Arrays.fill(h, 0, rank(), 0);
    for (int j = 0; j < columns.length; j++) {
      Lanes.axpy(products[j], turn[j], h, rank());
    }
  }

  /** Of the columns of B, turned by R. O(b² p / 2 + b² r). */
  @Override
  public Gram gram(double[] diagonal) {
    return Gram.of(columns, size, diagonal).turned(turn);
  }

  @Override
  public void add(double[] a, double[] y) {
    addProduct(1, a, y);
  }

  /**
   * y ← y + factor B R a, four columns a loop, from the last one on: it is in the cache still when
   * products with all columns were taken before, as the first one will be for the next product.
   */
  private void addProduct(double factor, double[] a, double[] y) {
    double[] c = new double[columns.length];
    PANELS.products(turn, a.length, a, c);
    Lanes.scale(factor, c, c.length);
    int j = c.length - 1;
    for (; j >= 3; j -= 4) {
      double[] x0 = columns[j];
      double[] x1 = columns[j - 1];
      double[] x2 = columns[j - 2];
      double[] x3 = columns[j - 3];
      PlainCombinations.addFour(c[j], c[j - 1], c[j - 2], c[j - 3], x0, x1, x2, x3, y, size);
    }
    for (; j >= 0; j--) {
      Lanes.axpy(c[j], columns[j], y, size);
    }
  }

  @Override
  public void addSizes(double[] a, double[] y) {
    for (int j = 0; j < columns.length; j++) {
      double factor = Lanes.absoluteDot(turn[j], a, rank());
      for (int i = 0; i < size; i++) {
        y[i] += Math.abs(columns[j][i]) * factor;
      }
    }
  }

  /** B R as columns of their own. O(b r p). */
  @Override
  public OrthonormalBasis explicit() {
    double[][] copies = new double[columns.length][];
    for (int j = 0; j < copies.length; j++) {
      copies[j] = columns[j].clone();
    }
    OrthonormalBasis basis = new OrthonormalBasis(size, copies);
    basis.rotate(new double[0][], 0, turn, rank());
    return basis;
  }

  public long heapBytes() {
    return columns.length * (8L * (size + rank()) + 56) + 64;
  }
}
