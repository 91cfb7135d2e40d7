package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RidgeEstimate;
import java.util.Arrays;

/**
 * Folds another {@link RidgeEstimate} under the same prior into one: with M = U D Uᵀ its rows r of
 * U⁻¹ are rows of weight 1/D and target rᵀ W, and the prior, which is then counted twice, is
 * removed once. O(p³).
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
   * Sets an estimate to the sum of two, to the same bits in either order.
   *
   * @param sum a copy of the first; changed even where it is refused
   * @param first not modified
   * @param second not modified
   * @throws RejectedException {@code NUMERIC} when what comes out is not positive
   */
  void merge(RidgeEstimate sum, RidgeEstimate first, RidgeEstimate second)
      throws RejectedException {
    boolean turned = order(first, second) > 0;
    if (turned) {
      sum.copyFrom(second);
    }
    if (!add(sum, turned ? first : second)) {
      throw Refusal.numeric(
          "the merged information would not be finite and positive, as when the two states do not"
              + " share the prior of their spec");
    }
  }

  private static int order(RidgeEstimate first, RidgeEstimate second) {
    int order = Arrays.compare(first.rest(), second.rest());
    for (int j = 0; order == 0 && j < first.weights().length; j++) {
      order = Arrays.compare(first.weights()[j], second.weights()[j]);
    }
    for (int j = 0; order == 0 && j < first.spread().size(); j++) {
      order = Double.compare(first.spread().variance(j), second.spread().variance(j));
    }
    for (int j = 0; order == 0 && j < first.spread().size(); j++) {
      order = Arrays.compare(first.spread().column(j), second.spread().column(j));
    }
    return order;
  }

  private boolean add(RidgeEstimate sum, RidgeEstimate other) {
    boolean added = true;
    for (int i = 0; i < row.length; i++) {
      if (!other.spread().open(i)) {
        other.spread().inverseRow(i, row);
        for (int j = 0; j < target.length; j++) {
          target[j] = Lanes.dot(row, other.weights()[j], row.length);
        }
        added &= pass.take(sum, row, i, target, 1 / other.spread().variance(i));
      }
    }
    for (int j = 0; j < target.length; j++) {
      sum.rest()[j] += other.rest()[j];
    }
    return added && prior.addPrior(sum, -1);
  }
}
