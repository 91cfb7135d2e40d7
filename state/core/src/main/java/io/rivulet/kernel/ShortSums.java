package io.rivulet.kernel;

import java.util.Arrays;

/**
 * The sums of {@link ColumnRotation} once more, for rows as short as a basis has columns. C2
 * compiles a loop for the lengths that it has seen: one that had seen these took three times as
 * long for the blocks of long columns.
 */
final class ShortSums {

  private ShortSums() {}

  /** s ← Σ aⱼ xⱼ over the first n entries. */
  static void one(double[][] x, double[] a, double[] s, int n) {
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
  static void two(double[][] x, double[] a, double[] b, double[] s, double[] t, int n) {
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

  private static void addFour(
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
