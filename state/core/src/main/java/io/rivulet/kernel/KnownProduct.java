package io.rivulet.kernel;

/**
 * The repair of a product xᵀ c whose value is known after c ← c + s m but was lost because that sum
 * cancelled: one large entry of x makes the rounding of one entry of c, ε of its old value,
 * outweigh the product. The entry of c with the largest terms in the product is solved for again;
 * it moves within the rounding of its sum.
 */
public final class KnownProduct {

  /** The fraction of the terms up to which a difference is rounding; beyond it c stays as it is. */
  private static final double ROUNDING = 0x1p-20;

  /** A smaller part of a difference is nothing but rounding. */
  private static final double NOTHING = 0x1p-47;

  private KnownProduct() {}

  /**
   * Makes entries of c 0 of which c ← c + s m has left rounding alone: beside several large entries
   * of x they would outweigh the product, whatever they are. O(n).
   */
  private static void dropRounding(double[] c, double[] move, double factor, int n) {
    for (int i = 0; i < n; i++) {
      if (Math.abs(c[i]) <= NOTHING * Math.abs(factor * move[i])) {
        c[i] = 0;
      }
    }
  }

  /**
   * Restores xᵀ c after c ← c + s m of a measurement that decides it: entries that are rounding
   * alone become 0, and the product its known value. O(n).
   *
   * @param c the vector, already moved
   * @param move m
   * @param factor s
   */
  public static void land(
      double product, double[] x, double[] c, double[] move, double factor, int n) {
    dropRounding(c, move, factor, n);
    restore(product, x, c, move, factor, n);
  }

  /**
   * Changes c so that xᵀ c, over the first n entries, has its known value. O(n), exact under
   * scaling by powers of two.
   *
   * @param c the vector, already moved
   * @param move m
   * @param factor s
   */
  public static void restore(
      double product, double[] x, double[] c, double[] move, double factor, int n) {
    int pivot = -1;
    double most = 0;
    for (int i = 0; i < n; i++) {
      double size = Math.abs(x[i]) * (Math.abs(c[i]) + Math.abs(factor * move[i]));
      if (size > most) {
        most = size;
        pivot = i;
      }
    }
    if (pivot < 0) {
      return;
    }
    double moved = c[pivot];
    c[pivot] = 0;
    double solved = (product - Lanes.dot(c, x, n)) / x[pivot];
    boolean rounding = Math.abs(solved - moved) <= ROUNDING * (most / Math.abs(x[pivot]));
    c[pivot] = rounding ? solved : moved;
  }
}
