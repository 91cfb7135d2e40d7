package io.rivulet.learner;

import io.rivulet.kernel.Cholesky;
import java.util.Arrays;

/**
 * The system H s = g of a Newton step, and what is done where rounding hides some of H.
 *
 * <p>A shift of all K classes together changes no probability, so that only the penalty curves it:
 * in units where the cross-entropy is steep that drowns. But the gradient has no part along a shift
 * and neither has the step. So the class r with the largest diagonal is taken out, the system of
 * the differences tₖ = sₖ - sᵣ is solved, and s is t less its mean over the classes. Rare classes
 * have small rows and keep their digits there, too. What is hidden then, because features are far
 * from zero or in very different units, has the diagonal raised by a few ε: the steps are shorter,
 * and lead to the same minimum. O(D³ / 3) beside the losses, D² doubles of scratch.
 */
final class NewtonSystem {

  private static final double EPSILON = 0x1.0p-52;

  /** Pivots that keep this part of their diagonal leave ten digits to the step. */
  private static final double CLEAR = 1e-6;

  private final double[][] hessian;

  NewtonSystem(int weights) {
    this.hessian = triangle(weights);
  }

  private static double[][] triangle(int size) {
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
   * @param gradient g of the sum of the losses; rounding along shifts is taken out
   * @return null when H is singular
   */
  double[] step(double[] w, double[] gradient, Loss... losses) {
    if (Arrays.stream(losses).noneMatch(Loss::curved)) {
      return Cholesky.factor(hessian(w, losses)) ? solved(hessian, gradient) : null;
    }
    int classes = Arrays.stream(losses).mapToInt(Loss::classes).max().orElse(1);
    if (classes > 1) {
      return clear(hessian(w, losses), classes, CLEAR)
          ? solved(hessian, gradient)
          : differences(w, gradient, classes, losses);
    }
    return raised(hessian(w, losses), gradient);
  }

  /** The step by the differences to one class. */
  private double[] differences(double[] w, double[] gradient, int classes, Loss... losses) {
    hessian(w, Arrays.stream(losses).filter(loss -> loss.classes() == 1).toArray(Loss[]::new));
    double[] shifts = shifts(classes);
    for (Loss loss : losses) {
      if (loss.classes() > 1) {
        loss.addHessian(w, hessian);
      }
    }
    int reference = reference(classes);
    int[] kept = kept(classes, reference);
    double[][] reduced = triangle(kept.length);
    double[] right = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      int row = kept[i] / classes;
      right[i] = gradient[kept[i]];
      for (int j = 0; j <= i; j++) {
        double shift = row == kept[j] / classes ? shifts[row] / classes : 0;
        reduced[i][j] = hessian[kept[i]][kept[j]] - shift;
      }
    }
    balance(gradient, classes, reference);
    double[] step = raised(reduced, right);
    return step == null ? null : balanced(step, kept, classes);
  }

  /**
   * What the penalty curves the shift of a row of weights by: a sum over the classes, to be taken
   * where it rounds least.
   */
  private double[] shifts(int classes) {
    double[] shifts = new double[hessian.length / classes];
    Arrays.fill(shifts, Double.POSITIVE_INFINITY);
    for (int i = 0; i < hessian.length; i++) {
      int row = i / classes;
      double sum = 0;
      for (int j = row * classes; j < (row + 1) * classes; j++) {
        sum += hessian[Math.max(i, j)][Math.min(i, j)];
      }
      shifts[row] = Math.min(shifts[row], Math.max(sum, 0));
    }
    return shifts;
  }

  private int reference(int classes) {
    double[] sums = new double[classes];
    for (int i = 0; i < hessian.length; i++) {
      sums[i % classes] += hessian[i][i];
    }
    return Softmax.mostProbable(sums);
  }

  private int[] kept(int classes, int reference) {
    int[] kept = new int[hessian.length / classes * (classes - 1)];
    int size = 0;
    for (int i = 0; i < hessian.length; i++) {
      if (i % classes != reference) {
        kept[size++] = i;
      }
    }
    return kept;
  }

  /** Makes the sum of each row 0 by its entry that rounds most. */
  private static void balance(double[] gradient, int classes, int reference) {
    for (int row = 0; row < gradient.length; row += classes) {
      double[] entries = Arrays.copyOfRange(gradient, row, row + classes);
      gradient[row + reference] = -Softmax.others(entries, reference);
    }
  }

  private double[] balanced(double[] differences, int[] kept, int classes) {
    double[] step = new double[hessian.length];
    double[] mean = new double[hessian.length / classes];
    for (int i = 0; i < kept.length; i++) {
      step[kept[i]] = differences[i];
      mean[kept[i] / classes] += differences[i] / classes;
    }
    for (int i = 0; i < step.length; i++) {
      step[i] -= mean[i / classes];
    }
    return step;
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
      if (clear(factor, 1, least)) {
        return solved(factor, gradient);
      }
    }
    return null;
  }

  /**
   * Factors in place; whether every pivot is more than a part of the diagonal it is left of, or of
   * the largest one that the classes have of its row of weights.
   */
  private static boolean clear(double[][] lower, int classes, double part) {
    double[] largest = new double[lower.length / classes];
    for (int i = 0; i < lower.length; i++) {
      largest[i / classes] = Math.max(largest[i / classes], lower[i][i]);
    }
    boolean clear = Cholesky.factor(lower);
    for (int i = 0; clear && i < lower.length; i++) {
      clear = lower[i][i] >= part * largest[i / classes];
    }
    return clear;
  }

  private static double[] solved(double[][] factor, double[] gradient) {
    double[] step = gradient.clone();
    Cholesky.solve(factor, step);
    return step;
  }
}
