package io.rivulet.vector;

/** The entries of a panel that fill no vector, one by one. */
final class PanelEdges {

  private PanelEdges() {}

  /** A product of which the first entries are summed, with those that follow added in order. */
  static double rest(double sum, double[] column, double[] x, int from, int to) {
    double all = sum;
    for (int i = from; i < to; i++) {
      all += column[i] * x[i];
    }
    return all;
  }

  /** Rotates rows that all four columns of a panel have, column after column in each row. */
  static void rows(
      double[] c0,
      double[] c1,
      double[] c2,
      double[] c3,
      double[] mu,
      double[] b,
      int from,
      int j) {
    for (int i = from; i < j; i++) {
      double q = b[i];
      double u = c0[i];
      c0[i] = u + mu[0] * q;
      q += b[j] * u;
      u = c1[i];
      c1[i] = u + mu[1] * q;
      q += b[j + 1] * u;
      u = c2[i];
      c2[i] = u + mu[2] * q;
      q += b[j + 2] * u;
      u = c3[i];
      c3[i] = u + mu[3] * q;
      b[i] = q + b[j + 3] * u;
    }
  }

  /** Rotates rows j to j + 2, which not all columns of a panel have. */
  static void corner(double[] c1, double[] c2, double[] c3, double[] mu, double[] b, int j) {
    double q = b[j];
    double r = b[j + 1];
    double s = b[j + 2];
    double f = s;
    double g = b[j + 3];
    double u = c1[j];
    c1[j] = u + mu[1] * q;
    q += r * u;
    u = c2[j];
    c2[j] = u + mu[2] * q;
    q += f * u;
    u = c3[j];
    c3[j] = u + mu[3] * q;
    b[j] = q + g * u;
    u = c2[j + 1];
    c2[j + 1] = u + mu[2] * r;
    r += f * u;
    u = c3[j + 1];
    c3[j + 1] = u + mu[3] * r;
    b[j + 1] = r + g * u;
    u = c3[j + 2];
    c3[j + 2] = u + mu[3] * s;
    b[j + 2] = s + g * u;
  }
}
