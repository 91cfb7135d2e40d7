package io.rivulet.learner.window;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Newton's method with backtracking for a sum f of losses, none negative: steps -H⁻¹ g, each halved
 * until f falls by 1e-4 of what the step predicts, until the decrement gᵀ H⁻¹ g is below 1e-15 f
 * and the step changes no difference of logits by 1e-8 and no weight by 1e-5 of the largest; that
 * last step is taken, too. The bounds are free of units: weights of any size have the same digits,
 * also where all of f is a prior of 1e-15, where one pair of classes hides in f what is left to
 * gain of another, and where only a prior sees a direction. When f falls no more for rounding or
 * steps are spent, a decrement below 1e-6 f will do. With Gauss and Newton's matrix for H the
 * bounds are 1/4 and 1e-6 (1 + f).
 *
 * <p>Reference: S. Boyd, L. Vandenberghe, <i>Convex Optimization</i>, algorithm 9.5.
 */
final class Newton {

  /** Above this a step takes seconds, and the triangle passes the largest state. */
  static final int MAXIMUM_WEIGHTS = 2000;

  /** Most windows take about 10; features in very different units have taken hundreds. */
  private static final int MAXIMUM_STEPS = 500;

  private static final double CONVERGED = 1e-15;
  private static final double SUFFICIENT = 1e-4;

  /** Steps that bend the Hessian by r leave r times their own length to go. */
  private static final double STRAIGHT = 1e-8;

  /** Below this bend whole steps halve what is to go, or rounding forbids it. */
  private static final double NEARLY_STRAIGHT = 1e-3;

  /** The last step may change the largest weight by this part. */
  private static final double LAST_PART = 1e-5;

  /** Steps for directions that no sample lies in; without weights they are nothing but rounding. */
  private static final int MAXIMUM_POLISH = 8;

  /** Steps for which f may hide in rounding that a certain answer becomes more so. */
  private static final int MAXIMUM_STALLS = 100;

  /**
   * Where the Hessian is Gauss and Newton's, steps converge linearly: they stop at a decrement that
   * no sample could tell, and are shortened where the curvature is more than 3/2 of it.
   */
  private static final double CONVERGED_LINEARLY = 1e-6;

  private static final double SUFFICIENT_LINEARLY = 0.25;

  /** A step into a certain answer can be 1e100 times too long. */
  private static final double LEAST_SHARE = 0x1.0p-1000;

  /** What the sum of the losses may rise by rounding alone, relative to its scale. */
  private static final double ROUNDING = 1e-13;

  private final NewtonSystem system;
  private final double converged;
  private final double sufficient;
  private final double floor;
  private final double lastPart;

  private Newton(int weights, double converged, double sufficient, double floor, double lastPart) {
    this.system = new NewtonSystem(weights);
    this.converged = converged;
    this.sufficient = sufficient;
    this.floor = floor;
    this.lastPart = lastPart;
  }

  /** The method for losses that provide their Hessian. */
  static Newton exact(int weights) {
    return new Newton(weights, CONVERGED, SUFFICIENT, 0, LAST_PART);
  }

  /** The method for losses that provide Gauss and Newton's matrix in place of their Hessian. */
  static Newton ofGauss(int weights) {
    return new Newton(
        weights, CONVERGED_LINEARLY, SUFFICIENT_LINEARLY, 1, Double.POSITIVE_INFINITY);
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
    minimiseUntil(() -> false, w, losses);
  }

  /**
   * Minimises the sum of the losses, or stops before a step.
   *
   * @param stop asked when the Hessian at w is known
   * @param w the start, overwritten by the minimum or by where it was stopped
   * @return whether w is the minimum
   * @throws RejectedException {@code NUMERIC} when the method does not converge
   */
  boolean minimiseUntil(BooleanSupplier stop, double[] w, Loss... losses) throws RejectedException {
    double value = value(w, losses);
    double least = Double.POSITIVE_INFINITY;
    int stalls = 0;
    int polished = 0;
    for (int steps = 1; steps <= MAXIMUM_STEPS && Double.isFinite(value); steps++) {
      double[] gradient = gradient(w, losses);
      double[] step = system.step(w, gradient, losses);
      if (stop.getAsBoolean()) {
        return false;
      }
      if (step == null) {
        break;
      }
      double decrement = Lanes.dot(gradient, step, w.length);
      double bend = bend(step, losses);
      double before = value;
      value = descend(w, before, step, decrement, losses);
      stalls = value < before || bend < least / 2 ? 0 : stalls + 1;
      least = Math.min(least, bend);
      boolean settled = stalls > (bend < NEARLY_STRAIGHT ? 0 : MAXIMUM_STALLS);
      boolean near = bend <= STRAIGHT && decrement <= converged * scale(before);
      polished += near ? 1 : 0;
      near &= polished > MAXIMUM_POLISH || Lanes.largest(step) <= lastPart * Lanes.largest(w);
      boolean spent = settled || steps == MAXIMUM_STEPS;
      boolean last = near || (spent && negligible(decrement, before));
      if (last && Double.isFinite(value)) {
        requireFinite(w);
        return true;
      }
    }
    throw Refusal.numeric(
        "the weights of the window do not converge; give features that are far from zero or very"
            + " large center and scale, or a larger priorPrecision or ridge");
  }

  /** The sum of the Hessians at w as rows of a lower triangle, in scratch. */
  double[][] hessian(double[] w, Loss... losses) {
    return system.hessian(w, losses);
  }

  /**
   * The root of share times the precision of a penalty and the Hessian of a loss at w.
   *
   * @throws RejectedException {@code NUMERIC} when an entry is not finite
   */
  TriangularFactor root(double share, FactorPenalty penalty, double[] w, Loss loss)
      throws RejectedException {
    TriangularFactor root = system.root(share, penalty, w, loss);
    for (int i = 0; i < root.size(); i++) {
      requireFinite(root.row(i));
    }
    return root;
  }

  /**
   * Checks what is to be stored.
   *
   * @throws RejectedException {@code NUMERIC} when an entry is not finite
   */
  static void requireFinite(double[]... rows) throws RejectedException {
    for (double[] row : rows) {
      if (!Lanes.finite(row)) {
        throw Refusal.numeric(
            "the weights of the window or their precision would exceed the largest float64; give"
                + " features in a larger unit");
      }
    }
  }

  /** Moves w and gives the value there; NaN where no share of the step helps. */
  private double descend(
      double[] w, double value, double[] step, double decrement, Loss... losses) {
    double slack = ROUNDING * scale(value);
    for (double share = 1; share > LEAST_SHARE; share /= 2) {
      double[] next = w.clone();
      Lanes.axpy(-share, step, next, w.length);
      double reached = value(next, losses);
      if (reached <= value - sufficient * share * decrement + slack) {
        System.arraycopy(next, 0, w, 0, w.length);
        return reached;
      }
      if (Arrays.equals(next, w)) {
        return negligible(decrement, value) ? value : Double.NaN;
      }
    }
    return Double.NaN;
  }

  private static double bend(double[] step, Loss... losses) {
    double bend = 0;
    for (Loss loss : losses) {
      bend = Math.max(bend, loss.bend(step));
    }
    return bend;
  }

  private static double[] gradient(double[] w, Loss... losses) {
    double[] gradient = new double[w.length];
    for (Loss loss : losses) {
      loss.addGradient(w, gradient);
    }
    return gradient;
  }

  private boolean negligible(double decrement, double value) {
    return decrement <= CONVERGED_LINEARLY * scale(value);
  }

  private double scale(double value) {
    return floor + Math.abs(value);
  }

  private static double value(double[] w, Loss... losses) {
    double value = 0;
    for (Loss loss : losses) {
      value += loss.value(w);
    }
    return value;
  }
}
