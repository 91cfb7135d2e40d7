package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Takes measurements into the columns and variances of a {@link UdFactor}. Where one is {@link
 * #steep}, the part of x that it leaves in a column, vⱼ start / a, is kept as such and not as a
 * small difference, and a part that may be rounding alone does not count as information.
 */
final class UdPass {

  /**
   * The fraction of a column's sum of absolute values below which its sum is nothing but rounding.
   */
  private static final double ROUNDING = 0x1p-43;

  /**
   * Like {@link #ROUNDING}, for sums that are judged only where rounding could count as
   * information.
   */
  private static final double FINE_ROUNDING = 0x1p-47;

  /** The ratio a / start of a measurement above which its rounding costs digits. */
  private static final double STEEP = 0x1p20;

  private static final ColumnPanels PANELS = ColumnPanels.fastest();

  /** The least size at which panels are faster than single columns. */
  private static final int LEAST_PANELLED = 24;

  private final double[][] columns;
  private final double[] d;

  /** The factors of a panel; null where the columns are passed one by one. */
  private final double[] factors;

  /** The variances with which its columns are passed, and the one behind them. */
  private final double[] alpha;

  /** The variance of the measurement, as far as it is passed. */
  private double variance;

  /** The variance above which the measurement is steep. */
  private double most;

  private double spread;

  UdPass(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
    boolean panelled = d.length >= LEAST_PANELLED;
    this.factors = panelled ? new double[ColumnPanels.WIDTH] : null;
    this.alpha = panelled ? new double[ColumnPanels.WIDTH + 1] : null;
  }

  /** As {@link UdFactor#absorb}. */
  double take(double[] x, double start, double[] b) {
    variance = start;
    spread = 0;
    most = start > 0 ? STEEP * start : Double.POSITIVE_INFINITY;
    int panelled = factors == null ? 0 : d.length - d.length % ColumnPanels.WIDTH;
    for (int j = 0; j < panelled; j += ColumnPanels.WIDTH) {
      takePanel(j, x, start, b);
    }
    for (int j = panelled; j < d.length; j++) {
      takeColumn(x[j] + Lanes.dot(columns[j], x, j), j, x, start, b);
    }
    return variance;
  }

  private void takePanel(int j, double[] x, double start, double[] b) {
    PANELS.project(columns, j, x, b);
    if (advance(j, b)) {
      PANELS.rotate(columns, j, alpha, d, factors, b);
    } else {
      for (int k = j; k < j + ColumnPanels.WIDTH; k++) {
        takeColumn(b[k], k, x, start, b);
      }
    }
  }

  /** Passes the variance over the panel, unless the measurement is steep at one of its columns. */
  private boolean advance(int j, double[] v) {
    double a = variance;
    double sum = spread;
    for (int k = 0; k < ColumnPanels.WIDTH; k++) {
      if (a > most) {
        return false;
      }
      double part = v[j + k] * (d[j + k] * v[j + k]);
      alpha[k] = a;
      a += part;
      sum += part;
    }
    alpha[ColumnPanels.WIDTH] = a;
    variance = a;
    spread = sum;
    return true;
  }

  private void takeColumn(double part, int j, double[] x, double start, double[] b) {
    double v = part;
    double f = d[j] * v;
    spread += v * f;
    boolean steep = variance > most;
    if (steep) {
      v = UnitColumns.significant(v, columns[j], j, x, FINE_ROUNDING);
      f = d[j] * v;
    }
    double next = variance + v * f;
    if (steep) {
      rotate(v, variance, start, x, f, b, j);
    } else {
      UnitColumns.rotate(-(v / variance), f, columns[j], b, j);
    }
    b[j] = f;
    d[j] *= variance / next;
    variance = next;
  }

  /** As {@link UdFactor#absorbSignificant}. */
  double takeSignificant(double[] x, double start, double[] b) {
    double alpha = start;
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      b[j] = 0;
      if (d[j] == 0) {
        continue;
      }
      double[] column = columns[j];
      double v = x[j] + Lanes.dot(column, x, j);
      v = UnitColumns.significant(v, column, j, x, ROUNDING);
      double f = d[j] * v;
      double next = alpha + v * f;
      if (alpha > 0) {
        if (steep(alpha, start)) {
          rotate(v, alpha, start, x, f, b, j);
        } else {
          UnitColumns.rotate(-(v / alpha), f, column, b, j);
        }
        d[j] *= alpha / next;
      } else {
        Lanes.axpy(f, column, b, j);
        d[j] = next > 0 ? 0 : d[j];
      }
      b[j] = f;
      alpha = next;
      sum += v * f;
    }
    spread = sum;
    return alpha;
  }

  /** Rotates a column u and b and then sets xᵀ u to its known value. */
  private void rotate(
      double v, double alpha, double start, double[] x, double f, double[] b, int j) {
    double[] before = Arrays.copyOf(b, j);
    double mu = -(v / alpha);
    UnitColumns.rotate(mu, f, columns[j], b, j);
    KnownProduct.land(v * (start / alpha) - x[j], x, columns[j], before, mu, j);
  }

  /** As {@link UdFactor#steep}. */
  static boolean steep(double a, double start) {
    return start >= 0 && a > STEEP * start;
  }

  /** The form xᵀ P x for the matrix before the last measurement. */
  double lastSpread() {
    return spread;
  }

  /** As {@link UdFactor#spread}. */
  double spread(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = x[j] + Lanes.dot(columns[j], x, j);
      sum += v * (d[j] * v);
    }
    return sum;
  }

  /** The form xᵀ P x as {@link #takeSignificant} computes it. */
  double spreadSignificant(double[] x) {
    double sum = 0;
    for (int j = 0; j < d.length; j++) {
      double v = 0;
      if (d[j] != 0) {
        v = x[j] + Lanes.dot(columns[j], x, j);
        v = UnitColumns.significant(v, columns[j], j, x, ROUNDING);
      }
      sum += v * (d[j] * v);
    }
    return sum;
  }

  /** Heap in bytes of what only panels need. */
  long heapBytes() {
    return factors == null ? 0 : 32 + 8L * (2 * ColumnPanels.WIDTH + 1);
  }
}
