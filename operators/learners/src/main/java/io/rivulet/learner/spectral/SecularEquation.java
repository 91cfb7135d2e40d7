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
    guess();
    search();
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = gap(i);
    }
    return origin + shift;
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
      return;
    }
    double half = (poles[k - 1] - poles[k]) / 2;
    high = half;
    shift = half;
    evaluate();
    if (value < 0) {
      origin = poles[k - 1];
      low = -half;
      high = 0;
    }
  }

  /** Solves for the nearer pole's term alone, the others as they are halfway. */
  private void guess() {
    shift = low + (high - low) / 2;
    int pole = low == 0 ? k : k - 1;
    double rest = 1;
    for (int i = 0; i < z.length; i++) {
      if (i != pole) {
        rest -= z[i] * (z[i] / gap(i));
      }
    }
    double distance = z[pole] * (z[pole] / rest);
    double near = distance / (origin + Math.sqrt(origin * origin + distance));
    if (near > low && near < high) {
      shift = near;
    }
  }

  /** f, and its slopes times the distance from the pole below and from the one above. */
  private void evaluate() {
    double below = 0;
    double above = 0;
    slopeBelow = 0;
    slopeAbove = 0;
    double nearest = k == 0 ? 0 : gap(k - 1);
    for (int i = 0; i < k; i++) {
      double share = z[i] / gap(i);
      above -= z[i] * share;
      slopeAbove += share * (share * nearest);
    }
    nearest = gap(k);
    for (int i = k; i < z.length; i++) {
      double share = z[i] / gap(i);
      below += z[i] * share;
      slopeBelow += share * (share * nearest);
    }
    value = 1 + above - below;
    terms = above + below;
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
