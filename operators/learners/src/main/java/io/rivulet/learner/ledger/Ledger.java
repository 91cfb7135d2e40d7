package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;

/**
 * Ridge regression from sums: a sample is the pair (x xᵀ, x y) and never a displacement of weights,
 * so that samples can be added, removed and merged in any order. With A = Σ ω x xᵀ, B = Σ ω x yᵀ, c
 * = Σ ω y² and the prior's precision Π, which is {@code ridge} for every weight except the bias,
 *
 * <pre>
 * W = W₀ + M (B - A W₀),   M = (A + Π)⁻¹
 * h = xᵀ M x,   variance = s² (1 + h),   s² = (c - 2 bᵀ w + wᵀ A w) / (n - tr M A)
 * looResidual = e / (1 - ω h), e and h after learning
 * </pre>
 *
 * With a decay γ every sum is multiplied by γ before a row enters, and the prior is not, so that
 * directions that inputs no longer have return to W₀ instead of winding up. With a decay, samples
 * cannot be removed and states cannot be merged, because the order matters.
 *
 * <p>Variance is left out while n - tr M A is not positive. Without decay the residual of a single
 * row is its error before learning, to which e / (1 - ω h) is equal; elsewhere it is left out when
 * a row fits itself, and has no more digits than 1 - ω h. The cost of a sample depends on the form:
 * {@link NormalForm}, {@link RootForm}.
 *
 * <p>Reference: R. Cook, S. Weisberg, <i>Residuals and Influence in Regression</i> (1982), section
 * 2.2; T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>, 2nd ed.,
 * equations (3.44), (7.32), (7.64).
 */
final class Ledger<S extends LearnedState> implements Learner<S> {

  private final LedgerSpec<S> spec;
  private final LedgerForm<S> form;
  private final Linearisation model;

  /** Any weights, for gradients of a linear model. */
  private final double[][] start;

  Ledger(LedgerSpec<S> spec) {
    this.spec = spec;
    this.form = spec.form().opened().apply(spec);
    this.model = new Linearisation(spec.model().response());
    this.start = spec.model().startingWeights();
  }

  @Override
  public S initialState() {
    return form.initialState();
  }

  @Override
  public void restored(S state) {
    form.restored(state);
  }

  @Override
  public Answer predict(S state, double[][] x) {
    LedgerFit fit = form.fit(state);
    Linear at = model.at(fit.weights(), x);
    return fit.explain(at.answer(), at.gradient());
  }

  @Override
  public Publication publish(S state) {
    return Publication.of(form.weights(state));
  }

  @Override
  public void settle(S state) {
    form.settle(state);
  }

  @Override
  public Answer learn(S state, Example example) throws RejectedException {
    if (!example.asked() && form.surelyAnswers(state, example)) {
      return learnUnasked(state, example);
    }
    LedgerFit fit = form.fit(state);
    Linear at = model.at(fit.weights(), example);
    Answer answer = fit.explain(at.answer(), at.gradient());
    boolean decays = spec.decay() != 1;
    if (example.weight() == 0 && !decays) {
      return answer.withLooResidual(answer.error());
    }
    StagedLedger staged = form.stage(state, at.gradient(), example.y(), example.weight());
    double[] residual =
        example.rows() == 1 && !decays && !spec.standardizes()
            ? answer.error()
            : staged.fit().looResidual(example, at.gradient(), spec.decay());
    staged.commit();
    return answer.withLooResidual(residual);
  }

  /** Learns without an answer, and so without a fit where the form needs none itself. */
  private Answer learnUnasked(S state, Example example) throws RejectedException {
    if (example.weight() != 0 || spec.decay() != 1) {
      double[][] rows = model.at(start, example.x()).gradient();
      form.stage(state, rows, example.y(), example.weight()).commit();
    }
    return Answer.NONE;
  }

  @Override
  public void unlearn(S state, Example example) throws RejectedException {
    if (example.weight() == 0) {
      return;
    }
    Linear at = model.at(form.weights(state), example);
    form.stage(state, at.gradient(), example.y(), -example.weight()).commit();
  }

  @Override
  public void merge(S state, S other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    form.stage(state, other).commit();
  }
}
