package io.rivulet.learner.ledger;

import io.rivulet.state.RidgeEstimate;

/**
 * Decay of a {@link RidgeEstimate} under a prior that does not decay: after everything is
 * multiplied by γ, the prior gets back the part that it lost, a row eⱼ of weight (1 - γ) Πⱼ and
 * target w₀ for each weight. O(p³/3).
 */
final class RidgeDecay {

  private final double share;
  private final double[] precision;
  private final double[][] start;
  private final RidgePass pass;
  private final double[] row;
  private final double[] target;

  RidgeDecay(double share, double[] precision, double[][] start, RidgePass pass) {
    this.share = share;
    this.precision = precision;
    this.start = start;
    this.pass = pass;
    this.row = new double[precision.length];
    this.target = new double[start.length];
  }

  boolean fades() {
    return share != 1;
  }

  double share() {
    return share;
  }

  void restorePrior(RidgeEstimate estimate) {
    addPrior(estimate, 1 - share);
  }

  /** Takes a multiple of the prior in, or out. */
  boolean addPrior(RidgeEstimate estimate, double share) {
    boolean added = true;
    for (int i = 0; i < row.length; i++) {
      if (precision[i] > 0) {
        row[i] = 1;
        for (int j = 0; j < target.length; j++) {
          target[j] = start[j][i];
        }
        added &= pass.take(estimate, row, i, target, share * precision[i]);
        row[i] = 0;
      }
    }
    return added;
  }
}
