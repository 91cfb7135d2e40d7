package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Combinations of columns by strips: the entries of all columns in two vectors lie side by side, so
 * that four sums of a strip stay in registers while their terms are added. Vectors are as long as
 * the machine has them, for no sum goes across their lanes.
 */
final class Strips {

  private static final ColumnPanels PLAIN = ColumnPanels.plain();

  private static final int TOGETHER = 4;

  /** The strips that are read at once, so that a column is read in a row. */
  private static final int BLOCK = 8;

  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

  /** The entries of one vector, and of a column in a strip. */
  private static final int HALF = SPECIES.length();

  private static final int WIDTH = 2 * HALF;

  private Strips() {}

  /** As {@link ColumnPanels#combine}; plainly where fewer than four sums or a strip are wanted. */
  static void combine(double[][] columns, double[][] factors, double[][] sums, int n) {
    int count = factors.length;
    if (count < TOGETHER || n < WIDTH) {
      PLAIN.combine(columns, factors, sums, n);
      return;
    }
    int length = factors[0].length * WIDTH;
    double[] block = new double[Math.min(BLOCK, n / WIDTH) * length];
    int end = n - n % WIDTH;
    for (int from = 0; from < end; from += BLOCK * WIDTH) {
      int strips = Math.min(BLOCK, (end - from) / WIDTH);
      for (int j = 0; j < factors[0].length; j++) {
        read(columns[j], from, strips, block, j * WIDTH, length);
      }
      for (int s = 0; s < strips; s++) {
        for (int k = 0; k < count; k += TOGETHER) {
          int first = Math.min(k, count - TOGETHER);
          combineFour(block, s * length, factors, sums, first, from + s * WIDTH);
        }
      }
    }
    if (end < n) {
      combineEdge(columns, factors, sums, block, end, n - end);
    }
  }

  /** The combinations one by one, over so many entries from {@code from} on. */
  private static void combineEdge(
      double[][] columns, double[][] factors, double[][] sums, double[] block, int from, int n) {
    for (int j = 0; j < factors[0].length; j++) {
      System.arraycopy(columns[j], from, block, j * WIDTH, n);
    }
    double[][] same = new double[TOGETHER][];
    double[][] part = new double[TOGETHER][WIDTH];
    for (int k = 0; k < factors.length; k++) {
      Arrays.fill(same, factors[k]);
      combineFour(block, 0, same, part, 0, 0);
      System.arraycopy(part[0], 0, sums[k], from, n);
    }
  }

  /**
   * Copies a column from entry {@code from} on into so many strips.
   *
   * @param at where it lies in the first strip
   * @param length the entries of a strip
   */
  private static void read(
      double[] column, int from, int strips, double[] block, int at, int length) {
    for (int s = 0; s < strips; s++) {
      int i = from + WIDTH * s;
      int to = at + s * length;
      DoubleVector.fromArray(SPECIES, column, i).intoArray(block, to);
      DoubleVector.fromArray(SPECIES, column, i + HALF).intoArray(block, to + HALF);
    }
  }

  /**
   * Writes the sums of rows k to k + 3 of factors.
   *
   * @param at where the strip begins
   * @param to where its sums begin
   */
  private static void combineFour(
      double[] block, int at, double[][] factors, double[][] sums, int k, int to) {
    double[] a0 = factors[k];
    double[] a1 = factors[k + 1];
    double[] a2 = factors[k + 2];
    double[] a3 = factors[k + 3];
    DoubleVector p0 = DoubleVector.zero(SPECIES);
    DoubleVector p1 = p0;
    DoubleVector p2 = p0;
    DoubleVector p3 = p0;
    DoubleVector q0 = p0;
    DoubleVector q1 = p0;
    DoubleVector q2 = p0;
    DoubleVector q3 = p0;
    for (int j = 0; j < a0.length; j++) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, block, at + WIDTH * j);
      DoubleVector y = DoubleVector.fromArray(SPECIES, block, at + WIDTH * j + HALF);
      p0 = p0.add(x.mul(a0[j]));
      q0 = q0.add(y.mul(a0[j]));
      p1 = p1.add(x.mul(a1[j]));
      q1 = q1.add(y.mul(a1[j]));
      p2 = p2.add(x.mul(a2[j]));
      q2 = q2.add(y.mul(a2[j]));
      p3 = p3.add(x.mul(a3[j]));
      q3 = q3.add(y.mul(a3[j]));
    }
    p0.intoArray(sums[k], to);
    q0.intoArray(sums[k], to + HALF);
    p1.intoArray(sums[k + 1], to);
    q1.intoArray(sums[k + 1], to + HALF);
    p2.intoArray(sums[k + 2], to);
    q2.intoArray(sums[k + 2], to + HALF);
    p3.intoArray(sums[k + 3], to);
    q3.intoArray(sums[k + 3], to + HALF);
  }
}
