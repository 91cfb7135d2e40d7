package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;
import java.util.Arrays;

/**
 * Newton's method with backtracking for a sum of losses: steps -H⁻¹ g, each halved until the sum
 * falls by 1e-4 of what the step predicts, until the decrement gᵀ H⁻¹ g is below 1e-15 (1 + |f|),
 * or below 1e-6 (1 + |f|) when the sum falls no more for rounding or steps are spent; that last
 * step is taken, too. With Gauss and Newton's matrix for H the bounds are 1/4 and 1e-6. Where one
 * of the losses is curved everywhere but rounding hides it, because features are far from zero or
 * in very different units, the diagonal of H is raised by a few ε: the steps are shorter then, and
 * lead to the same minimum. O(D³ / 3) a step beside the losses, D² / 2 doubles of scratch.
 *
 * <p>Reference: S. Boyd, L. Vandenberghe, <i>Convex Optimization</i>, algorithm 9.5.
 */
final class Newton {

  /** Above this a step takes seconds, and the triangle passes the largest state. */
  static final int MAXIMUM_WEIGHTS = 2000;

  /** Most windows take about 10; features in very different units have taken hundreds. */
  private static final int MAXIMUM_STEPS = 500;

  private static final double EPSILON = 0x1.0p-52;
  private static final double CONVERGED = 1e-15;
  private static final double SUFFICIENT = 1e-4;

  /**
   * Where the Hessian is Gauss and Newton's, steps converge linearly: they stop at a decrement that
   * no sample could tell, and are shortened where the curvature is more than 3/2 of it.
   */
  private static final double CONVERGED_LINEARLY = 1e-6;

  private static final double SUFFICIENT_LINEARLY = 0.25;

  /** A step into a certain answer can be 1e100 times too long. */
  private static final double LEAST_SHARE = 0x1.0p-400;

  /** What the sum of the losses may rise by rounding alone, relative to 1 + |f|. */
  private static final double ROUNDING = 1e-13;

  private final double[][] hessian;
  private final double converged;
  private final double sufficient;

  private Newton(int weights, double converged, double sufficient) {
    this.converged = converged;
    this.sufficient = sufficient;
    this.hessian = new double[weights][];
    for (int i = 0; i < weights; i++) {
      hessian[i] = new double[i + 1];
    }
  }

  /** For losses that know their Hessian. */
  static Newton exact(int weights) {
    return new Newton(weights, CONVERGED, SUFFICIENT);
  }

  /** For losses that give Gauss and Newton's matrix in place of their Hessian. */
  static Newton ofGauss(int weights) {
    return new Newton(weights, CONVERGED_LINEARLY, SUFFICIENT_LINEARLY);
  }

  /**
   * Refuses a spec whose Hessian would be too large.
   *
   * @throws IllegalArgumentException with what to do
   */
  static void requireSolvable(String learner, ModelSpec model) {
    long weights = (long) model.response().rows() * model.response().columns();
    if (weights > MAXIMUM_WEIGHTS) {
      throw new IllegalArgumentException(
          learner
              + " takes at most "
              + MAXIMUM_WEIGHTS
              + " weights; this model has "
              + weights
              + "; use fewer features or hidden units");
    }
  }

  /**
   * Minimises the sum of the losses.
   *
   * @param w the start, overwritten by the minimum
   * @throws RejectedException {@code NUMERIC} when the method does not converge
   */
  void minimise(double[] w, Loss... losses) throws RejectedException {
    double value = value(w, losses);
    for (int steps = 0; steps < MAXIMUM_STEPS && Double.isFinite(value); steps++) {
      double[] gradient = new double[w.length];
      for (Loss loss : losses) {
        loss.addGradient(w, gradient);
      }
      double[] step = gradient.clone();
      if (!factor(w, losses)) {
        break;
      }
      Cholesky.solve(hessian, step);
      double decrement = Lanes.dot(gradient, step, w.length);
      boolean last = decrement <= converged * (1 + Math.abs(value));
      double before = value;
      value = descend(w, value, step, decrement, losses);
      boolean settled = value >= before || steps == MAXIMUM_STEPS - 1;
      last |= settled && decrement <= CONVERGED_LINEARLY * (1 + Math.abs(before));
      if (last && Double.isFinite(value)) {
        requireFinite(w);
        return;
      }
    }
    throw Linearisation.numeric(
        "the weights of the window do not converge; give features that are far from zero or very"
            + " large center and scale, or a larger priorPrecision or ridge");
  }

  /** Leaves the factor of the Hessian, raised where rounding demands it, in scratch. */
  private boolean factor(double[] w, Loss... losses) {
    boolean curved = Arrays.stream(losses).anyMatch(Loss::curved);
    if (!curved) {
      return Cholesky.factor(hessian(w, losses));
    }
    double[] diagonal = new double[w.length];
    for (double raise = 0; raise <= 1; raise = Math.max(4 * w.length * EPSILON, 16 * raise)) {
      hessian(w, losses);
      for (int i = 0; i < diagonal.length; i++) {
        hessian[i][i] *= 1 + raise;
        diagonal[i] = hessian[i][i];
      }
      if (Cholesky.factor(hessian) && significant(diagonal)) {
        return true;
      }
    }
    return false;
  }

  /** Whether every pivot is more than the rounding of the diagonal it is left of. */
  private boolean significant(double[] diagonal) {
    for (int i = 0; i < diagonal.length; i++) {
      if (!(hessian[i][i] >= diagonal.length * EPSILON * diagonal[i])) {
        return false;
      }
    }
    return true;
  }

  /** The sum of the Hessians at w as rows of a lower triangle, in scratch. */
  double[][] hessian(double[] w, Loss... losses) {
    for (double[] row : hessian) {
      Arrays.fill(row, 0);
    }
    for (Loss loss : losses) {
      loss.addHessian(w, hessian);
    }
    return hessian;
  }

  /**
   * Checks what is to be stored.
   *
   * @throws RejectedException {@code NUMERIC} when an entry is not finite
   */
  static void requireFinite(double[]... rows) throws RejectedException {
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        throw Linearisation.numeric(
            "the weights of the window or their precision would pass the largest float64; give"
                + " features in a larger unit");
      }
    }
  }

  /** Moves w and gives the value there; NaN where no share of the step helps. */
  private double descend(
      double[] w, double value, double[] step, double decrement, Loss... losses) {
    double slack = ROUNDING * (1 + Math.abs(value));
    for (double share = 1; share > LEAST_SHARE; share /= 2) {
      double[] next = w.clone();
      Lanes.axpy(-share, step, next, w.length);
      double reached = value(next, losses);
      if (reached <= value - sufficient * share * decrement + slack) {
        System.arraycopy(next, 0, w, 0, w.length);
        return reached;
      }
      if (Arrays.equals(next, w)) {
        return decrement <= CONVERGED_LINEARLY * (1 + Math.abs(value)) ? value : Double.NaN;
      }
    }
    return Double.NaN;
  }

  private static double value(double[] w, Loss... losses) {
    double value = 0;
    for (Loss loss : losses) {
      value += loss.value(w);
    }
    return value;
  }
}
