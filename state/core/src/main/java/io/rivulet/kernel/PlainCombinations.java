package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Combinations of columns. Two of them with four columns each share a loop: that reads a column
 * half as often, and C2 still vectorises it.
 */
final class PlainCombinations {

  /** The number of entries that are combined at once, so that those of all columns stay near. */
  private static final int BLOCK = 256;

  private PlainCombinations() {}

  /** As {@link ColumnPanels#combine}. */
  static void write(double[][] columns, double[][] factors, double[][] sums, int n) {
    if (factors.length == 0) {
      return;
    }
    double[][] block = new double[factors[0].length][Math.min(BLOCK, n)];
    double[][] pair = new double[2][Math.min(BLOCK, n)];
    for (int from = 0; from < n; from += BLOCK) {
      int length = Math.min(BLOCK, n - from);
      for (int j = 0; j < block.length; j++) {
        System.arraycopy(columns[j], from, block[j], 0, length);
      }
      if (n < BLOCK) {
        combineShort(block, factors, pair[0], sums, n);
      } else {
        combine(block, factors, pair, sums, from, length);
      }
    }
  }

  private static void combineShort(
      double[][] block, double[][] factors, double[] s, double[][] sums, int n) {
    for (int k = 0; k < factors.length; k++) {
      Arrays.fill(s, 0, n, 0);
      addRows(block, factors[k], s, block.length, n);
      System.arraycopy(s, 0, sums[k], 0, n);
    }
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

  private static void combine(
      double[][] block, double[][] factors, double[][] pair, double[][] sums, int from, int n) {
    for (int k = 0; k < factors.length; k += 2) {
      if (k + 1 < factors.length) {
        two(block, factors[k], factors[k + 1], pair[0], pair[1], n);
        System.arraycopy(pair[1], 0, sums[k + 1], from, n);
      } else {
        one(block, factors[k], pair[0], n);
      }
      System.arraycopy(pair[0], 0, sums[k], from, n);
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
