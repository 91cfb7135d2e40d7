package io.rivulet.kernel;

import java.util.Arrays;

/**
 * Takes measurements into the columns and variances of a {@link DiffuseFactor}. A column is passed
 * with v = xⱼ + uⱼᵀ x, the part of the measurement in its direction:
 *
 * <pre>
 * b ← b + f u,  u ← u - (v / a) b,  f = |dⱼ| v,  dⱼ ← dⱼ a / (a + v f),  a ← a + v f
 * </pre>
 *
 * The first open column with v ≠ 0 is closed instead: its direction is now known as exactly as the
 * measurement, dⱼ = a / v². Where a measurement is {@link UdFactor#steep}, the part of x that it
 * leaves in a column is computed directly and not as a small difference, and a v that may be
 * rounding alone counts as 0. 8 p² bytes of memory traffic.
 */
final class DiffusePass {

  /**
   * The fraction of a column's sum of absolute values below which its sum is nothing but rounding.
   */
  static final double ROUNDING = 0x1p-40;

  /** Like {@link #ROUNDING}, for a column that a steep measurement passes. */
  private static final double FINE_ROUNDING = 0x1p-47;

  /**
   * The ratio of dⱼ xⱼ² to the variance of a measurement above which rounding of v would count as
   * information.
   */
  private static final double FAINT = 0x1p80;

  /** The ratio of the terms of a sum to the sum above which cancellation costs digits. */
  private static final double CANCELLED = 0x1p10;

  private final double[][] columns;
  private final double[] d;
  private final double[] before;
  private boolean opened;

  DiffusePass(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
    this.before = new double[d.length];
  }

  /** As {@link DiffuseFactor#absorb}. */
  double take(double[] x, int from, double start, double[] b) {
    double alpha = start;
    double known = start;
    opened = false;
    Arrays.fill(b, 0, from, 0);
    for (int j = from; j < d.length; j++) {
      double[] column = columns[j];
      boolean open = d[j] < 0;
      boolean steep = UdFactor.steep(known, start);
      double v = news(j, x, start, steep);
      known += open ? 0 : d[j] * v * v;
      double mu = -(v / alpha);
      double left = opened ? 0 : v * (start / alpha);
      boolean cancels = opened ? cancels(mu, b, x, j) : steep;
      if (cancels) {
        System.arraycopy(b, 0, before, 0, j);
      }
      if (open == opened) {
        double f = Math.abs(d[j]) * v;
        double next = alpha + v * f;
        UnitColumns.rotate(mu, f, column, b, j);
        b[j] = f;
        d[j] *= alpha / next;
        alpha = next;
      } else if (!open) {
        Lanes.axpy(mu, b, column, j);
        b[j] = 0;
      } else if (v == 0) {
        b[j] = 0;
      } else if (start < 0) {
        return Double.NaN;
      } else {
        opened = true;
        double f = -d[j] * v;
        close(mu, f, column, b, j);
        b[j] = f;
        d[j] = alpha / v / v;
        alpha = v * f;
      }
      if (cancels && v != 0) {
        KnownProduct.restore(left - x[j], x, column, before, mu, j);
      }
    }
    return alpha;
  }

  /** Whether what a step adds to x times column j is rounding of larger numbers. */
  private boolean cancels(double mu, double[] b, double[] x, int j) {
    return Math.abs(mu) * Lanes.absoluteDot(b, x, j) > CANCELLED * Math.abs(x[j]);
  }

  /** Whether the last measurement closed a column. */
  boolean opened() {
    return opened;
  }

  /** The part v of a measurement in column j: x times the column, or 0 where it is rounding. */
  private double news(int j, double[] x, double start, boolean steep) {
    double v = x[j] + Lanes.dot(columns[j], x, j);
    if (d[j] < 0 || d[j] * x[j] * x[j] > FAINT * Math.abs(start)) {
      return UnitColumns.significant(v, columns[j], j, x, ROUNDING);
    }
    return steep ? UnitColumns.significant(v, columns[j], j, x, FINE_ROUNDING) : v;
  }

  private static void close(double mu, double f, double[] column, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      double u = column[i];
      column[i] = u + mu * b[i];
      b[i] = f * u;
    }
  }
}
