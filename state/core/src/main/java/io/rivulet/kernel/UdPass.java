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

  private final double[][] columns;
  private final double[] d;
  private double spread;

  UdPass(double[][] columns, double[] d) {
    this.columns = columns;
    this.d = d;
  }

  /** As {@link UdFactor#absorb}. */
  double take(double[] x, double start, double[] b) {
    double alpha = start;
    double sum = 0;
    double most = start > 0 ? STEEP * start : Double.POSITIVE_INFINITY;
    for (int j = 0; j < d.length; j++) {
      double[] column = columns[j];
      double v = x[j] + Lanes.dot(column, x, j);
      double f = d[j] * v;
      sum += v * f;
      if (alpha > most) {
        v = UnitColumns.significant(v, column, j, x, FINE_ROUNDING);
        f = d[j] * v;
      }
      double next = alpha + v * f;
      if (alpha > most) {
        rotate(v, alpha, start, x, f, b, j);
      } else {
        UnitColumns.rotate(-(v / alpha), f, column, b, j);
      }
      b[j] = f;
      d[j] *= alpha / next;
      alpha = next;
    }
    spread = sum;
    return alpha;
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
}
