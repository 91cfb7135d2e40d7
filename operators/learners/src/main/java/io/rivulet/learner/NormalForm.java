package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;
import java.util.Arrays;

/**
 * A {@link Ledger} by its sums, the normal equations. With A = Σ ω x xᵀ, B = Σ ω x yᵀ, c = Σ ω y²,
 * and in the coordinates of a {@link Frame}
 *
 * <pre>
 * W = W₀ + M (B - A W₀),   M = H⁻¹ = (A + Π)⁻¹    [= M (B + Π W₀)]
 * s² = (c - 2 bᵀ w + wᵀ A w) / (n - tr M A)
 * </pre>
 *
 * H is judged after it is scaled to a unit diagonal, so that units decide nothing: where an
 * eigenvalue is then at most 1e-12 of the largest, or with a prior everywhere at most rounding, M
 * is the pseudo-inverse, see {@link ScaledSpectrum}, and W the fit nearest to W₀. Sums keep no
 * digits with which to tell such directions from their own rounding.
 *
 * <p>Beside A the state keeps the factor L of H. A sample of positive weight turns it by rotations:
 * O((1 + q) p²). One of negative weight, one that is taken out, one under decay or {@code
 * standardize}, and a merge factor H anew: O(p³/3), so that nothing drifts. A lower bound of the
 * scaled H's eigenvalues is kept, too; it is found anew, O(p³/6), about every p samples at first
 * and a few times for each ten times as many samples later. A singular H costs an
 * eigendecomposition a sample.
 *
 * <p>Reference: T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>,
 * 2nd ed., equation (3.44).
 */
final class NormalForm implements LedgerForm<LedgerState> {

  private final ModelSpec model;
  private final LedgerPrior prior;
  private final double decay;
  private final Frame frame;
  private final LedgerCurvature curvature;
  private final LedgerRemoval removal;
  private final LedgerState next;
  private final double[] precision;
  private final double[] traced;
  private final double[] vector;

  /** W - W₀ in the coordinates of the frame. */
  private final double[] moved;

  NormalForm(LedgerSpec<LedgerState> spec) {
    int rows = spec.model().response().rows();
    this.model = spec.model();
    this.prior = spec.prior();
    this.decay = spec.decay();
    this.frame = spec.frame();
    this.curvature = new LedgerCurvature(frame, prior);
    this.removal = new LedgerRemoval(model, frame);
    this.precision = frame.steady() ? prior.diagonal(rows) : new double[rows];
    this.next = initialState();
    this.traced = precision.clone();
    this.vector = new double[rows];
    this.moved = new double[rows];
    Lanes.scale(1 / prior.unit(), traced, rows);
  }

  @Override
  public LedgerState initialState() {
    return widened(LedgerState.initial(model.startingWeights(), precision));
  }

  private LedgerState widened(LedgerState state) {
    if (!frame.steady()) {
      state.moments().widen();
    }
    return state;
  }

  @Override
  public double[][] weights(LedgerState state) {
    return state.weights();
  }

  @Override
  public LedgerFit fit(LedgerState state) {
    frame.follow(state.moments());
    return new NormalFit(state, frame, curvature.inverse(state));
  }

  @Override
  public LedgerState staged() {
    return next;
  }

  @Override
  public void commit(LedgerState state) {
    state.exchange(next);
  }

  @Override
  public void stage(LedgerState state, LedgerState other) throws RejectedException {
    next.copyFrom(state);
    widened(next);
    next.moments().add(other.moments());
    requireFinite();
    frame.follow(next.moments());
    solve(curvature.factor(next));
  }

  @Override
  public void stage(LedgerState state, double[][] x, double[][] y, double weight)
      throws RejectedException {
    next.copyFrom(state);
    widened(next);
    boolean turns = weight > 0 && decay == 1 && frame.steady() && state.regular();
    for (int i = 0; i < x.length; i++) {
      if (decay != 1) {
        next.moments().scale(decay);
      }
      turns = turns && turn(weight, x[i]);
      next.moments().add(weight, x[i], y[i]);
    }
    requireFinite();
    if (weight < 0) {
      removal.settle(state.moments(), next.moments());
    }
    frame.follow(next.moments());
    if (turns) {
      solve(curvature.judge(next));
      return;
    }
    LedgerInverse inverse = curvature.factor(next);
    if (weight < 0) {
      removal.requirePositive(inverse);
    }
    solve(inverse);
  }

  private void requireFinite() throws RejectedException {
    Moments moments = next.moments();
    for (int j = 0; j < vector.length; j++) {
      if (!Double.isFinite(2 * (moments.second().diagonal(j) + precision[j]))) {
        throw Refusal.numeric(
            "the sum of the squares of "
                + model.column(j)
                + " would pass the largest float64; give it in a larger unit");
      }
    }
    if (!moments.finite()) {
      throw Refusal.numeric(
          "the sums of targets or weights would pass the largest float64; give them in a larger"
              + " unit");
    }
  }

  /**
   * Rotates √ω x into L. O(2 p²).
   *
   * @return whether L has every coordinate that x has
   */
  private boolean turn(double weight, double[] x) {
    double growth = 0;
    for (int j = 0; j < x.length; j++) {
      double before = next.moments().second().diagonal(j) + precision[j];
      double added = weight * x[j] * x[j];
      if (!(before > 0) && x[j] != 0) {
        return false;
      }
      growth = added > 0 ? Math.max(growth, added / before) : growth;
    }
    next.margin(next.margin() / (1 + growth));
    double root = Math.sqrt(weight);
    if (!prior.absent()) {
      scaled(root, x);
      double fall = next.factor().inverseTraceShrinkage(vector, traced);
      next.inverseTrace(Math.max(0, next.inverseTrace() - fall));
    }
    scaled(root, x);
    next.factor().add(vector, new double[0][], new double[0]);
    return true;
  }

  private void scaled(double root, double[] x) {
    System.arraycopy(x, 0, vector, 0, vector.length);
    Lanes.scale(root, vector, vector.length);
  }

  /** W = W₀ + M (B - A W₀); where W₀ is not 0 once more from there, without its rounding. */
  private void solve(LedgerInverse inverse) throws RejectedException {
    double[][] start = model.startingWeights();
    for (int j = 0; j < start.length; j++) {
      double[] weights = next.weights()[j];
      System.arraycopy(start[j], 0, weights, 0, weights.length);
      Arrays.fill(moved, 0);
      approach(j, weights, inverse);
      if (Lanes.largest(start[j]) > 0) {
        approach(j, weights, inverse);
      }
      LedgerFit.requireFinite(weights, model);
    }
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
