package io.rivulet.learner.ledger;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Bounds;
import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.Columns;
import io.rivulet.state.LedgerState;
import java.util.Arrays;

/**
 * A {@link Ledger} that standardises, by its sums, the normal equations. With A = Σ ω x xᵀ, B = Σ ω
 * x yᵀ, c = Σ ω y², and in the coordinates of a {@link CentredFrame}
 *
 * <pre>
 * W = W₀ + M (B - A W₀),   M = H⁻¹ = (A + Π)⁻¹    [= M (B + Π W₀)]
 * s² = (c - 2 bᵀ w + wᵀ A w) / (n - tr M A)
 * </pre>
 *
 * The frame follows the samples, so that H is factored anew whenever the fit is asked for after a
 * sample: O(p³/3). A sample alone costs O(p²), as long as its sums are {@link SolvableSums}: a fit
 * is a function of the sums, whatever was computed before. H is judged after it is scaled to a unit
 * diagonal, so that units decide nothing: where an eigenvalue is then at most 1e-12 of the largest,
 * or with a prior everywhere at most rounding, M is the pseudo-inverse, see {@link ScaledSpectrum},
 * and W the fit nearest to W₀, at the cost of an eigendecomposition.
 *
 * <p>Reference: T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>,
 * 2nd ed., equation (3.44).
 */
final class StandardForm implements LedgerForm<LedgerState> {

  /** A second solve is for what the rounding of the first left. */
  private static final int SOLVES = 2;

  private final ModelSpec model;
  private final LedgerPrior prior;
  private final double decay;
  private final CentredFrame frame;
  private final LedgerCurvature curvature;
  private final LedgerRemoval removal;
  private final SolvableSums solvable;
  private final SureAnswers sure;
  private final LedgerState next;
  private final double[] vector;

  /** W before it follows the sums. */
  private final double[][] kept;

  /** W - W₀ in the coordinates of the frame. */
  private final double[] moved;

  StandardForm(LedgerSpec<LedgerState> spec) {
    int rows = spec.model().response().rows();
    this.model = spec.model();
    this.prior = spec.prior();
    this.decay = spec.decay();
    this.frame = new CentredFrame(prior, model.numericRows());
    this.curvature = new LedgerCurvature(frame, prior);
    this.removal = new LedgerRemoval(model);
    this.sure = new SureAnswers(prior, model.startingWeights());
    this.solvable = new SolvableSums(prior, model.startingWeights());
    this.next = initialState();
    this.vector = new double[rows];
    this.kept = model.startingWeights();
    this.moved = new double[rows];
  }

  @Override
  public LedgerState initialState() {
    double[][] start = model.startingWeights();
    return widened(LedgerState.initial(start, new double[start[0].length]));
  }

  private LedgerState widened(LedgerState state) {
    state.moments().widen();
    return state;
  }

  @Override
  public double[][] weights(LedgerState state) {
    settle(state);
    return state.weights();
  }

  /** The sums of an imported state may be of no samples at all; then the weights stay. */
  @Override
  public void settle(LedgerState state) {
    if (state.behind()) {
      Columns.copy(state.weights(), kept);
      frame.follow(state.moments());
      solve(state, curvature.factor(state));
      if (!Bounds.finite(state.weights())) {
        Columns.copy(kept, state.weights());
      }
    }
  }

  @Override
  public boolean surelyAnswers(LedgerState state, Example example) {
    return solvable.are(state.moments()) && sure.to(example);
  }

  @Override
  public LedgerFit fit(LedgerState state) {
    settle(state);
    frame.follow(state.moments());
    return new NormalFit(state, frame, curvature.inverse(state));
  }

  private StagedLedger staged(LedgerState state) {
    return new StagedLedger(() -> fit(next), () -> state.exchange(next));
  }

  @Override
  public StagedLedger stage(LedgerState state, LedgerState other) throws RejectedException {
    next.copyFrom(state);
    widened(next);
    next.moments().add(other.moments());
    requireFinite();
    frame.follow(next.moments());
    solveNext(curvature.factor(next));
    return staged(state);
  }

  @Override
  public StagedLedger stage(LedgerState state, double[][] x, double[][] y, double weight)
      throws RejectedException {
    next.copyFrom(state);
    widened(next);
    for (int i = 0; i < x.length; i++) {
      if (decay != 1) {
        next.moments().scale(decay);
      }
      next.moments().add(weight, x[i], y[i]);
    }
    requireFinite();
    if (weight >= 0 && solvable.are(next.moments())) {
      next.behind(true);
      return staged(state);
    }
    if (weight < 0) {
      removal.settle(state.moments(), next.moments());
    }
    frame.follow(next.moments());
    LedgerInverse inverse = curvature.factor(next);
    if (weight < 0) {
      removal.requirePositive(frame);
      removal.requirePositive(inverse.least(), inverse.weakest());
    }
    solveNext(inverse);
    return staged(state);
  }

  private void requireFinite() throws RejectedException {
    LedgerFit.requireFinite(next.moments(), model);
  }

  private void solveNext(LedgerInverse inverse) throws RejectedException {
    solve(next, inverse);
    LedgerFit.requireFinite(next.weights(), model);
  }

  /** W = W₀ + M (B - A W₀), and once more from there, without its rounding. */
  private void solve(LedgerState state, LedgerInverse inverse) {
    double[][] start = model.startingWeights();
    for (int j = 0; j < start.length; j++) {
      double[] weights = state.weights()[j];
      System.arraycopy(start[j], 0, weights, 0, weights.length);
      Arrays.fill(moved, 0);
      for (int solve = 0; solve < SOLVES; solve++) {
        approach(j, weights, inverse);
      }
    }
    state.behind(false);
  }

  /** W ← W + M (B - A W - Π (W - W₀)). */
  private void approach(int output, double[] weights, LedgerInverse inverse) {
    frame.remainder(output, weights, vector);
    double[] held = frame.precision();
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= held[i] * moved[i];
    }
    inverse.apply(vector);
    Lanes.axpy(1, vector, moved, moved.length);
    frame.leave(vector);
    Lanes.axpy(1, vector, weights, weights.length);
  }
}
