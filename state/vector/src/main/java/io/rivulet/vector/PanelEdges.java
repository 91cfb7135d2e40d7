package io.rivulet.vector;

import io.rivulet.kernel.ColumnPanels;
import io.rivulet.kernel.Lanes;

/** The entries of a panel that fill no vector, one by one, and the columns that fill no panel. */
final class PanelEdges {

  private PanelEdges() {}

  /** The products of columns j to j + 7 with x over {@code end} entries, a multiple of eight. */
  interface Multiplication {
    void of(double[][] columns, int j, int end, double[] x, double[] v);
  }

  /**
   * The products of all columns: panels of eight, of which the last begins earlier where it would
   * not be full, so that some products are computed twice.
   */
  static void products(Multiplication panels, double[][] columns, int n, double[] x, double[] v) {
    int count = columns.length;
    if (count < ColumnPanels.WIDTH) {
      for (int k = 0; k < count; k++) {
        v[k] = Lanes.dot(columns[k], x, n);
      }
      return;
    }
    int end = n & ~7;
    for (int j = 0; j < count; j += ColumnPanels.WIDTH) {
      panels.of(columns, Math.min(j, count - ColumnPanels.WIDTH), end, x, v);
    }
    for (int k = 0; k < count && end < n; k++) {
      double[] column = columns[k];
      for (int i = end; i < n; i++) {
        v[k] += column[i] * x[i];
      }
    }
  }

  /**
   * Completes the parts of x in columns j to j + 7, of which v has the products over the first j
   * entries: those that follow are added in order.
   */
  static void complete(double[][] columns, int j, double[] x, double[] v) {
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    double x0 = x[j];
    double x1 = x[j + 1];
    double x2 = x[j + 2];
    v[j] = x0 + v[j];
    v[j + 1] = x1 + (v[j + 1] + c1[j] * x0);
    v[j + 2] = x2 + ((v[j + 2] + c2[j] * x0) + c2[j + 1] * x1);
    v[j + 3] = x[j + 3] + (((v[j + 3] + c3[j] * x0) + c3[j + 1] * x1) + c3[j + 2] * x2);
    completeLast(columns, j, x, v);
  }

  private static void completeLast(double[][] columns, int j, double[] x, double[] v) {
    double[] c5 = columns[j + 5];
    double[] c6 = columns[j + 6];
    double[] c7 = columns[j + 7];
    double x4 = x[j + 4];
    double x5 = x[j + 5];
    double x6 = x[j + 6];
    double s5 = four(v[j + 5], c5, x, j);
    double s6 = four(v[j + 6], c6, x, j);
    double s7 = four(v[j + 7], c7, x, j);
    v[j + 4] = x4 + four(v[j + 4], columns[j + 4], x, j);
    v[j + 5] = x5 + (s5 + c5[j + 4] * x4);
    v[j + 6] = x6 + ((s6 + c6[j + 4] * x4) + c6[j + 5] * x5);
    v[j + 7] = x[j + 7] + (((s7 + c7[j + 4] * x4) + c7[j + 5] * x5) + c7[j + 6] * x6);
  }

  /** A sum with the products of entries i to i + 3 added in order. */
  private static double four(double sum, double[] c, double[] x, int i) {
    return (((sum + c[i] * x[i]) + c[i + 1] * x[i + 1]) + c[i + 2] * x[i + 2])
        + c[i + 3] * x[i + 3];
  }

  /**
   * Rotates rows j to j + 2 of columns j + 1 to j + 3, which not all of them have.
   *
   * @param k index of the factor of column j
   */
  static void corner(double[] c1, double[] c2, double[] c3, double[] mu, int k, double[] b, int j) {
    double q = b[j];
    double r = b[j + 1];
    double s = b[j + 2];
    double f = s;
    double g = b[j + 3];
    double u = c1[j];
    c1[j] = u + mu[k + 1] * q;
    q += r * u;
    u = c2[j];
    c2[j] = u + mu[k + 2] * q;
    q += f * u;
    u = c3[j];
    c3[j] = u + mu[k + 3] * q;
    b[j] = q + g * u;
    u = c2[j + 1];
    c2[j + 1] = u + mu[k + 2] * r;
    r += f * u;
    u = c3[j + 1];
    c3[j + 1] = u + mu[k + 3] * r;
    b[j + 1] = r + g * u;
    u = c3[j + 2];
    c3[j + 2] = u + mu[k + 3] * s;
    b[j + 2] = s + g * u;
  }
}
