package io.rivulet.learner.ledger;

import io.rivulet.state.LedgerState;

/**
 * The fit of a {@link StandardForm}: leverages (T x)ᵀ M (T x) and squared errors c - 2 bᵀ w + wᵀ A
 * w from the sums of the samples, their {@link CentredFrame} T and the inverse M there. O(p²) a row
 * and an output.
 */
final class NormalFit implements LedgerFit {

  private final LedgerState state;
  private final CentredFrame frame;
  private final LedgerInverse inverse;

  NormalFit(LedgerState state, CentredFrame frame, LedgerInverse inverse) {
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

  @Override
  public double[] residualSquares() {
    double[][] weights = state.weights();
    double[] squares = new double[weights.length];
    for (int j = 0; j < squares.length; j++) {
      squares[j] = Math.max(0, frame.error(j, weights[j]));
    }
    return squares;
  }
}
