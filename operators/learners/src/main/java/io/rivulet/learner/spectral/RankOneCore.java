package io.rivulet.learner.spectral;

import io.rivulet.kernel.Lanes;
import java.util.Arrays;

/**
 * Left singular vectors u and values σ of a diagonal matrix with one more column,
 *
 * <pre>
 * M = [diag(s)  h; 0  ρ],   M Mᵀ = diag(d²) + z zᵀ = u diag(σ²) uᵀ,   d = (s, 0),  z = (h, ρ)
 * </pre>
 *
 * by the roots of the {@link SecularEquation}, of what {@link Deflation} leaves. The vectors are
 * those of the z whose roots are exact,
 *
 * <pre>
 * ẑᵢ² = Πₖ (σₖ² - dᵢ²) / Πₖ≠ᵢ (dₖ² - dᵢ²),   uₖ ∝ ẑᵢ / (σₖ² - dᵢ²),
 * </pre>
 *
 * so that they are orthogonal to working precision however close the roots. The rows of M are
 * perturbed by some ε of their own length each: a small one keeps its digits beside a large one.
 * Numbers below 2⁻⁴⁸⁰ of the largest count as zero. O(n²).
 *
 * <p>Reference: M. Gu, S. Eisenstat, <i>SIAM J. Matrix Analysis</i> 15 (1994), sections 2 to 4.
 */
final class RankOneCore {

  /** Squares of smaller numbers would underflow. */
  private static final double NEGLIGIBLE = 0x1p-480;

  /** The lengths between which no square that counts underflows or overflows. */
  private static final double SMALL = 0x1p-400;

  private static final double LARGE = 0x1p400;

  private final double[][] u;
  private final double[] values;

  /**
   * @param s finite, at least 0, descending; not modified
   * @param z finite, as long as s or one longer; not modified
   */
  RankOneCore(double[] s, double[] z) {
    int n = z.length;
    double[][] rows = {Arrays.copyOf(s, n), z};
    int exponent = SmallSvd.exponent(rows);
    double[][] scaled = SmallSvd.scaled(rows, exponent, NEGLIGIBLE);
    this.u = new double[n][n];
    this.values = new double[n];
    Deflation deflation = new Deflation(scaled[0], scaled[1]);
    decompose(scaled[0], scaled[1], deflation);
    deflation.undo(u);
    for (int k = 0; k < n; k++) {
      values[k] = Math.scalb(values[k], exponent);
    }
  }

  /** Merges the roots and the separated values, both of which descend. */
  private void decompose(double[] poles, double[] z, Deflation deflation) {
    int[] active = deflation.active();
    int[] apart = deflation.apart();
    double[] d = picked(poles, active);
    double[][] gaps = new double[active.length][active.length];
    double[] roots = roots(d, picked(z, active), gaps);
    double[] exact = exact(d, z, active, gaps);
    int root = 0;
    int alone = 0;
    for (int k = 0; k < values.length; k++) {
      boolean ahead =
          root < roots.length && (alone == apart.length || roots[root] >= poles[apart[alone]]);
      if (ahead) {
        values[k] = roots[root];
        write(exact, gaps[root++], active, k);
      } else {
        values[k] = poles[apart[alone]];
        u[apart[alone++]][k] = 1;
      }
    }
  }

  private static double[] picked(double[] from, int[] indices) {
    double[] picked = new double[indices.length];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = from[indices[i]];
    }
    return picked;
  }

  private static double[] roots(double[] d, double[] z, double[][] gaps) {
    SecularEquation equation = new SecularEquation(d, z);
    double[] roots = new double[d.length];
    for (int k = 0; k < roots.length; k++) {
      roots[k] = equation.root(k, gaps[k]);
    }
    return roots;
  }

  /** ẑ, each root paired with a pole beside it, so that every quotient is below 1. */
  private static double[] exact(double[] d, double[] z, int[] active, double[][] gaps) {
    double[] exact = d.length == 0 ? new double[0] : gaps[0].clone();
    for (int k = 0; k < d.length; k++) {
      multiply(exact, gaps[k], d, k, 0, k);
      multiply(exact, gaps[Math.min(k + 1, d.length - 1)], d, k, k + 1, d.length);
    }
    for (int i = 0; i < exact.length; i++) {
      exact[i] = Math.copySign(Math.sqrt(exact[i]), z[active[i]]);
    }
    return exact;
  }

  /** Multiplies squares by the quotients of the gaps of a root and those of pole k. */
  private static void multiply(
      double[] squares, double[] gaps, double[] d, int k, int from, int to) {
    double pole = d[k];
    for (int i = from; i < to; i++) {
      squares[i] *= gaps[i] / ((pole - d[i]) * (pole + d[i]));
    }
  }

  /** Writes a unit vector as column k, in place of its gaps. */
  private void write(double[] exact, double[] gaps, int[] active, int k) {
    divide(exact, gaps);
    double norm = Lanes.norm(gaps);
    if (!(norm > SMALL && norm < LARGE)) {
      Lanes.scale(1 / Lanes.largest(gaps), gaps, gaps.length);
      norm = Lanes.norm(gaps);
    }
    Lanes.scale(1 / norm, gaps, gaps.length);
    for (int i = 0; i < gaps.length; i++) {
      u[active[i]][k] = gaps[i];
    }
  }

  /** x ← a / x. */
  private static void divide(double[] a, double[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = a[i] / x[i];
    }
  }

  /** Rows of u. */
  double[][] u() {
    return u;
  }

  /** Singular values, descending. */
  double[] values() {
    return values;
  }
}
