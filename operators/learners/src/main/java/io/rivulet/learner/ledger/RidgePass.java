package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.RidgeEstimate;

/**
 * Takes a row into a {@link RidgeEstimate}, or out of it at a negative weight ω, with e = y - xᵀ W:
 *
 * <pre>
 * W ← W + M x (e / a)ᵀ,   M ← M - M x xᵀ M / a,   a = 1/ω + xᵀ M x,   rest ← rest + e² / a
 * </pre>
 *
 * A row in a direction of which nothing was known is met exactly, and leaves the rest as it was.
 * Weights only ever move by what is left of a target, so that no size of a row costs the others
 * their digits. O((1 + q) p²). Scratch of one learner.
 */
final class RidgePass {

  private final double[] image;
  private final double[] error;

  RidgePass(int rows, int columns) {
    this.image = new double[rows];
    this.error = new double[columns];
  }

  /**
   * Changes the estimate even where it fails.
   *
   * @param from zeros that x begins with
   * @param weight not 0
   * @return whether the row could be taken in or out
   */
  boolean take(RidgeEstimate estimate, double[] x, int from, double[] y, double weight) {
    double[][] weights = estimate.weights();
    for (int j = 0; j < error.length; j++) {
      error[j] = y[j] - Lanes.dot(weights[j], x, x.length);
    }
    double start = 1 / weight;
    double a = estimate.spread().absorb(x, from, start, image);
    if (!(a / start > 0 && Double.isFinite(a))) {
      return false;
    }
    boolean opened = estimate.spread().opened();
    for (int j = 0; j < error.length; j++) {
      double step = error[j] / a;
      Lanes.axpy(step, image, weights[j], image.length);
      double rest = opened ? 0 : error[j] * step;
      estimate.rest()[j] = Math.max(0, estimate.rest()[j] + rest);
    }
    return true;
  }
}
