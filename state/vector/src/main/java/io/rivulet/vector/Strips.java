package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import java.util.Arrays;

/**
 * Combinations of columns by strips: the entries of all columns in two vectors lie side by side, so
 * that four sums of a strip stay in registers while their terms are added.
 */
final class Strips {

  private static final ColumnPanels PLAIN = ColumnPanels.plain();

  private static final int TOGETHER = 4;

  /** The strips that are read at once, so that a column is read in a row. */
  private static final int BLOCK = 8;

  private final Loops loops;
  private final int width;

  /**
   * @param width the entries of two vectors
   */
  Strips(int width, Loops loops) {
    this.width = width;
    this.loops = loops;
  }

  /** The loops over the columns of one strip, whose entries follow one another. */
  interface Loops {

    /**
     * Copies a column from entry {@code from} on into so many strips.
     *
     * @param at where it lies in the first strip
     * @param length the entries of a strip
     */
    void read(double[] column, int from, int strips, double[] block, int at, int length);

    /**
     * Writes the sums of rows k to k + 3 of factors.
     *
     * @param at where the strip begins
     * @param to where its sums begin
     */
    void combineFour(double[] block, int at, double[][] factors, double[][] sums, int k, int to);
  }

  /** As {@link ColumnPanels#combine}; where less than four sums or a strip are wanted, plainly. */
  void combine(double[][] columns, double[][] factors, double[][] sums, int n) {
    int count = factors.length;
    if (count < TOGETHER || n < width) {
      PLAIN.combine(columns, factors, sums, n);
      return;
    }
    int length = factors[0].length * width;
    double[] block = new double[Math.min(BLOCK, n / width) * length];
    int end = n - n % width;
    for (int from = 0; from < end; from += BLOCK * width) {
      int strips = Math.min(BLOCK, (end - from) / width);
      for (int j = 0; j < factors[0].length; j++) {
        loops.read(columns[j], from, strips, block, j * width, length);
      }
      for (int s = 0; s < strips; s++) {
        for (int k = 0; k < count; k += TOGETHER) {
          int first = Math.min(k, count - TOGETHER);
          loops.combineFour(block, s * length, factors, sums, first, from + s * width);
        }
      }
    }
    if (end < n) {
      combineEdge(columns, factors, sums, block, end, n - end);
    }
  }

  /** The combinations one by one, over so many entries from {@code from} on. */
  private void combineEdge(
      double[][] columns, double[][] factors, double[][] sums, double[] block, int from, int n) {
    for (int j = 0; j < factors[0].length; j++) {
      System.arraycopy(columns[j], from, block, j * width, n);
    }
    double[][] same = new double[TOGETHER][];
    double[][] part = new double[TOGETHER][width];
    for (int k = 0; k < factors.length; k++) {
      Arrays.fill(same, factors[k]);
      loops.combineFour(block, 0, same, part, 0, 0);
      System.arraycopy(part[0], 0, sums[k], from, n);
    }
  }
}
