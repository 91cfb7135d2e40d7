package io.rivulet.kernel;

/**
 * Probabilities of classes from logits z: log p = z - max z - log(1 + Σ exp(z - max z)) with the
 * sum over all classes except the leading one, whose own log p keeps its digits however certain it
 * is. O(K) a row, without allocation.
 */
public final class Logits {

  private Logits() {}

  /** Overwrites consecutive rows of logits with log-probabilities. */
  public static void toLogProbabilities(double[] logits, int classes) {
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

  /** Overwrites consecutive rows of logits with probabilities. */
  public static void toProbabilities(double[] logits, int classes) {
    toLogProbabilities(logits, classes);
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.exp(logits[k]);
    }
  }
}
