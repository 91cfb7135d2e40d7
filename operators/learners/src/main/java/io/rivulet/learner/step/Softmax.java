package io.rivulet.learner.step;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Logits;

/** Probabilities of classes, from logits as {@link Logits} has them, and their differences. */
public final class Softmax {

  private Softmax() {}

  /** Overwrites rows of logits, one after the other, by log-probabilities. */
  public static void logProbabilities(double[] logits, int classes) {
    Logits.toLogProbabilities(logits, classes);
  }

  /** Overwrites rows of logits by probabilities. */
  public static void probabilities(double[] logits, int classes) {
    Logits.toProbabilities(logits, classes);
  }

  /** 1 - pₖ, which a certain class would round to 0 while the other entries are not. */
  public static double others(double[] p, int k) {
    double sum = 0;
    for (int l = 0; l < p.length; l++) {
      sum += l == k ? 0 : p[l];
    }
    return sum;
  }

  /** p ← p - q of sum 0 to the rounding of its own entries, however certain p is. */
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
