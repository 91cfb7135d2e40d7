package io.rivulet.learner;

/** Probabilities of classes from logits z: log p = z - max z - log Σ exp(z - max z). */
final class Softmax {

  private Softmax() {}

  /** Overwrites rows of logits, one after the other, by log-probabilities. */
  static void logProbabilities(double[] logits, int classes) {
    for (int row = 0; row < logits.length; row += classes) {
      double max = logits[row];
      for (int k = row + 1; k < row + classes; k++) {
        max = Math.max(max, logits[k]);
      }
      double sum = 0;
      for (int k = row; k < row + classes; k++) {
        logits[k] -= max;
        sum += StrictMath.exp(logits[k]);
      }
      double log = StrictMath.log(sum);
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

  /** The first of the most probable classes. */
  static int mostProbable(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }
}
