package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;

/**
 * Ridge regression from sums: a sample is the pair (x xᵀ, x y), never a displacement of weights, so
 * that samples add, leave and merge in any order. With A = Σ ω x xᵀ, B = Σ ω x yᵀ, c = Σ ω y² and
 * the prior's precision Π, which is {@code ridge} for every weight but the bias,
 *
 * <pre>
 * W = W₀ + M (B - A W₀),   M = (A + Π)⁻¹
 * h = xᵀ M x,   variance = s² (1 + h),   s² = (c - 2 bᵀ w + wᵀ A w) / (n - tr M A)
 * looResidual = e / (1 - ω h), e and h after learning
 * </pre>
 *
 * With a decay γ every sum is multiplied by γ before a row enters, and the prior is not, so that
 * directions that inputs no longer have go back to W₀ instead of winding up; then samples cannot
 * leave, nor states merge, as their order matters.
 *
 * <p>Variance is left out while n - tr M A is not positive. Without decay the residual of a single
 * row is its error before learning, to which e / (1 - ω h) is equal; elsewhere it is left out when
 * a row fits itself, and has no more digits than 1 - ω h. What a sample costs is its form's: {@link
 * NormalForm}, {@link RootForm}.
 *
 * <p>Reference: R. Cook, S. Weisberg, <i>Residuals and Influence in Regression</i> (1982), section
 * 2.2; T. Hastie, R. Tibshirani, J. Friedman, <i>The Elements of Statistical Learning</i>, 2nd ed.,
 * equations (3.44), (7.32), (7.64).
 */
final class Ledger<S extends LearnedState> implements Learner<S> {

  private final LedgerSpec<S> spec;
  private final LedgerForm<S> form;
  private final Linearisation model;

  Ledger(LedgerSpec<S> spec) {
    this.spec = spec;
    this.form = spec.form().opened().apply(spec);
    this.model = new Linearisation(spec.model().response());
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
    Answer answer = Answer.of(model.at(form.weights(state), x));
    return form.fit(state).explain(answer, model.gradient());
  }

  @Override
  public Publication publish(S state) {
    return Publication.of(form.weights(state));
  }

  @Override
  public Answer learn(S state, Example example) throws RejectedException {
    Answer scored = model.at(form.weights(state), example);
    double[][] rows = model.gradient();
    Answer answer = form.fit(state).explain(scored, rows);
    boolean decays = spec.decay() != 1;
    if (example.weight() == 0 && !decays) {
      return answer.withLooResidual(answer.error());
    }
    StagedLedger staged = form.stage(state, rows, example.y(), example.weight());
    double[] residual =
        example.rows() == 1 && !decays && !spec.standardizes()
            ? answer.error()
            : staged.fit().looResidual(example, rows, spec.decay());
    staged.commit();
    return answer.withLooResidual(residual);
  }

  @Override
  public void unlearn(S state, Example example) throws RejectedException {
    if (example.weight() == 0) {
      return;
    }
    model.at(form.weights(state), example);
    form.stage(state, model.gradient(), example.y(), -example.weight()).commit();
  }

  @Override
  public void merge(S state, S other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    form.stage(state, other).commit();
  }
}
