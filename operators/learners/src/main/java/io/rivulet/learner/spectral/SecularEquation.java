package io.rivulet.learner.spectral;

import io.rivulet.kernel.Lanes;

/**
 * The secular equation of diag(d²) + z zᵀ, whose roots are that matrix's eigenvalues σ²:
 *
 * <pre>
 * f(σ) = 1 - Σ zᵢ² / (σ² - dᵢ²) = 0,   σ₀ > d₀ > σ₁ > d₁ > ... > dₙ₋₁ ≥ 0
 * </pre>
 *
 * A root is sought as its distance from the nearer pole, so that each σ - dᵢ keeps its digits
 * however close they are. Steps are those of the middle way, which puts f's own slopes at the two
 * poles around the root; they stay in a bracket that shrinks, and about three are needed. O(n) a
 * step.
 *
 * <p>Reference: M. Gu, S. Eisenstat, <i>SIAM J. Matrix Analysis</i> 15 (1994), for where to stop;
 * R.-C. Li, LAPACK Working Note 89 (1994), for the step. Scratch of one decomposition.
 */
final class SecularEquation {

  private static final double ROUNDING = 0x1p-53;

  /** Factor by which a bracket shrinks towards the pole at its end. */
  private static final double TOWARDS_POLE = 0x1p-8;

  /** Steps after which the bracket is only halved, and those after which it has closed. */
  private static final int PATIENCE = 40;

  private static final int MOST_STEPS = 200;

  private final double[] poles;
  private final double[] z;

  private int k;
  private double origin;
  private double shift;
  private double low;
  private double high;

  /** zᵢ / (σ² - dᵢ²) at the current shift. */
  private final double[] shares;

  private double energy;
  private double slope;
  private double value;
  private double terms;
  private double slopeBelow;
  private double slopeAbove;

  /**
   * @param poles d, falling strictly, the last at least 0; not copied
   * @param z none of them 0; not copied
   */
  SecularEquation(double[] poles, double[] z) {
    this.poles = poles;
    this.z = z;
    this.shares = new double[z.length];
  }

  /**
   * Finds root k.
   *
   * @param gaps receives σₖ² - dᵢ², each to working precision
   * @return σₖ
   */
  double root(int k, double[] gaps) {
    this.k = k;
    bracket();
    search();
    gaps(poles, origin, shift, gaps);
    return origin + shift;
  }

  private static void gaps(double[] poles, double origin, double shift, double[] gaps) {
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = ((origin - poles[i]) + shift) * ((origin + poles[i]) + shift);
    }
  }

  /** Steps until f is at its rounding, and one step on, which costs no evaluation. */
  private void search() {
    for (int i = 0; i < MOST_STEPS; i++) {
      evaluate();
      double next = i < PATIENCE ? stepped() : Double.NaN;
      boolean inside = next > low && next < high;
      if (Math.abs(value) <= 4 * ROUNDING * poles.length * (1 + terms)) {
        shift = inside ? next : shift;
        return;
      }
      if (value > 0) {
        high = shift;
      } else {
        low = shift;
      }
      if (next == shift) {
        return;
      }
      shift = next > low && next < high ? next : between();
    }
  }

  /** σ² - dᵢ². */
  private double gap(int i) {
    return ((origin - poles[i]) + shift) * ((origin + poles[i]) + shift);
  }

  /** Between the poles around the root, the half that has it; for the largest root, above all. */
  private void bracket() {
    origin = poles[k];
    low = 0;
    if (k == 0) {
      double energy = Lanes.dot(z, z, z.length);
      high = energy / (Math.sqrt(origin * origin + energy) + origin) * (1 + 0x1p-40);
      shift = high / 2;
      evaluate();
      guess(z[0] * (z[0] / (value + z[0] * shares[0])));
      return;
    }
    double half = (poles[k - 1] - poles[k]) / 2;
    high = half;
    shift = half;
    evaluate();
    double distance = betweenPoles();
    if (value < 0) {
      origin = poles[k - 1];
      low = -half;
      high = 0;
    }
    shift = low + (high - low) / 2;
    guess(distance);
  }

  /**
   * The change of σ² from the nearer pole at which the terms of both poles balance the others,
   * which stay as they are halfway: c - a/y + b/(w - y) = 0 from the pole below, w their distance.
   */
  private double betweenPoles() {
    double a = z[k] * z[k];
    double b = z[k - 1] * z[k - 1];
    double c = value + z[k] * shares[k] + z[k - 1] * shares[k - 1];
    double width = (poles[k - 1] - poles[k]) * (poles[k - 1] + poles[k]);
    if (value < 0) {
      double sum = c * width - a - b;
      double root = Math.sqrt(Math.abs(sum * sum + 4 * (b * width) * c));
      return sum < 0 ? 2 * (b * width) / (sum - root) : -(sum + root) / (2 * c);
    }
    double sum = c * width + a + b;
    double root = Math.sqrt(Math.abs(sum * sum - 4 * (a * width) * c));
    return sum > 0 ? 2 * (a * width) / (sum + root) : (sum - root) / (2 * c);
  }

  /** Takes a change of σ² from the pole for a start, if it is in the bracket. */
  private void guess(double distance) {
    double near = distance / (origin + Math.sqrt(origin * origin + distance));
    if (near > low && near < high) {
      shift = near;
    }
  }

  /** f, and its slopes times the distance from the pole below and from the one above. */
  private void evaluate() {
    share(poles, z, origin, shift, shares);
    sum(0, k, k == 0 ? 0 : gap(k - 1));
    double above = -energy;
    slopeAbove = slope;
    sum(k, z.length, gap(k));
    slopeBelow = slope;
    value = 1 + above - energy;
    terms = above + energy;
  }

  /** zᵢ / (σ² - dᵢ²). */
  private static void share(
      double[] poles, double[] z, double origin, double shift, double[] shares) {
    for (int i = 0; i < z.length; i++) {
      double gap = ((origin - poles[i]) + shift) * ((origin + poles[i]) + shift);
      shares[i] = z[i] / gap;
    }
  }

  /** Σ zᵢ² / (σ² - dᵢ²) and Σ (zᵢ / (σ² - dᵢ²))² times a factor, in four lanes each. */
  private void sum(int from, int to, double factor) {
    double e0 = 0;
    double e1 = 0;
    double e2 = 0;
    double e3 = 0;
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int end = from + (to - from & ~3);
    for (int i = from; i < end; i += 4) {
      e0 += z[i] * shares[i];
      s0 += shares[i] * (shares[i] * factor);
      e1 += z[i + 1] * shares[i + 1];
      s1 += shares[i + 1] * (shares[i + 1] * factor);
      e2 += z[i + 2] * shares[i + 2];
      s2 += shares[i + 2] * (shares[i + 2] * factor);
      e3 += z[i + 3] * shares[i + 3];
      s3 += shares[i + 3] * (shares[i + 3] * factor);
    }
    for (int i = end; i < to; i++) {
      e0 += z[i] * shares[i];
      s0 += shares[i] * (shares[i] * factor);
    }
    energy = (e0 + e1) + (e2 + e3);
    slope = (s0 + s1) + (s2 + s3);
  }

  /** The next shift: the root of the form that has f's value and slopes, or NaN. */
  private double stepped() {
    double change = k == 0 ? -gap(0) * (value / (value + slopeBelow)) : middleWay();
    double sigma = origin + shift;
    return shift + change / (sigma + Math.sqrt(sigma * sigma + change));
  }

  /** The change of σ² by the form c + a/(dₖ² - σ²) + b/(dₖ₋₁² - σ²), free of units. */
  private double middleWay() {
    double width = gap(k) - gap(k - 1);
    double p = gap(k) / width;
    double q = gap(k - 1) / width;
    double size = Math.abs(value) + slopeBelow - slopeAbove;
    double v = value / size;
    double c = v + slopeBelow / size + slopeAbove / size;
    double a = -((p + q) * v + q * (slopeBelow / size) + p * (slopeAbove / size));
    double b = p * q * v;
    double root = Math.sqrt(Math.max(0, a * a - 4 * b * c));
    return width * (a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root));
  }

  /** Halfway in magnitude. */
  private double between() {
    if (low == 0) {
      return high * TOWARDS_POLE;
    }
    if (high == 0) {
      return low * TOWARDS_POLE;
    }
    return Math.copySign(Math.sqrt(Math.abs(low)) * Math.sqrt(Math.abs(high)), high);
  }
}
