package io.rivulet.learner.window;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import java.util.Arrays;

/**
 * Solves the system H s = g of a Newton step, H (D x D) the sum of the Hessians of the losses, by
 * Cholesky's method. O(D³ / 6) beside the losses, D² doubles of scratch.
 *
 * <p>Where the pivots show that rounding hides a part of H, there are two ways. Losses that know a
 * root of their Hessian, rows R with H = Rᵀ R, give these rows, whose triangular factor has the
 * digits that squares lose: O(n D²) for n rows. Otherwise, and when the step by a root is so long
 * that its logits are rounding alone, the diagonal of H is raised by a few ε. Steps are then
 * shorter but lead to the same minimum.
 */
final class NewtonSystem {

  private static final double EPSILON = 0x1.0p-52;

  /** Pivots that keep this part of their diagonal leave ten digits to the step. */
  private static final double CLEAR = 1e-6;

  /** Pivots that keep this part leave six digits to the step, and the next one mends the rest. */
  private static final double SOLVABLE = 1e-10;

  /** Terms of logits that leave three decimals to their sum. */
  private static final double MAXIMUM_REACH = 0x1p40;

  private final double[][] hessian;

  NewtonSystem(int weights) {
    this.hessian = triangle(weights);
  }

  static double[][] triangle(int size) {
    double[][] triangle = new double[size][];
    for (int i = 0; i < size; i++) {
      triangle[i] = new double[i + 1];
    }
    return triangle;
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
   * The step H⁻¹ g at w.
   *
   * @param gradient g of the sum of the losses
   * @return null when H is singular
   */
  double[] step(double[] w, double[] gradient, Loss... losses) {
    if (Arrays.stream(losses).noneMatch(Loss::curved)) {
      return Cholesky.factor(hessian(w, losses)) ? solved(hessian, gradient) : null;
    }
    if (Arrays.stream(losses).allMatch(Loss::rooted)) {
      if (clear(hessian(w, losses), SOLVABLE)) {
        return solved(hessian, gradient);
      }
      double[] step = byRoot(w, gradient, losses);
      if (resolved(step, losses)) {
        return step;
      }
    }
    return raised(hessian(w, losses), gradient);
  }

  /** The step by the root of H, which has the digits that H hides. */
  private double[] byRoot(double[] w, double[] gradient, Loss... losses) {
    TriangularFactor root = root(w, losses);
    double[] step = gradient.clone();
    root.solveTransposed(step);
    root.solve(step);
    return step;
  }

  private static boolean resolved(double[] step, Loss... losses) {
    return Lanes.finite(step)
        && Arrays.stream(losses).allMatch(loss -> loss.reach(step) <= MAXIMUM_REACH);
  }

  private static TriangularFactor root(double[] w, Loss... losses) {
    TriangularFactor root = TriangularFactor.isotropic(w.length, 0);
    for (Loss loss : losses) {
      loss.addRoot(w, root);
    }
    return root;
  }

  /** The root of share times the precision of a penalty and the Hessian of a loss at w. */
  TriangularFactor root(double share, FactorPenalty penalty, double[] w, Loss loss) {
    TriangularFactor root = TriangularFactor.isotropic(w.length, 0);
    penalty.addHessian(share, hessian(w, loss));
    if (!(root.factor(hessian) && clear(root))) {
      root.clear();
      penalty.addRoot(Math.sqrt(share), root);
      loss.addRoot(w, root);
    }
    return root;
  }

  /** Whether every pivot of the Hessian keeps its digits. */
  private boolean clear(TriangularFactor root) {
    for (int i = 0; i < hessian.length; i++) {
      double pivot = root.entry(i, i);
      if (!(pivot * pivot >= CLEAR * hessian[i][i])) {
        return false;
      }
    }
    return true;
  }

  /** The step with the diagonal raised as far as rounding demands, or null. */
  private static double[] raised(double[][] lower, double[] gradient) {
    double least = lower.length * EPSILON;
    double[][] factor = triangle(lower.length);
    for (double raise = 0; raise <= 1; raise = Math.max(4 * least, 16 * raise)) {
      for (int i = 0; i < lower.length; i++) {
        System.arraycopy(lower[i], 0, factor[i], 0, i + 1);
        factor[i][i] *= 1 + raise;
      }
      if (clear(factor, least)) {
        return solved(factor, gradient);
      }
    }
    return null;
  }

  /** Factors in place; whether every pivot is more than a part of the diagonal it is left of. */
  private static boolean clear(double[][] lower, double part) {
    double[] diagonal = new double[lower.length];
    Arrays.setAll(diagonal, i -> lower[i][i]);
    boolean clear = Cholesky.factor(lower);
    for (int i = 0; clear && i < lower.length; i++) {
      clear = lower[i][i] >= part * diagonal[i];
    }
    return clear;
  }

  private static double[] solved(double[][] factor, double[] gradient) {
    double[] step = gradient.clone();
    Cholesky.solve(factor, step);
    return step;
  }
}
