package io.rivulet.learner.ledger;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;
import io.rivulet.state.RidgeEstimate;

/**
 * A {@link Ledger} by an estimate and by its sums A = Σ ω x xᵀ, B = Σ ω x yᵀ, c = Σ ω y², n = Σ ω.
 * A sample goes into both, and into the estimate by {@link RidgePass}, so that none costs the
 * others their digits. A sample that leaves does so by the same pass, as long as that loses few
 * digits; otherwise the estimate is made anew from what is left of the sums, which have twice the
 * digits, unless an outlier is still in it that leaves fewer of those: {@link LedgerSums}. States
 * merge by such sums, too, and by {@link RidgeMerge} where sums are of doubles. What nothing
 * determines stays at W₀: W is the fit nearest to it.
 *
 * <p>O((1 + q) p²) a sample, and O(p³/6) while a direction is open; a row under decay O(p³/3); a
 * merge, and a removal after others have cost digits, O(p³).
 *
 * <p>Reference: T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>,
 * 2nd ed., equation (3.44).
 */
final class NormalForm implements LedgerForm<LedgerState> {

  /** The growth of rounding by removals above which sums of twice the digits are better. */
  private static final double MOST_LOST = 0x1p12;

  /** Like {@link #MOST_LOST}, for sums of doubles. */
  private static final double MOST_LOST_NARROW = 0x1p26;

  /** The growth of rounding by removals above which the estimate is nothing but rounding. */
  private static final double ALL_LOST = 0x1p40;

  /** The relative rounding of an estimate from which nothing was removed. */
  private static final double PASS_ROUNDING = 0x1p-52;

  private final ModelSpec model;
  private final LedgerPrior prior;
  private final boolean wide;
  private final double[] precision;
  private final RidgePass pass;
  private final RidgeDecay decay;
  private final LedgerRemoval removal;
  private final LedgerPolish polish;
  private final SureAnswers sure;
  private final LedgerState next;

  NormalForm(LedgerSpec<LedgerState> spec) {
    int rows = spec.model().response().rows();
    this.model = spec.model();
    this.prior = spec.prior();
    this.wide = spec.wide();
    this.precision = prior.diagonal(rows);
    this.pass = new RidgePass(rows, spec.model().response().columns());
    this.decay = new RidgeDecay(spec.decay(), precision, model.startingWeights(), pass);
    this.removal = new LedgerRemoval(model);
    this.polish = new LedgerPolish(precision, model.startingWeights());
    this.sure = new SureAnswers(prior, model.startingWeights());
    this.next = initialState();
  }

  @Override
  public LedgerState initialState() {
    LedgerState state = LedgerState.estimating(model.startingWeights(), precision);
    if (wide) {
      state.moments().widen();
    }
    return state;
  }

  /** Gives a state with a factor an estimate, and leaves its weights and sums as they are. */
  @Override
  public void restored(LedgerState state) {
    if (state.estimate() != null) {
      return;
    }
    RidgeEstimate fresh = unknown();
    sums().fill(fresh, state.moments());
    DiffuseFactor spread = state.regular() ? DiffuseFactor.of(state.factor()) : fresh.spread();
    state.estimate(spread, fresh.rest());
  }

  private LedgerSums sums() {
    return new LedgerSums(prior, model.startingWeights(), pass);
  }

  private RidgeEstimate unknown() {
    return RidgeEstimate.prior(model.startingWeights(), new double[precision.length]);
  }

  @Override
  public double[][] weights(LedgerState state) {
    return OpenDirections.nearest(state.estimate(), prior, model.startingWeights());
  }

  @Override
  public boolean surelyAnswers(LedgerState state, Example example) {
    return sure.to(example, state.estimate().weights());
  }

  @Override
  public LedgerFit fit(LedgerState state) {
    return new RidgeFit(state.estimate(), state.moments().n(), prior, model.startingWeights());
  }

  private StagedLedger staged(LedgerState state) {
    return new StagedLedger(() -> fit(next), () -> state.exchange(next));
  }

  @Override
  public StagedLedger stage(LedgerState state, LedgerState other) throws RejectedException {
    next.copyFrom(state);
    if (other.moments().tail() == null) {
      next.moments().narrow();
    }
    next.moments().add(other.moments());
    LedgerFit.requireFinite(next.moments(), model);
    if (next.moments().tail() != null) {
      beginAnew();
    } else {
      next.lost(Math.max(state.lost(), other.lost()));
      RidgeMerge merge = new RidgeMerge(precision, model.startingWeights(), pass);
      merge.merge(next.estimate(), state.estimate(), other.estimate());
    }
    LedgerFit.requireSound(next.estimate(), new double[0][], model);
    return staged(state);
  }

  @Override
  public StagedLedger stage(LedgerState state, double[][] x, double[][] y, double weight)
      throws RejectedException {
    next.copyFrom(state);
    if (weight < 0) {
      takeOut(state, x, y, weight);
    } else {
      takeIn(x, y, weight);
    }
    LedgerFit.requireSound(next.estimate(), x, model);
    if (weight > 0 && polishes()) {
      polish.polish(
          next.estimate(),
          next.moments(),
          state.moments(),
          state.weights(),
          x[x.length - 1],
          weight);
      LedgerFit.requireFinite(next.weights(), model);
    }
    return staged(state);
  }

  private boolean polishes() {
    return next.moments().tail() != null && next.estimate().spread().openings() == 0;
  }

  private void takeIn(double[][] x, double[][] y, double weight) throws RejectedException {
    RidgeEstimate estimate = next.estimate();
    for (int i = 0; i < x.length; i++) {
      if (decay.fades()) {
        next.moments().scale(decay.share());
        estimate.scale(decay.share());
        decay.restorePrior(estimate);
      }
      next.moments().add(weight, x[i], y[i]);
      if (weight > 0 && !pass.take(estimate, x[i], 0, y[i], weight)) {
        throw LedgerFit.tooLarge(x, model);
      }
    }
    LedgerFit.requireFinite(next.moments(), model);
  }

  private void takeOut(LedgerState state, double[][] x, double[][] y, double weight)
      throws RejectedException {
    Moments rest = next.moments();
    for (int i = 0; i < x.length; i++) {
      rest.add(weight, x[i], y[i]);
    }
    LedgerFit.requireFinite(rest, model);
    boolean emptied = removal.settle(state.moments(), rest);
    removal.requirePositive(rest);
    boolean passed = passesOut(x, y, weight);
    double most = rest.tail() == null ? MOST_LOST_NARROW : MOST_LOST;
    if (emptied || !passed || next.lost() > most) {
      RidgeEstimate fresh = unknown();
      LedgerSums sums = sums();
      if (!sums.fill(fresh, rest)) {
        throw LedgerFit.targetsTooLarge();
      }
      removal.requirePositive(sums.least(), sums.weakest());
      if (emptied || !passed || sums.doubt(rest) <= PASS_ROUNDING * next.lost()) {
        next.estimate().copyFrom(fresh);
        next.lost(1);
      }
    }
  }

  /** Takes rows out of the estimate as they came, as long as that leaves digits. */
  private boolean passesOut(double[][] x, double[][] y, double weight) {
    RidgeEstimate estimate = next.estimate();
    for (int i = 0; i < x.length; i++) {
      double left = 1 + weight * estimate.spread().spread(x[i]);
      next.lost(next.lost() / left);
      boolean some = left > 0 && next.lost() <= ALL_LOST;
      if (!some || !pass.take(estimate, x[i], 0, y[i], weight)) {
        return false;
      }
    }
    return true;
  }

  private void beginAnew() throws RejectedException {
    RidgeEstimate fresh = unknown();
    if (!sums().fill(fresh, next.moments())) {
      throw LedgerFit.targetsTooLarge();
    }
    next.estimate().copyFrom(fresh);
    next.lost(1);
  }
}
