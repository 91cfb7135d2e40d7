package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Logits;

/** Probabilities of classes, computed from logits as in {@link Logits}, and their differences. */
public final class Softmax {

  private Softmax() {}

  /** Overwrites consecutive rows of logits with log-probabilities. */
  public static void logProbabilities(double[] logits, int classes) {
    Logits.toLogProbabilities(logits, classes);
  }

  /** Overwrites rows of logits with probabilities. */
  public static void probabilities(double[] logits, int classes) {
    Logits.toProbabilities(logits, classes);
  }

  /**
   * The sum of the other probabilities, 1 - pₖ, which the subtraction would round to 0 for a
   * certain class.
   */
  public static double others(double[] p, int k) {
    double sum = 0;
    for (int l = 0; l < p.length; l++) {
      sum += l == k ? 0 : p[l];
    }
    return sum;
  }

  /**
   * Subtracts, p ← p - q, so that the result sums to 0 up to the rounding of its own entries,
   * however certain p is.
   */
  static void subtract(double[] q, double[] p) {
    int likely = mostProbable(q);
    Lanes.axpy(-1, q, p, p.length);
    p[likely] = -others(p, likely);
  }

  /** The first of the most probable classes. */
  public static int mostProbable(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }
}
