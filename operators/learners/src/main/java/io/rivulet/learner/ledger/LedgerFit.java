package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Moments;
import io.rivulet.state.RidgeEstimate;

/**
 * The fit of a ledger, with M = (A + Π)⁻¹ or the pseudo-inverse of a singular A: the degree to
 * which a row determines its own prediction, and the variance that the errors imply for the next
 * one.
 */
interface LedgerFit {

  /** The degrees of freedom, relative to the number of weights, that count as none. */
  double NO_FREEDOM = 1e-12;

  /**
   * Checks the new weights of an output.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  static void requireFinite(double[] weights, ModelSpec model) throws RejectedException {
    for (int j = 0; j < weights.length; j++) {
      if (!Double.isFinite(weights[j])) {
        throw Refusal.numeric(
            "the weight of "
                + model.column(j)
                + " would exceed the largest float64; give it in a smaller unit, or the target in a"
                + " larger one");
      }
    }
  }

  /**
   * Checks an estimate that rows have changed.
   *
   * @throws RejectedException {@code NUMERIC} when a number is not finite, or a variance is 0
   */
  static void requireSound(RidgeEstimate estimate, double[][] rows, ModelSpec model)
      throws RejectedException {
    requireFinite(estimate.weights(), model);
    if (!estimate.spread().sound()) {
      throw tooLarge(rows, model);
    }
    if (!Lanes.finite(estimate.rest())) {
      throw targetsTooLarge();
    }
  }

  /**
   * Checks the new weights of all outputs.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  static void requireFinite(double[][] weights, ModelSpec model) throws RejectedException {
    for (double[] column : weights) {
      requireFinite(column, model);
    }
  }

  /** The refusal of rows that leave nothing finite. */
  static RejectedException tooLarge(double[][] rows, ModelSpec model) {
    int largest = 0;
    double size = 0;
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        if (Math.abs(row[j]) > size) {
          size = Math.abs(row[j]);
          largest = j;
        }
      }
    }
    return tooLarge(largest, model);
  }

  /** The refusal of a sum of squares that is not finite. */
  static RejectedException tooLarge(int column, ModelSpec model) {
    return Refusal.numeric(
        "the sum of the squares of "
            + model.column(column)
            + " would exceed the largest float64; give it in a larger unit");
  }

  /**
   * Checks sums.
   *
   * @throws RejectedException {@code NUMERIC} when one is not finite
   */
  static void requireFinite(Moments moments, ModelSpec model) throws RejectedException {
    for (int j = 0; j < moments.second().size(); j++) {
      if (!Double.isFinite(2 * moments.second().diagonal(j))) {
        throw tooLarge(j, model);
      }
    }
    if (!moments.finite()) {
      throw targetsTooLarge();
    }
  }

  /** The refusal of sums of targets that are not finite. */
  static RejectedException targetsTooLarge() {
    return Refusal.numeric(
        "the sums of targets or weights would exceed the largest float64; give them in a larger"
            + " unit");
  }

  /** W as q columns of p entries. */
  double[][] weights();

  /** h = xᵀ M x. */
  double leverage(double[] x);

  /** n - tr M A. */
  double freedom();

  /** Σ ω (y - xᵀ w)² of each output. */
  double[] residualSquares();

  /**
   * Adds to an answer the leverage h of its rows and the variance s² (1 + h), where there is one.
   */
  default Answer explain(Answer answer, double[][] rows) {
    int q = weights().length;
    double freedom = freedom();
    double[] squares = freedom > NO_FREEDOM * rows[0].length ? residualSquares() : null;
    double[] leverage = new double[rows.length];
    double[] variance = new double[squares == null ? 0 : rows.length * q];
    for (int i = 0; i < rows.length; i++) {
      leverage[i] = leverage(rows[i]);
      for (int j = 0; squares != null && j < q; j++) {
        variance[i * q + j] = squares[j] / freedom * (1 + leverage[i]);
      }
    }
    return answer
        .withLeverage(Lanes.finite(leverage) ? leverage : null)
        .withVariance(squares != null && Lanes.finite(variance) ? variance : null);
  }

  /**
   * e / (1 - ω h) of every row of an example that has entered; null when a row fits itself.
   *
   * @param decay γ, by which the weight ω of a row is multiplied for each row after it
   */
  default double[] looResidual(Example example, double[][] rows, double decay) {
    int q = weights().length;
    double[] residual = new double[rows.length * q];
    double weight = example.weight();
    for (int i = rows.length - 1; i >= 0; i--, weight *= decay) {
      double left = 1 - weight * leverage(rows[i]);
      if (!(Math.abs(left) > NO_FREEDOM)) {
        return null;
      }
      for (int j = 0; j < q; j++) {
        double error = example.y()[i][j] - Lanes.dot(weights()[j], rows[i], rows[i].length);
        residual[i * q + j] = error / left;
      }
    }
    return Lanes.finite(residual) ? residual : null;
  }
}
