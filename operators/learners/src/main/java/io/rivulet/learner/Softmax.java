package io.rivulet.learner;

import io.rivulet.kernel.Lanes;

/**
 * Probabilities of classes from logits z: log p = z - max z - log(1 + Σ exp(z - max z)) with the
 * sum over all classes but the leading one, whose own log p keeps its digits however certain it is.
 */
final class Softmax {

  private Softmax() {}

  /** Overwrites rows of logits, one after the other, by log-probabilities. */
  static void logProbabilities(double[] logits, int classes) {
    for (int row = 0; row < logits.length; row += classes) {
      int leading = row;
      for (int k = row + 1; k < row + classes; k++) {
        leading = logits[k] > logits[leading] ? k : leading;
      }
      double max = logits[leading];
      double others = 0;
      for (int k = row; k < row + classes; k++) {
        logits[k] -= max;
        others += k == leading ? 0 : StrictMath.exp(logits[k]);
      }
      double log = StrictMath.log1p(others);
      for (int k = row; k < row + classes; k++) {
        logits[k] -= log;
      }
    }
  }

  /** Overwrites rows of logits by probabilities. */
  static void probabilities(double[] logits, int classes) {
    logProbabilities(logits, classes);
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.exp(logits[k]);
    }
  }

  /** 1 - pₖ, which a certain class would round to 0 while the other entries are not. */
  static double others(double[] p, int k) {
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
  static int mostProbable(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }
}
