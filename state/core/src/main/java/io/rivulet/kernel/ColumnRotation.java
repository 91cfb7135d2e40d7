package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Products of columns with a small rotation. Each sum has its terms in the order of the columns, as
 * {@link Lanes#axpy} would add them. Two sums with four columns each share a loop: that reads a
 * column half as often, and C2 still vectorises it.
 */
final class ColumnRotation {

  /** The number of coordinates that are moved at once, so that all their columns stay near. */
  private static final int BLOCK = 256;

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
      addRows(then, first[j], product[j], from, rank);
    }
    for (int i = from; i < then.length; i++) {
      product[rows + i - from] = Arrays.copyOf(then[i], rank);
    }
    return product;
  }

  /**
   * s ← s + Σ aᵢ xᵢ over the first n entries of so many rows, which are short. It is not the loop
   * of long columns, since C2 compiles a loop for the lengths that it has seen: one that had seen
   * these took three times as long for the others.
   */
  static void addRows(double[][] x, double[] a, double[] s, int rows, int n) {
    int end = rows & ~3;
    for (int j = 0; j < end; j += 4) {
      double[] x0 = x[j];
      double[] x1 = x[j + 1];
      double[] x2 = x[j + 2];
      double[] x3 = x[j + 3];
      double a0 = a[j];
      double a1 = a[j + 1];
      double a2 = a[j + 2];
      double a3 = a[j + 3];
      for (int i = 0; i < n; i++) {
        s[i] = (((s[i] + a0 * x0[i]) + a1 * x1[i]) + a2 * x2[i]) + a3 * x3[i];
      }
    }
    for (int j = end; j < rows; j++) {
      Lanes.axpy(a[j], x[j], s, n);
    }
  }

  /**
   * The columns of [X Y] R in the arrays of X, and in fresh ones as far as there are more. In
   * blocks, each sum in the order of the columns. O((r + k) r' p).
   *
   * @param columns r columns X of p entries, overwritten
   * @param added k columns Y, not modified
   * @param rotation (r + k) rows of at least r' entries
   */
  static double[][] applied(
      int size, double[][] columns, double[][] added, int count, double[][] rotation, int rank) {
    int old = columns.length;
    double[][] next = Arrays.copyOf(columns, rank);
    double[][] factors = new double[rank][old + count];
    for (int k = 0; k < rank; k++) {
      next[k] = k < old ? columns[k] : new double[size];
      for (int j = 0; j < old + count; j++) {
        factors[k][j] = rotation[j][k];
      }
    }
    double[][] block = new double[old + count][BLOCK];
    double[][] sums = new double[2][BLOCK];
    for (int from = 0; from < size; from += BLOCK) {
      int length = Math.min(BLOCK, size - from);
      for (int j = 0; j < old + count; j++) {
        System.arraycopy(j < old ? columns[j] : added[j - old], from, block[j], 0, length);
      }
      combine(block, factors, sums, next, from, length);
    }
    return next;
  }

  private static void combine(
      double[][] block, double[][] factors, double[][] sums, double[][] next, int from, int n) {
    for (int k = 0; k < next.length; k += 2) {
      if (k + 1 < next.length) {
        two(block, factors[k], factors[k + 1], sums[0], sums[1], n);
        System.arraycopy(sums[1], 0, next[k + 1], from, n);
      } else {
        one(block, factors[k], sums[0], n);
      }
      System.arraycopy(sums[0], 0, next[k], from, n);
    }
  }

  /** s ← Σ aⱼ xⱼ over the first n entries. */
  private static void one(double[][] x, double[] a, double[] s, int n) {
    Arrays.fill(s, 0, n, 0);
    int end = x.length & ~3;
    for (int j = 0; j < end; j += 4) {
      addFour(x, a, j, s, n);
    }
    for (int j = end; j < x.length; j++) {
      Lanes.axpy(a[j], x[j], s, n);
    }
  }

  /** As {@link #one} twice: s ← Σ aⱼ xⱼ and t ← Σ bⱼ xⱼ. */
  private static void two(double[][] x, double[] a, double[] b, double[] s, double[] t, int n) {
    Arrays.fill(s, 0, n, 0);
    Arrays.fill(t, 0, n, 0);
    int end = x.length & ~3;
    for (int j = 0; j < end; j += 4) {
      addFour(x, a, b, j, s, t, n);
    }
    for (int j = end; j < x.length; j++) {
      Lanes.axpy(a[j], x[j], s, n);
      Lanes.axpy(b[j], x[j], t, n);
    }
  }

  private static void addFour(double[][] x, double[] a, int j, double[] s, int n) {
    addFour(a[j], a[j + 1], a[j + 2], a[j + 3], x[j], x[j + 1], x[j + 2], x[j + 3], s, n);
  }

  /** s ← s + Σ aⱼ xⱼ over the first n entries. */
  static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double[] s,
      int n) {
    for (int i = 0; i < n; i++) {
      s[i] = (((s[i] + a0 * x0[i]) + a1 * x1[i]) + a2 * x2[i]) + a3 * x3[i];
    }
  }

  private static void addFour(
      double[][] x, double[] a, double[] b, int j, double[] s, double[] t, int n) {
    double a0 = a[j];
    double a1 = a[j + 1];
    double a2 = a[j + 2];
    double a3 = a[j + 3];
    double b0 = b[j];
    double b1 = b[j + 1];
    double b2 = b[j + 2];
    double b3 = b[j + 3];
    addFour(a0, a1, a2, a3, b0, b1, b2, b3, x[j], x[j + 1], x[j + 2], x[j + 3], s, t, n);
  }

  private static void addFour(
      double a0,
      double a1,
      double a2,
      double a3,
      double b0,
      double b1,
      double b2,
      double b3,
      double[] x0,
      double[] x1,
      double[] x2,
      double[] x3,
      double[] s,
      double[] t,
      int n) {
    for (int i = 0; i < n; i++) {
      double v0 = x0[i];
      double v1 = x1[i];
      double v2 = x2[i];
      double v3 = x3[i];
      s[i] = (((s[i] + a0 * v0) + a1 * v1) + a2 * v2) + a3 * v3;
      t[i] = (((t[i] + b0 * v0) + b1 * v1) + b2 * v2) + b3 * v3;
    }
  }
}
