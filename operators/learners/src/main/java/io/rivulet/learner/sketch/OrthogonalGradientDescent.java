package io.rivulet.learner.sketch;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.OrthonormalBasis;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.Staged;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OrfitState;
import java.util.ArrayList;
import java.util.List;

/**
 * Orthogonal gradient descent with one task a sample: gradient steps on ω/2 ‖E‖² outside the basis
 * U of all earlier gradients, then the gradient at the weights reached joins it,
 *
 * <pre>
 * W ← W + rate ω (I - U Uᵀ) G(W) E(W), as often as the spec says
 * U ← [U Q],  Q an orthonormal basis of (I - U Uᵀ) G(W), up to 1e-9 ‖G‖
 * </pre>
 *
 * Nothing is forgotten and nothing truncated: O(steps c r p) time, (r + q) p doubles of memory, r
 * at most the number of gradients seen. With steps that converge, a linear model ends where ORFit
 * with {@code full} memory does.
 *
 * <p>Reference: M. Farajtabar, N. Azizan, A. Mott, A. Li, AISTATS 2020, Algorithm 1; Y. Min, K.
 * Ahn, N. Azizan, arXiv 2207.13853, with the model gradient in place of the loss's.
 */
final class OrthogonalGradientDescent implements Learner<OrfitState> {

  private static final double TOLERANCE = 1e-9;

  /** The largest rate ω |g̃|² at which no error grows. */
  private static final double LARGEST = 2;

  private final OgdSpec spec;
  private final Linearisation model;
  private final Step step;
  private final List<String> warnings = new ArrayList<>(1);

  OrthogonalGradientDescent(OgdSpec spec) {
    this.spec = spec;
    this.model = new Linearisation(spec.model().response());
    this.step = new Step(spec.model());
  }

  @Override
  public OrfitState initialState() {
    return OrfitState.initial(spec.model().startingWeights(), 0);
  }

  @Override
  public Answer predict(OrfitState state, double[][] x) {
    return model.at(state.weights(), x).answer();
  }

  @Override
  public Answer learn(OrfitState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    Answer answer = at.answer();
    if (example.weight() == 0) {
      state.countStep();
      return answer;
    }
    step.from(state.weights());
    for (int i = 0; i < spec.steps(); i++) {
      double[][] outside = outside(state, at);
      doubt(example.weight(), outside);
      step.add(spec.rate() * example.weight(), outside, at.error(), at.error().length);
      if (!step.finite()) {
        throw Refusal.numeric(
            "after "
                + (i + 1)
                + " of "
                + spec.steps()
                + " steps the weights would not be finite: they grow while rate "
                + spec.rate()
                + " times the weight and the square of the input is above 2; lower rate");
      }
      if (i + 1 < spec.steps()) {
        at = model.at(step.weights(), example);
      }
    }
    Staged weights = step.stage();
    at = model.at(step.weights(), example.x());
    double size = Norm.of(at.gradient());
    if (!Double.isFinite(size)) {
      throw Overflow.of(spec.model(), at.gradient(), state.weights());
    }
    double cut = TOLERANCE * size;
    if (cut >= Double.MIN_NORMAL) {
      remember(state, Projection.of(at.gradient(), state.basis(), cut));
    }
    weights.commit();
    state.countStep();
    IncrementalPca.tidy(state.sketch(), state.steps());
    return answer;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  /** A step on a linear model multiplies the error by 1 - rate ω |g̃|², which may be below -1. */
  private void doubt(double weight, double[][] outside) {
    if (!warnings.isEmpty() || !spec.model().response().linear()) {
      return;
    }
    for (double[] g : outside) {
      double square = Lanes.dot(g, g, g.length);
      if (spec.rate() * weight * square > LARGEST) {
        warnings.add(
            "each step makes the error larger: rate "
                + spec.rate()
                + " x weight "
                + weight
                + " x |g|^2 "
                + square
                + " of what is new in a sample is above 2, and what it makes of the weights stays;"
                + " set rate below "
                + LARGEST / (weight * square)
                + ", or give the features center and scale");
        return;
      }
    }
  }

  @Override
  public Publication publish(OrfitState state) {
    return Publication.of(state.weights());
  }

  /** (I - U Uᵀ) G. */
  private double[][] outside(OrfitState state, Linear at) {
    double[][] outside = new double[at.gradient().length][];
    double[] unused = new double[state.basis().rank()];
    for (int k = 0; k < outside.length; k++) {
      outside[k] = at.gradient()[k].clone();
      state.basis().project(outside[k], unused);
    }
    return outside;
  }

  private static void remember(OrfitState state, Projection projection) {
    OrthonormalBasis basis = state.sketch().settled();
    for (double[] direction : projection.directions()) {
      basis.append(direction);
    }
    state.sketch().rank(new double[basis.rank()]);
  }
}
