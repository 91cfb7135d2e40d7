package io.rivulet.learner.ledger;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.kernel.Lanes;
import io.rivulet.state.RidgeEstimate;
import java.util.Arrays;

/**
 * The fit of a {@link RidgeEstimate}. While directions are open, M is the pseudo-inverse of A + Π:
 * with P that takes open directions out of weights,
 *
 * <pre>
 * M = P U D Uᵀ Pᵀ
 * </pre>
 */
final class RidgeFit implements LedgerFit {

  private final RidgeEstimate estimate;
  private final double n;
  private final LedgerPrior prior;
  private final double[][] start;
  private final int rows;
  private final OpenDirections open;
  private final double[][] weights;

  /**
   * @param n Σ ω
   * @param start W₀, not modified
   */
  RidgeFit(RidgeEstimate estimate, double n, LedgerPrior prior, double[][] start) {
    this.estimate = estimate;
    this.n = n;
    this.prior = prior;
    this.start = start;
    this.rows = estimate.spread().size();
    this.open = OpenDirections.of(estimate.spread(), prior);
    this.weights = OpenDirections.nearest(open, estimate, start);
  }

  @Override
  public double[][] weights() {
    return weights;
  }

  @Override
  public double leverage(double[] x) {
    double[] inside = x;
    if (open != null) {
      inside = x.clone();
      open.takeFromInput(inside);
    }
    return estimate.spread().spread(inside);
  }

  /** n - r + tr Π M of the r directions that are not open. */
  @Override
  public double freedom() {
    DiffuseFactor spread = estimate.spread();
    return n - (rows - spread.openings()) + (prior.absent() ? 0 : shrunk(spread));
  }

  private double shrunk(DiffuseFactor spread) {
    double[] precision = prior.diagonal(rows);
    if (open == null) {
      double[] variances = new double[rows];
      spread.variances(variances);
      return Lanes.dot(precision, variances, rows);
    }
    double sum = 0;
    for (int j = 0; j < rows; j++) {
      if (!spread.open(j)) {
        double[] direction = spread.column(j);
        open.takeFromWeights(direction);
        double squares = 0;
        for (int i = 0; i < rows; i++) {
          squares += precision[i] * direction[i] * direction[i];
        }
        sum += spread.variance(j) * squares;
      }
    }
    return sum;
  }

  /** What is left unexplained, without |W - W₀|²_Π. */
  @Override
  public double[] residualSquares() {
    double[] precision = prior.diagonal(rows);
    double[] squares = Arrays.copyOf(estimate.rest(), estimate.rest().length);
    for (int j = 0; j < squares.length; j++) {
      double[] moved = Lanes.difference(weights[j], start[j]);
      for (int i = 0; i < rows; i++) {
        squares[j] -= precision[i] * moved[i] * moved[i];
      }
      squares[j] = Math.max(0, squares[j]);
    }
    return squares;
  }
}
