package io.rivulet.learner.spectral;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Left singular vectors and values of a matrix whose rows differ by many orders of magnitude, by
 * rotations of pairs of rows until all are orthogonal: J M = diag(σ) Vᵀ, u = Jᵀ. Each value, and
 * each entry of u beside the quotient of its two values, is right to the condition of the rows
 * scaled to length 1, not to that of M. Numbers below 2⁻⁴⁸⁰ of the largest count as zero. O(n³) a
 * sweep, few where the rows fall steeply.
 *
 * <p>Reference: J. Demmel, K. Veselić, <i>SIAM J. Matrix Analysis</i> 13 (1992), section 4.
 */
public final class JacobiCore {

  private static final double NEGLIGIBLE = 0x1p-480;

  private static final double ORTHOGONAL = 0x1p-51;

  private static final int MOST_SWEEPS = 60;

  /** Above this a square would only add rounding, or overflow. */
  private static final double STEEP = 0x1p30;

  private final double[][] rows;
  private final double[][] turned;
  private final double[][] u;
  private final double[] values;

  /**
   * @param m n rows of any length, not modified
   */
  public JacobiCore(double[][] m) {
    int n = m.length;
    int exponent = SmallSvd.exponent(m);
    this.rows = SmallSvd.scaled(m, exponent, NEGLIGIBLE);
    this.turned = new double[n][n];
    for (int i = 0; i < n; i++) {
      turned[i][i] = 1;
    }
    boolean turning = true;
    for (int i = 0; turning && i < MOST_SWEEPS; i++) {
      turning = sweep();
    }
    double[] lengths = new double[n];
    Arrays.setAll(lengths, i -> Lanes.norm(rows[i]));
    this.u = new double[n][n];
    this.values = new double[n];
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> -lengths[i]));
    for (int k = 0; k < n; k++) {
      values[k] = Math.scalb(lengths[order[k]], exponent);
      for (int i = 0; i < n; i++) {
        u[i][k] = turned[order[k]][i];
      }
    }
  }

  /** Turns each pair once, and answers whether one was not orthogonal. */
  private boolean sweep() {
    boolean any = false;
    for (int i = 0; i < rows.length; i++) {
      for (int j = i + 1; j < rows.length; j++) {
        any |= turn(i, j);
      }
    }
    return any;
  }

  private boolean turn(int i, int j) {
    int n = rows[i].length;
    double a = Lanes.dot(rows[i], rows[i], n);
    double b = Lanes.dot(rows[j], rows[j], n);
    double c = Lanes.dot(rows[i], rows[j], n);
    if (Math.abs(c) <= ORTHOGONAL * (Math.sqrt(a) * Math.sqrt(b))) {
      return false;
    }
    double half = (b - a) / 2 / c;
    double tangent =
        Math.abs(half) > STEEP
            ? 0.5 / half
            : 1 / (half + Math.copySign(Math.sqrt(1 + half * half), half));
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    rotate(rows[i], rows[j], cosine, cosine * tangent);
    rotate(turned[i], turned[j], cosine, cosine * tangent);
    return true;
  }

  private static void rotate(double[] x, double[] y, double cosine, double sine) {
    for (int k = 0; k < x.length; k++) {
      double first = x[k];
      double second = y[k];
      x[k] = cosine * first - sine * second;
      y[k] = sine * first + cosine * second;
    }
  }

  /** Rows of u. */
  public double[][] u() {
    return u;
  }

  /** Singular values, descending. */
  public double[] values() {
    return values;
  }
}
