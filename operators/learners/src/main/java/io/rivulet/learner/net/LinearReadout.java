package io.rivulet.learner.net;

import io.rivulet.kernel.Cholesky;
import io.rivulet.kernel.Lanes;
import io.rivulet.learner.recursive.RecursiveLeastSquares;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Refusal;
import io.rivulet.model.TanhUnits;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * Ridge regression on [1, x, h], or [1, h] without direct links, that pulls an error e (1 x q) back
 * by damped least squares: with C (H x q) the rows of W under h,
 *
 * <pre>
 * Δh = clip(α e (Cᵀ C + μ I)⁻¹ Cᵀ, ±0.3)
 * </pre>
 *
 * Unlike the inverse of W that takes any p and q, and has no singularities. O(q² H + q³) a row.
 *
 * <p>Reference: the "online nets" note ({@code operators/learners/docs/online-nets-note.md}),
 * "we'll use a heuristic to observe all variables", in the form of damped target propagation: D.-H.
 * Lee et al., <i>Difference target propagation</i>, 2015.
 */
public final class LinearReadout implements Readout {

  private static final double LARGEST_MOVE = 0.3;

  private final RecursiveLeastSquares regression;
  private final int units;
  private final boolean direct;
  private final double rate;
  private final double damping;

  /**
   * @param rate α, part of the error that h is to take over, at least 0
   * @param damping μ, positive
   */
  LinearReadout(OnlineNetSpec spec, double rate, double damping) {
    this.regression = new RecursiveLeastSquares(spec.linearReadout());
    this.units = spec.hidden();
    this.direct = spec.direct();
    this.rate = rate;
    this.damping = damping;
  }

  /** [1, x, h] for each row [1, x], or [1, h]. */
  public static double[][] features(double[][] rows, double[][] h, boolean direct) {
    return TanhUnits.linked(rows, h, direct);
  }

  @Override
  public OnlineNetState initialState(RlsState hidden) {
    return OnlineNetState.trained(regression.initialState(), hidden, null);
  }

  @Override
  public void restored(OnlineNetState state) {
    regression.restored(state.readout());
  }

  @Override
  public double[] answer(OnlineNetState state, double[][] rows, double[][] h) {
    return regression.predict(state.readout(), features(rows, h, direct)).y();
  }

  @Override
  public double[][] pullBack(OnlineNetState state, double[][] error) throws RejectedException {
    double[][] block = block(state.readout().weights());
    int q = block.length;
    double[][] gram = new double[q][q];
    for (int i = 0; i < q; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = Lanes.dot(block[i], block[j], units);
      }
      gram[i][i] += damping;
    }
    if (!Cholesky.factor(gram)) {
      throw Refusal.numeric("the pull-back's denominator would not be finite and positive");
    }
    double[][] solved = new double[q][error.length];
    for (int j = 0; j < q; j++) {
      for (int i = 0; i < error.length; i++) {
        solved[j][i] = error[i][j];
      }
    }
    Cholesky.forward(gram, solved, error.length);
    Cholesky.backward(gram, solved, error.length);
    double[][] moves = new double[error.length][units];
    for (int i = 0; i < error.length; i++) {
      for (int j = 0; j < q; j++) {
        Lanes.axpy(rate * solved[j][i], block[j], moves[i], units);
      }
      TanhLayer.clip(moves[i], LARGEST_MOVE);
    }
    return moves;
  }

  @Override
  public void learn(OnlineNetState state, double[][] rows, double[][] h, Example example)
      throws RejectedException {
    regression.learn(state.readout(), example.with(features(rows, h, direct), example.y()));
  }

  @Override
  public double[][] weights(OnlineNetState state) {
    return state.readout().weights();
  }

  /** C as columns. */
  private double[][] block(double[][] weights) {
    double[][] block = new double[weights.length][];
    for (int j = 0; j < weights.length; j++) {
      block[j] = Arrays.copyOfRange(weights[j], weights[j].length - units, weights[j].length);
    }
    return block;
  }
}
