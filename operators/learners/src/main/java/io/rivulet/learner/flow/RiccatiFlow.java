package io.rivulet.learner.flow;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.spectral.SmallEigen;
import java.util.Arrays;

/**
 * Gradient flow on a symmetric factorisation, dW/dt = (Y - W Wᵀ) W from W₀ (p x r), which X = W Wᵀ
 * follows as dX/dt = Y X + X Y - 2 X². In closed form, for every symmetric Y and every rank of W₀,
 *
 * <pre>
 * X(t) = e^{Yt} W₀ (I + 2 W₀ᵀ S(t) W₀)⁻¹ W₀ᵀ e^{Yt},   S(t) = ∫₀ᵗ e^{2Ys} ds
 * </pre>
 *
 * Evaluated as written this overflows, and loses every component but the first once e^{(μ₁-μ₂)t}
 * passes 1/ε. Here Y = Q diag(μ) Qᵀ, and Qᵀ W₀ = U diag(τ) Z with orthonormal rows of Z and U in
 * column echelon form: column j is 1 at its pivot row, 0 above. τⱼ² is the Schur complement of X₀
 * in the eigenbasis. With dⱼ = max(μ at the pivot of j, 0)
 *
 * <pre>
 * X(t) = Q E G N⁻¹ Gᵀ E Qᵀ,   N = D + Gᵀ diag(s) G,   Gᵢⱼ = e^{(max(μᵢ,0)-dⱼ)t} Uᵢⱼ
 * Eᵢᵢ = e^{min(μᵢ,0)t},   Dⱼⱼ = e^{-2dⱼt} / τⱼ²,   sᵢ = (1 - e^{-2|μᵢ|t}) / |μᵢ|
 * </pre>
 *
 * in which no exponent is positive and no column hides another: one evaluation serves every t. O(p²
 * (p + r)) time.
 *
 * <p>Reference: H. Min, R. Vidal, arXiv 2508.20344, the Riccati-like equation and its closed form;
 * the Riccati form is due to W.-Y. Yan, U. Helmke, J. Moore, <i>IEEE Trans. Neural Networks</i> 5
 * (1994).
 */
final class RiccatiFlow {

  private static final double EPSILON = 0x1.0p-52;

  /** Part of a start row below which it adds no direction to the rows before. */
  private static final double NEW_PART = 1e-12;

  private final double[] values;
  private final double[][] vectors;
  private final double time;
  private final double[][] echelon;
  private final int[] pivots;
  private final double[] roots;
  private final double[][] factor;

  private RiccatiFlow(
      double[] values,
      double[][] vectors,
      double time,
      double[][] echelon,
      int[] pivots,
      double[] roots) {
    this.values = values;
    this.vectors = vectors;
    this.time = time;
    this.echelon = echelon;
    this.pivots = pivots;
    this.roots = roots;
    this.factor = factor();
  }

  /**
   * The flow from X₀ = scale² I.
   *
   * @param target Y, finite
   * @param scale in [1e-100, 1e100]
   * @param time t, in [0, 1e100]
   */
  static RiccatiFlow isotropic(SmallEigen target, double scale, double time) {
    int p = target.values().length;
    double[][] echelon = new double[p][p];
    int[] pivots = new int[p];
    double[] roots = new double[p];
    for (int j = 0; j < p; j++) {
      echelon[j][j] = 1;
      pivots[j] = j;
      roots[j] = scale;
    }
    return new RiccatiFlow(cleaned(target), target.vectors(), time, echelon, pivots, roots);
  }

  /**
   * The flow from X₀ = W₀ W₀ᵀ.
   *
   * @param target Y, finite
   * @param start p rows of r entries, up to 1e100, not all tiny
   * @param time t, in [0, 1e100]
   */
  static RiccatiFlow from(SmallEigen target, double[][] start, double time) {
    int p = start.length;
    int r = start[0].length;
    double noise = 0;
    for (double[] row : start) {
      noise = Math.max(noise, 4 * p * EPSILON * Lanes.norm(row));
    }
    OrthonormalBasis seen = OrthonormalBasis.empty(r);
    double[][] coefficients = new double[p][r];
    int[] pivots = new int[Math.min(p, r)];
    double[] roots = new double[pivots.length];
    int rank = 0;
    for (int i = 0; i < p; i++) {
      double[] row = new double[r];
      for (int k = 0; k < p; k++) {
        Lanes.axpy(target.vectors()[i][k], start[k], row, r);
      }
      double cut = Math.max(noise, NEW_PART * Lanes.norm(row));
      seen.project(row, coefficients[i]);
      double rest = Lanes.norm(row);
      if (rank < pivots.length && rest > cut) {
        Lanes.scale(1 / rest, row, r);
        seen.append(row);
        coefficients[i][rank] = rest;
        pivots[rank] = i;
        roots[rank++] = rest;
      }
    }
    double[][] echelon = new double[rank][p];
    for (int j = 0; j < rank; j++) {
      for (int i = pivots[j]; i < p; i++) {
        echelon[j][i] = coefficients[i][j] / roots[j];
      }
    }
    return new RiccatiFlow(
        cleaned(target),
        target.vectors(),
        time,
        echelon,
        Arrays.copyOf(pivots, rank),
        Arrays.copyOf(roots, rank));
  }

  /** Eigenvalues within rounding of zero are zero. */
  private static double[] cleaned(SmallEigen target) {
    double[] values = target.values().clone();
    double cut = values.length * EPSILON * Lanes.largest(values);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]) <= cut ? 0 : values[i];
    }
    return values;
  }

  /** F with X = Q Fᵀ F Qᵀ: the rows of L⁻¹ Gᵀ E over √Δ, where N = L Δ Lᵀ. */
  private double[][] factor() {
    int p = values.length;
    double[][] rows = new double[pivots.length][p];
    for (int j = 0; j < rows.length; j++) {
      for (int i = pivots[j]; i < p; i++) {
        double grown = StrictMath.exp((Math.max(values[i], 0) - floor(j)) * time);
        rows[j][i] = grown * echelon[j][i];
      }
    }
    double[][] inner = inner(rows);
    for (int i = 0; i < p; i++) {
      double decay = StrictMath.exp(Math.min(values[i], 0) * time);
      for (double[] row : rows) {
        row[i] *= decay;
      }
    }
    Cholesky.forward(inner, rows, p);
    for (int j = 0; j < rows.length; j++) {
      Lanes.scale(1 / Math.sqrt(inner[j][j]), rows[j], p);
    }
    return rows;
  }

  /**
   * The factor of N, which is positive definite. Where rounding hides that, the diagonal is raised
   * by a few ε, and by more until it does not.
   */
  private double[][] inner(double[][] g) {
    double[][] n = new double[g.length][g.length];
    double[] saturation = new double[values.length];
    double[] saturated = new double[values.length];
    for (int i = 0; i < saturation.length; i++) {
      saturation[i] = saturation(Math.abs(values[i]));
    }
    for (int j = 0; j < n.length; j++) {
      for (int i = 0; i < saturated.length; i++) {
        saturated[i] = saturation[i] * g[j][i];
      }
      for (int k = 0; k <= j; k++) {
        n[j][k] = Lanes.dot(saturated, g[k], saturated.length);
      }
      n[j][j] += StrictMath.exp(-2 * floor(j) * time) / roots[j] / roots[j];
    }
    double raise = 0;
    double[][] factor = raised(n, raise);
    while (!(Cholesky.factor(factor) && significant(factor, n))) {
      raise = Math.max(4 * n.length * EPSILON, 16 * raise);
      if (raise > 16 * n.length) {
        throw new IllegalStateException("the flow at time " + time + " is outside its range");
      }
      factor = raised(n, raise);
    }
    return factor;
  }

  private static double[][] raised(double[][] n, double raise) {
    double[][] raised = new double[n.length][];
    for (int j = 0; j < n.length; j++) {
      raised[j] = n[j].clone();
      raised[j][j] *= 1 + raise;
    }
    return raised;
  }

  /** Whether every pivot is more than the rounding of the diagonal it is left of. */
  private static boolean significant(double[][] factor, double[][] n) {
    for (int j = 0; j < n.length; j++) {
      if (factor[j][j] < n.length * EPSILON * n[j][j]) {
        return false;
      }
    }
    return true;
  }

  /** (1 - e^{-2mt}) / m, which is 2 t at m = 0. */
  private double saturation(double m) {
    return 2 * m * time < EPSILON ? 2 * time : -StrictMath.expm1(-2 * m * time) / m;
  }

  private double floor(int j) {
    return Math.max(values[pivots[j]], 0);
  }

  /** μ, descending. */
  double[] eigenvalues() {
    return values;
  }

  /** xᵢ = qᵢᵀ X(t) qᵢ, what has been learned of each μᵢ. */
  double[] learned() {
    double[] learned = new double[values.length];
    for (double[] row : factor) {
      for (int i = 0; i < learned.length; i++) {
        learned[i] += row[i] * row[i];
      }
    }
    return learned;
  }

  /** The number of positive μᵢ that are learned by more than half. */
  int rank() {
    double[] learned = learned();
    int rank = 0;
    for (int i = 0; i < learned.length; i++) {
      rank += values[i] > 0 && learned[i] > values[i] / 2 ? 1 : 0;
    }
    return rank;
  }

  /**
   * The times at which half of each component is learned, ln((μ - τ²) / τ²) / (2 μ) with the Schur
   * complement τ² in place of a²: exact from a² I, and for other starts the better the smaller they
   * are. NaN for a component that never is.
   */
  double[] learningTimes() {
    double[] times = new double[values.length];
    Arrays.fill(times, Double.NaN);
    for (int j = 0; j < pivots.length; j++) {
      double mu = values[pivots[j]];
      double share = roots[j] * roots[j];
      if (mu > share) {
        times[pivots[j]] = (StrictMath.log(mu - share) - 2 * StrictMath.log(roots[j])) / (2 * mu);
      }
    }
    return times;
  }

  /** The least learning time after t, or NaN when there is none. */
  double nextLearningTime() {
    double next = Double.POSITIVE_INFINITY;
    for (double half : learningTimes()) {
      next = half > time ? Math.min(next, half) : next;
    }
    return next < Double.POSITIVE_INFINITY ? next : Double.NaN;
  }

  /** X(t), symmetric and positive semidefinite. */
  double[][] x() {
    double[][] x = new double[values.length][values.length];
    for (double[] row : factor) {
      double[] direction = new double[values.length];
      for (int i = 0; i < values.length; i++) {
        Lanes.axpy(row[i], vectors[i], direction, direction.length);
      }
      for (int i = 0; i < x.length; i++) {
        Lanes.axpy(direction[i], direction, x[i], x.length);
      }
    }
    return x;
  }
}
