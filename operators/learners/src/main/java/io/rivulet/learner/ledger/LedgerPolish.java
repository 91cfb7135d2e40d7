package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.Twofold;
import io.rivulet.state.Moments;
import io.rivulet.state.RidgeEstimate;

/**
 * Restores digits of weights that passes of rows have cost, by one step of iterative refinement
 * with the residual from sums of twice the digits:
 *
 * <pre>
 * W ← W + M r,   r = B + Π W₀ - (A + Π) W
 * </pre>
 *
 * It is tried where inputs nearly depend on each other, and where weights have fallen far, as from
 * a start in other units. Passes of n rows like the last one leave an error of about ε √(n ω) |M x|
 * |x|ᵀ |w| in the weights, n = Σ ω, and of ε times the weights before. The error of a polished
 * weight is ε |M| |r| + ε² |M| (|B| + |A| |W|), where |U| D |U|ᵀ bounds |M|. Where that is not
 * less, as after samples that are larger by decades, the weights stay as they are. O(q p²).
 *
 * <p>Reference: N. Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd ed., chapter
 * 12.
 */
final class LedgerPolish {

  /** The factor by which weights must have fallen to be polished. */
  private static final double FALL = 2;

  /** The inflation max Mⱼⱼ Hⱼⱼ above which inputs nearly depend on each other. */
  private static final double INFLATION = 0x1p16;

  /**
   * The variance of a weight, relative to its prior variance, above which the prior inflates it.
   */
  private static final double PRIOR = 0x1p-10;

  /** The loss by passes, relative to the largest weight, that is a sufficient reason to polish. */
  private static final double COSTLY = 0x1p-42;

  /** The leverage above which a row says nothing about the cost of the others. */
  private static final double DOMINANT = 0.5;

  /**
   * The ratio of the square of a row to the sum of the earlier ones above which it outweighs them.
   */
  private static final double HUGE = 0x1p30;

  /** The relative rounding of sums of twice the digits. */
  private static final double WIDE_ROUNDING = 0x1p-100;

  private static final double ROUNDING = 0x1p-52;

  private final double[] precision;
  private final double[][] start;
  private final double[] variances;
  private final double[] left;
  private final double[] size;

  LedgerPolish(double[] precision, double[][] start) {
    this.precision = precision;
    this.start = start;
    this.variances = new double[precision.length];
    this.left = new double[precision.length];
    this.size = new double[precision.length];
  }

  /**
   * Polishes the weights of an estimate without open directions, where they need it.
   *
   * @param earlier sums before the last row
   * @param before weights of which they came
   * @param x the last row, of a weight above 0
   */
  void polish(
      RidgeEstimate estimate,
      Moments moments,
      Moments earlier,
      double[][] before,
      double[] x,
      double weight) {
    estimate.spread().variances(variances);
    boolean outweighs = outweighs(x, weight, earlier);
    double inflation = inflation(moments, 0);
    double[] image = inflation > INFLATION ? estimate.spread().multiply(x) : null;
    boolean inflated = image != null && weight * Lanes.dot(image, x, x.length) <= DOMINANT;
    boolean told = inflated && inflation(moments, PRIOR) > INFLATION;
    for (int j = 0; j < before.length; j++) {
      double[] weights = estimate.weights()[j];
      boolean fallen = !outweighs && fallen(before[j], weights, moments);
      double[] loss = new double[weights.length];
      boolean costly = false;
      if (inflated) {
        loss = loss(weights, image, x, weight * moments.n());
        costly = told || largest(loss, moments) > COSTLY * largest(weights, moments);
      }
      for (int i = 0; fallen && i < loss.length; i++) {
        loss[i] = Math.max(loss[i], ROUNDING * Math.abs(before[j][i]));
      }
      if (costly || fallen) {
        polish(j, estimate, moments, loss, !costly);
      }
    }
  }

  /**
   * Whether a row is larger by decades than all earlier rows in a column in which they are not
   * zero.
   */
  private static boolean outweighs(double[] x, double weight, Moments earlier) {
    for (int j = 0; j < x.length; j++) {
      double square = earlier.second().diagonal(j);
      if (square > 0 && weight * x[j] * x[j] > HUGE * square) {
        return true;
      }
    }
    return false;
  }

  /**
   * max Mⱼⱼ Hⱼⱼ: by how much other columns raise the variance of a weight; 1 without them.
   *
   * @param most the largest Mⱼⱼ Πⱼ of a weight that counts; 0 when all count
   */
  private double inflation(Moments moments, double most) {
    double inflation = 1;
    for (int j = 0; j < variances.length; j++) {
      if (most > 0 && variances[j] * precision[j] > most) {
        continue;
      }
      double share = variances[j] * (moments.second().diagonal(j) + precision[j]);
      inflation = share > inflation ? share : inflation;
    }
    return inflation;
  }

  /** Whether the largest weight has fallen, each times √Hⱼⱼ. */
  private boolean fallen(double[] before, double[] after, Moments moments) {
    return largest(before, moments) > FALL * largest(after, moments);
  }

  /** The largest weight, each times √Hⱼⱼ. */
  private double largest(double[] weights, Moments moments) {
    double largest = 0;
    for (int i = 0; i < weights.length; i++) {
      double unit = Math.sqrt(moments.second().diagonal(i) + precision[i]);
      largest = Math.max(largest, unit * Math.abs(weights[i]));
    }
    return largest;
  }

  /** The error that passes of rows like the last one leave in each weight. */
  private static double[] loss(double[] weights, double[] image, double[] x, double square) {
    double row = ROUNDING * Math.sqrt(square) * Lanes.absoluteDot(weights, x, x.length);
    double[] loss = new double[weights.length];
    for (int i = 0; i < loss.length; i++) {
      loss[i] = row * Math.abs(image[i]);
    }
    return loss;
  }

  private void polish(
      int output, RidgeEstimate estimate, Moments moments, double[] loss, boolean verified) {
    double[] weights = estimate.weights()[output];
    for (int i = 0; i < weights.length; i++) {
      remainder(output, i, moments, weights);
    }
    for (int i = 0; i < weights.length; i++) {
      size[i] = WIDE_ROUNDING * size[i] + ROUNDING * Math.abs(left[i]);
    }
    double[] doubt = estimate.spread().multiplySizes(size);
    for (int i = 0; i < weights.length; i++) {
      if (!(doubt[i] <= Math.max(loss[i], ROUNDING * Math.abs(weights[i])))) {
        return;
      }
    }
    double[] unpolished = weights.clone();
    double before = largest(moments);
    Lanes.axpy(1, estimate.spread().multiply(left), weights, weights.length);
    for (int i = 0; verified && i < weights.length; i++) {
      remainder(output, i, moments, weights);
    }
    if (verified && !(largest(moments) <= before / 4)) {
      System.arraycopy(unpolished, 0, weights, 0, weights.length);
    }
  }

  /** The largest part of the remainder, each over √Hⱼⱼ. */
  private double largest(Moments moments) {
    double largest = 0;
    for (int i = 0; i < left.length; i++) {
      double unit = Math.sqrt(moments.second().diagonal(i) + precision[i]);
      largest = Math.max(largest, Math.abs(left[i]) / unit);
    }
    return largest;
  }

  /** Row i of b + Π w₀ - (A + Π) w, and the sum of the absolute values of its parts. */
  private void remainder(int output, int i, Moments moments, double[] weights) {
    SymmetricMatrix second = moments.second();
    SymmetricMatrix tails = moments.tail().second();
    double held = precision[i];
    double first = moments.first()[output][i];
    Twofold sum = new Twofold().set(first, moments.tail().first()[output][i]);
    sum.addProduct(held, 0, start[output][i], 0).addProduct(-held, 0, weights[i], 0);
    double sizes = Math.abs(first) + held * (Math.abs(start[output][i]) + Math.abs(weights[i]));
    for (int k = 0; k < weights.length; k++) {
      double entry = second.entry(i, k);
      sum.addProduct(entry, tails.entry(i, k), -weights[k], 0);
      sizes += Math.abs(entry * weights[k]);
    }
    left[i] = sum.value();
    size[i] = sizes;
  }
}
