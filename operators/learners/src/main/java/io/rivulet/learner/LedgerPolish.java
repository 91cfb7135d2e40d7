package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.Twofold;
import io.rivulet.state.Moments;
import io.rivulet.state.RidgeEstimate;

/**
 * Gives weights back the digits that they lost where they have fallen far from where they were, as
 * from a start in other units, by sums of twice the digits:
 *
 * <pre>
 * W ← W + M (B + Π W₀ - (A + Π) W)
 * </pre>
 *
 * Where the sums themselves may have lost more than that, weights stay. O(q p²).
 */
final class LedgerPolish {

  /** By which a weight has fallen when it is polished. */
  private static final double FALL = 0x1p6;

  /** Of sums of twice the digits. */
  private static final double ROUNDING = 0x1p-98;

  /** Of a step of weights. */
  private static final double STEP = 0x1p-50;

  private final double[] precision;
  private final double[][] start;

  LedgerPolish(double[] precision, double[][] start) {
    this.precision = precision;
    this.start = start;
  }

  /**
   * Polishes the weights of an estimate without open directions, where they need it.
   *
   * @param before weights of which they came
   */
  void polish(RidgeEstimate estimate, Moments moments, double[][] before) {
    for (int j = 0; j < before.length; j++) {
      if (fallen(before[j], estimate.weights()[j])) {
        polish(j, estimate, moments, before[j]);
      }
    }
  }

  private static boolean fallen(double[] before, double[] after) {
    for (int i = 0; i < before.length; i++) {
      if (Math.abs(before[i]) > FALL * Math.abs(after[i])) {
        return true;
      }
    }
    return false;
  }

  private void polish(int output, RidgeEstimate estimate, Moments moments, double[] before) {
    double[] weights = estimate.weights()[output];
    double[] left = new double[weights.length];
    double[] size = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      remainder(output, i, moments, weights, left, size);
    }
    double[] doubt = estimate.spread().multiplySizes(size);
    for (int i = 0; i < weights.length; i++) {
      if (!(doubt[i] * ROUNDING <= STEP * Math.max(Math.abs(before[i]), Math.abs(weights[i])))) {
        return;
      }
    }
    Lanes.axpy(1, estimate.spread().multiply(left), weights, weights.length);
  }

  /** Row i of b + Π w₀ - (A + Π) w, and the sum of the absolute values of its parts. */
  private void remainder(
      int output, int i, Moments moments, double[] weights, double[] left, double[] size) {
    SymmetricMatrix second = moments.second();
    SymmetricMatrix tails = moments.tail().second();
    double first = moments.first()[output][i];
    Twofold sum = new Twofold().set(first, moments.tail().first()[output][i]);
    sum.addProduct(precision[i], 0, start[output][i], 0)
        .addProduct(-precision[i], 0, weights[i], 0);
    double sizes =
        Math.abs(first) + precision[i] * (Math.abs(start[output][i]) + Math.abs(weights[i]));
    for (int k = 0; k < weights.length; k++) {
      double entry = second.entry(i, k);
      sum.addProduct(entry, tails.entry(i, k), -weights[k], 0);
      sizes += Math.abs(entry * weights[k]);
    }
    left[i] = sum.value();
    size[i] = sizes;
  }
}
