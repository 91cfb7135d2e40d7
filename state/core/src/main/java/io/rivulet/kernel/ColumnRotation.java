package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Products of columns with a small rotation, each sum with its terms in the order of the columns.
 */
final class ColumnRotation {

  private static final ColumnPanels PANELS = ColumnPanels.fastest();

  private ColumnRotation() {}

  /**
   * [R 0; 0 I] R', where R = I when it is null. O(b r r').
   *
   * @param first b rows of R, or null
   * @param then rows of R' of at least {@code rank} entries, as many as R has columns or more
   * @return a row for each row of R, then those of R' beyond the columns of R
   */
  static double[][] after(double[][] first, double[][] then, int rank) {
    int rows = first == null ? 0 : first.length;
    int from = first == null ? 0 : first[0].length;
    double[][] product = new double[rows + then.length - from][];
    for (int j = 0; j < rows; j++) {
      product[j] = new double[rank];
    }
    if (first != null) {
      PANELS.combine(then, first, product, rank);
    }
    for (int i = from; i < then.length; i++) {
      product[rows + i - from] = Arrays.copyOf(then[i], rank);
    }
    return product;
  }

  /**
   * The columns of [X Y] R in the arrays of X, and in fresh ones as far as there are more. O((r +
   * k) r' p).
   *
   * @param columns r columns X of p entries, overwritten
   * @param added k columns Y, not modified
   * @param rotation (r + k) rows of at least r' entries
   */
  static double[][] applied(
      int size, double[][] columns, double[][] added, int count, double[][] rotation, int rank) {
    int old = columns.length;
    double[][] all = Arrays.copyOf(columns, old + count);
    System.arraycopy(added, 0, all, old, count);
    double[][] next = Arrays.copyOf(columns, rank);
    double[][] factors = new double[rank][all.length];
    for (int k = 0; k < rank; k++) {
      next[k] = k < old ? columns[k] : new double[size];
      for (int j = 0; j < all.length; j++) {
        factors[k][j] = rotation[j][k];
      }
    }
    PANELS.combine(all, factors, next, size);
    return next;
  }
}
