package io.rivulet.learner.ledger;

import io.rivulet.kernel.KnownProduct;
import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.UdFactor;
import io.rivulet.state.RidgeEstimate;

/**
 * The pass that adds a row to a {@link RidgeEstimate}, or removes it with a negative weight ω, with
 * e = y - xᵀ W:
 *
 * <pre>
 * W ← W + M x (e / a)ᵀ,   M ← M - M x xᵀ M / a,   a = 1/ω + xᵀ M x,   rest ← rest + e² / a
 * </pre>
 *
 * A row in a direction about which nothing was known is fitted exactly and leaves the rest as it
 * was. Weights only ever move by what is left of a target, so that no size of a row costs the
 * others their digits. O((1 + q) p²). Scratch of one learner.
 */
final class RidgePass {

  /** The fraction of a move below which what is left of a weight has lost its digits. */
  private static final double CANCELLED = 0x1p-20;

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
    boolean decides = !opened && UdFactor.steep(a, start);
    for (int j = 0; j < error.length; j++) {
      double step = error[j] / a;
      Lanes.axpy(step, image, weights[j], image.length);
      if (decides && cancelled(weights[j], step, x)) {
        double product = y[j] - error[j] * (start / a);
        KnownProduct.land(product, x, weights[j], image, step, image.length);
      }
      double rest = opened ? 0 : error[j] * step;
      estimate.rest()[j] = Math.max(0, estimate.rest()[j] + rest);
    }
    return true;
  }

  /** Whether the weight that the row moves most is a small difference of large numbers. */
  private boolean cancelled(double[] weights, double step, double[] x) {
    int pivot = 0;
    for (int i = 1; i < x.length; i++) {
      pivot = Math.abs(x[i] * image[i]) > Math.abs(x[pivot] * image[pivot]) ? i : pivot;
    }
    return Math.abs(weights[pivot]) <= CANCELLED * Math.abs(step * image[pivot]);
  }
}
