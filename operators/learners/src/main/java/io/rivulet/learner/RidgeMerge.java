package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RidgeEstimate;

/**
 * Folds another {@link RidgeEstimate} under the same prior into one: with M = U D Uᵀ its rows r of
 * U⁻¹ are rows of weight 1/D and target rᵀ W, and the prior, which is then in twice, is taken out
 * once. O(p³).
 */
final class RidgeMerge {

  private final RidgeDecay prior;
  private final RidgePass pass;
  private final double[] row;
  private final double[] target;

  RidgeMerge(double[] precision, double[][] start, RidgePass pass) {
    this.prior = new RidgeDecay(1, precision, start, pass);
    this.pass = pass;
    this.row = new double[precision.length];
    this.target = new double[start.length];
  }

  /**
   * Changes the estimate even where it fails.
   *
   * @param other not modified
   * @return whether what comes out is positive
   */
  boolean merge(RidgeEstimate estimate, RidgeEstimate other) {
    boolean merged = true;
    for (int i = 0; i < row.length; i++) {
      if (!other.spread().open(i)) {
        other.spread().inverseRow(i, row);
        for (int j = 0; j < target.length; j++) {
          target[j] = Lanes.dot(row, other.weights()[j], row.length);
        }
        merged &= pass.take(estimate, row, i, target, 1 / other.spread().variance(i));
      }
    }
    for (int j = 0; j < target.length; j++) {
      estimate.rest()[j] += other.rest()[j];
    }
    return merged && prior.addPrior(estimate, -1);
  }

  static RejectedException refusal() {
    return Refusal.numeric(
        "the merged information would not be finite and positive, as when the two states do not"
            + " share the prior of their spec");
  }
}
