package io.rivulet.kernel;

import java.util.Arrays;

/**
 * The lower triangle of A = Uᵀ D² U for columns U (p x r) and a diagonal D, and for each column the
 * size of the numbers that its length ‖D uⱼ‖ is computed from: entry (j, k) of A is off by some
 * rounding of sizes j and k.
 *
 * @param products r rows of at least 1 to r entries
 * @param sizes r sizes, each at least the root of the product of the column with itself
 */
public record Gram(double[][] products, double[] sizes) {

  /** The number of coordinates that are multiplied at once, so that all their columns stay near. */
  private static final int BLOCK = 256;

  private static final ColumnPanels PANELS = ColumnPanels.fastest();

  /** All products, each the sum of those of its blocks in order. O(r² p / 2). */
  static Gram of(double[][] columns, int size, double[] diagonal) {
    int r = columns.length;
    double[][] products = new double[r][r];
    double[][] block = new double[r][Math.min(size, BLOCK)];
    double[][][] following = new double[r][][];
    Arrays.setAll(following, j -> Arrays.copyOfRange(block, j, r));
    double[] sums = new double[r];
    for (int from = 0; from < size; from += BLOCK) {
      int n = Math.min(BLOCK, size - from);
      for (int j = 0; j < r; j++) {
        multiply(columns[j], diagonal, from, n, block[j]);
      }
      for (int j = 0; j < r; j++) {
        PANELS.products(following[j], n, block[j], sums);
        for (int k = j; k < r; k++) {
          products[k][j] += sums[k - j];
        }
      }
    }
    double[] sizes = new double[r];
    for (int j = 0; j < r; j++) {
      sizes[j] = Math.sqrt(products[j][j]);
      for (int k = 0; k < j; k++) {
        products[k][j] = products[j][k];
      }
    }
    return new Gram(products, sizes);
  }

  private static void multiply(double[] x, double[] d, int from, int n, double[] into) {
    for (int i = 0; i < n; i++) {
      into[i] = x[from + i] * d[from + i];
    }
  }

  /** That of U R, from all products: Rᵀ A R. O(r r' (r + r'/2)). */
  Gram turned(double[][] turn) {
    int rows = turn.length;
    int rank = turn[0].length;
    double[][] half = new double[rows][rank];
    double[][] factors = new double[rank][rows];
    double[] turnedSizes = new double[rank];
    PANELS.combine(turn, products, half, rank);
    for (int j = 0; j < rows; j++) {
      for (int k = 0; k < rank; k++) {
        factors[k][j] = turn[j][k];
        turnedSizes[k] += Math.abs(turn[j][k]) * sizes[j];
      }
    }
    double[][] turned = new double[rank][];
    for (int k = 0; k < rank; k++) {
      turned[k] = new double[k + 1];
      PlainCombinations.addRows(half, factors[k], turned[k], rows, k + 1);
    }
    return new Gram(turned, turnedSizes);
  }
}
