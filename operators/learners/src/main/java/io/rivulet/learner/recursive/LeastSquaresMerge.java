package io.rivulet.learner.recursive;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * The merge of a least-squares state with another state of its spec, in which the prior counts
 * once:
 *
 * <pre>
 * Λ = Λa + Λb - Π,  W = Λ⁻¹ (Λa Wa + Λb Wb - Π W₀)
 * </pre>
 *
 * With Pb = U D Uᵀ the rows r of U⁻¹ are samples of variance D with target r Wb, and the prior is p
 * samples that are taken out again. O(2 p³) time. Scratch of one learner.
 *
 * <p>Reference: the quadratic forms of arXiv 2207.13853, equation (2), added.
 */
final class LeastSquaresMerge {

  private final RlsSpec spec;
  private final ColumnStep step;
  private final double[] row;
  private final double[] error;
  private final double[] target;

  LeastSquaresMerge(RlsSpec spec, ColumnStep step) {
    this.spec = spec;
    this.step = step;
    this.row = new double[spec.model().response().rows()];
    this.error = new double[spec.model().response().columns()];
    this.target = new double[error.length];
  }

  /**
   * Merges a state, which is changed even when the merge is refused.
   *
   * @param other not modified
   * @throws RejectedException {@code NUMERIC} when the sum is not finite and positive
   */
  void merge(RlsState state, RlsState other) throws RejectedException {
    addInformation(state, other);
    takePriorOut(state);
  }

  private void addInformation(RlsState state, RlsState other) throws RejectedException {
    double[] variances = other.inversePrecision().diagonal();
    for (int i = 0; i < row.length; i++) {
      other.inversePrecision().inverseRow(i, row);
      for (int j = 0; j < error.length; j++) {
        double[] apart = Lanes.difference(other.weights()[j], state.weights()[j]);
        error[j] = Lanes.dot(row, apart, row.length);
        target[j] = Lanes.dot(row, other.weights()[j], row.length);
      }
      double a = take(state, variances[i]);
      if (UdFactor.steep(a, variances[i])) {
        step.land(state.weights(), row, target, error, variances[i], a);
      }
    }
  }

  private void takePriorOut(RlsState state) throws RejectedException {
    double[][] start = spec.model().startingWeights();
    double[] precision = spec.priorPrecision().diagonal();
    Arrays.fill(row, 0);
    for (int i = 0; i < row.length; i++) {
      row[i] = 1;
      for (int j = 0; j < error.length; j++) {
        error[j] = start[j][i] - state.weights()[j][i];
      }
      take(state, -1 / precision[i]);
      row[i] = 0;
    }
  }

  private double take(RlsState state, double variance) throws RejectedException {
    double a = state.inversePrecision().absorb(row, variance, step.image());
    if (!(a / variance > 0 && Double.isFinite(a))) {
      throw Refusal.numeric(
          "the merged information would not be finite and positive, as when the two states do not"
              + " share the prior of their spec");
    }
    step.move(state.weights(), error, a);
    return a;
  }
}
