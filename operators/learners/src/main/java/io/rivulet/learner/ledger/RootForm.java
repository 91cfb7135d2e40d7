package io.rivulet.learner.ledger;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Refusal;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RidgeEstimate;
import io.rivulet.state.RootLedgerState;

/**
 * A {@link Ledger} without sums: rows go into its estimate by {@link RidgePass}, so that the fit
 * loses digits with the condition of the inputs and not with its square.
 *
 * <p>States merge as {@link RidgeMerge} says. A sample leaves by the pass that took it in, and is
 * refused when nothing would be left in its direction; there are no sums from which to begin anew.
 * When all leave, the state is the initial one, see {@link RootEmptying}. What nothing determines
 * stays at W₀: W is the fit nearest to it.
 *
 * <p>O((1 + q) p²) a sample, and O(p³/6) while a direction is open; a row under decay O(p³/3), a
 * merge O(p³).
 */
final class RootForm implements LedgerForm<RootLedgerState> {

  /** The part of the information in a direction that must be left after a removal. */
  private static final double LEAST_LEFT = 1e-12;

  private final ModelSpec model;
  private final LedgerPrior prior;
  private final RidgePass pass;
  private final RidgeDecay decay;
  private final SureAnswers sure;
  private final RootLedgerState next;
  private final double[] precision;

  RootForm(LedgerSpec<RootLedgerState> spec) {
    int rows = spec.model().response().rows();
    this.model = spec.model();
    this.prior = spec.prior();
    this.precision = prior.diagonal(rows);
    this.pass = new RidgePass(rows, spec.model().response().columns());
    this.decay = new RidgeDecay(spec.decay(), precision, model.startingWeights(), pass);
    this.sure = new SureAnswers(prior, model.startingWeights());
    this.next = initialState();
  }

  @Override
  public RootLedgerState initialState() {
    return RootLedgerState.initial(model.startingWeights(), precision);
  }

  @Override
  public double[][] weights(RootLedgerState state) {
    return OpenDirections.nearest(state.estimate(), prior, model.startingWeights());
  }

  @Override
  public boolean surelyAnswers(RootLedgerState state, Example example) {
    return sure.to(example, state.estimate().weights());
  }

  @Override
  public LedgerFit fit(RootLedgerState state) {
    return new RidgeFit(state.estimate(), state.n(), prior, model.startingWeights());
  }

  private StagedLedger staged(RootLedgerState state) {
    return new StagedLedger(() -> fit(next), () -> state.exchange(next));
  }

  @Override
  public StagedLedger stage(RootLedgerState state, RootLedgerState other) throws RejectedException {
    next.copyFrom(state);
    next.count(other.n());
    RidgeMerge merge = new RidgeMerge(precision, model.startingWeights(), pass);
    merge.merge(next.estimate(), state.estimate(), other.estimate());
    requireFinite(new double[0][]);
    return staged(state);
  }

  @Override
  public StagedLedger stage(RootLedgerState state, double[][] rows, double[][] y, double weight)
      throws RejectedException {
    if (weight < 0 && new RootEmptying(state, initialState()).takes(rows, y, -weight)) {
      next.copyFrom(initialState());
      return staged(state);
    }
    next.copyFrom(state);
    RidgeEstimate estimate = next.estimate();
    for (int i = 0; i < rows.length; i++) {
      if (decay.fades()) {
        next.scale(decay.share());
        decay.restorePrior(estimate);
      }
      if (weight < 0 && !(1 + weight * estimate.spread().spread(rows[i]) > LEAST_LEFT)) {
        throw notLearned();
      }
      if (weight != 0 && !pass.take(estimate, rows[i], 0, y[i], weight)) {
        throw weight < 0 ? notLearned() : LedgerFit.tooLarge(rows, model);
      }
      next.count(weight);
    }
    requireFinite(rows);
    return staged(state);
  }

  private static RejectedException notLearned() {
    return Refusal.numeric(
        "the samples to unlearn were not learned, or are all that determined a weight without a"
            + " prior: the rest would not be positive definite; unlearn only what was learned,"
            + " with the same x, y and weight, or set a ridge");
  }

  private void requireFinite(double[][] rows) throws RejectedException {
    LedgerFit.requireSound(next.estimate(), rows, model);
    if (!Double.isFinite(next.n())) {
      throw LedgerFit.targetsTooLarge();
    }
  }
}
