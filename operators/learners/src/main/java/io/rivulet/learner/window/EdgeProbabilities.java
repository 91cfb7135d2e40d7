package io.rivulet.learner.window;

import io.rivulet.state.Contrasts;

/**
 * The probabilities of the classes of a sample, split by each edge of a tree into those below it
 * and all others: sums of positive numbers, which keep their digits however small they are.
 */
final class EdgeProbabilities {

  private final Contrasts contrasts;
  private final int classes;
  private final int edges;
  private final double[] below;
  private final double[] others;
  private double[] p;

  EdgeProbabilities(Contrasts contrasts) {
    this.contrasts = contrasts;
    this.classes = contrasts.classes();
    this.edges = contrasts.edges();
    this.below = new double[edges];
    this.others = new double[edges];
  }

  /** Splits the probabilities of a sample; not copied. */
  void set(double[] p) {
    this.p = p;
    for (int e = 0; e < edges; e++) {
      below[e] = 0;
      others[e] = 0;
      for (int k = 0; k < classes; k++) {
        if (contrasts.below(e, k)) {
          below[e] += p[k];
        } else {
          others[e] += p[k];
        }
      }
    }
  }

  /**
   * P - target for each edge, computed on the side of the edge where the target has less, which
   * keeps the digits of small probabilities.
   */
  double[] errors(double[] target) {
    double[] errors = new double[edges];
    for (int e = 0; e < edges; e++) {
      double targetBelow = 0;
      double targetOthers = 0;
      for (int k = 0; k < classes; k++) {
        if (contrasts.below(e, k)) {
          targetBelow += target[k];
        } else {
          targetOthers += target[k];
        }
      }
      errors[e] = targetBelow < targetOthers ? below[e] - targetBelow : targetOthers - others[e];
    }
    return errors;
  }

  /** The covariance under p of the indicators of the classes below two edges. */
  double covariance(int e, int f) {
    if (contrasts.below(e, contrasts.child(f))) {
      return below[f] * others[e];
    }
    return contrasts.below(f, contrasts.child(e)) ? below[e] * others[f] : -below[e] * below[f];
  }

  /** The classes by their probability, the least first. */
  int[] rising() {
    int[] rising = new int[classes];
    for (int k = 0; k < classes; k++) {
      int at = k;
      while (at > 0 && p[rising[at - 1]] > p[k]) {
        rising[at] = rising[at - 1];
        at--;
      }
      rising[at] = k;
    }
    return rising;
  }

  /**
   * The difference of the m-th class from the mean of the more probable ones, of probability R
   * together, times √(p R / (p + R)): the squares of all of these sum up to the covariances.
   */
  double[] fromMean(int[] rising, int m) {
    double rest = 0;
    for (int l = m + 1; l < classes; l++) {
      rest += p[rising[l]];
    }
    double[] difference = new double[edges];
    double root = Math.sqrt(p[rising[m]] * (rest / (p[rising[m]] + rest)));
    for (int e = 0; e < edges; e++) {
      boolean hangs = contrasts.below(e, rising[m]);
      double apart = 0;
      for (int l = m + 1; l < classes; l++) {
        apart += contrasts.below(e, rising[l]) == hangs ? 0 : p[rising[l]];
      }
      difference[e] = (hangs ? root : -root) * (apart / rest);
    }
    return difference;
  }
}
