package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;

/** The fit of a {@link NormalForm}, by its sums and their inverse in a frame that follows them. */
final class NormalFit implements LedgerFit {

  private final LedgerState state;
  private final Frame frame;
  private final LedgerInverse inverse;

  NormalFit(LedgerState state, Frame frame, LedgerInverse inverse) {
    this.state = state;
    this.frame = frame;
    this.inverse = inverse;
  }

  @Override
  public double[][] weights() {
    return state.weights();
  }

  @Override
  public double leverage(double[] x) {
    double[] entered = x.clone();
    frame.enter(entered);
    return inverse.leverage(entered);
  }

  @Override
  public double freedom() {
    return state.moments().n() - inverse.fitted();
  }

  /** c - 2 bᵀ w + wᵀ A w. */
  @Override
  public double[] residualSquares() {
    Moments moments = state.moments();
    double[] squares = moments.squares().clone();
    double[] image = new double[state.weights()[0].length];
    for (int j = 0; j < squares.length; j++) {
      double[] weights = state.weights()[j];
      moments.second().multiply(weights, image);
      squares[j] -= 2 * Lanes.dot(moments.first()[j], weights, weights.length);
      squares[j] = Math.max(0, squares[j] + Lanes.dot(weights, image, weights.length));
    }
    return squares;
  }
}
