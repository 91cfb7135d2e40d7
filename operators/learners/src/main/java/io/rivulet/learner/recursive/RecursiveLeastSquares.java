package io.rivulet.learner.recursive;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Bounds;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Refusal;
import io.rivulet.learner.step.RoundingError;
import io.rivulet.learner.step.Undo;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * Exponentially weighted recursive least squares: after n samples the weights minimise Σ λⁿ⁻ⁱ ωᵢ
 * ‖yᵢ - Gᵢᵀ w‖² + λⁿ ‖w - w₀‖²_Π. With a gradient column g of a sample of weight ω
 *
 * <pre>
 * a = λ/ω + gᵀ P g,  W ← W + (P g / a) e,  P ← (P - P g gᵀ P / a) / λ
 * </pre>
 *
 * where P = U D Uᵀ is never subtracted from: {@link UdFactor#absorb}. Several columns of one sample
 * follow one another, the later ones with λ = 1; so do the rows of a batch, each with λ: on linear
 * models a batch gives the bits that its rows give one by one. With several outputs over nonlinear
 * weights, G is the Jacobian at W (NTK-RLS); for a batch it is taken at the weights before the
 * batch.
 *
 * <p>Forgetting pauses for a direction that inputs no longer excite: Dⱼ grows to 1e12 / sⱼ, sⱼ the
 * fading peak of ω xⱼ², so that 1e-12 of one sample's information is left and the next sample in
 * that direction decides it alone. Until then, for about 27.6 / (1 - λ) idle samples, the
 * definition above holds exactly. {@link DirectionalForgetting} forgets only what a sample excites.
 *
 * <p>Unlearning (λ = 1) is the same pass with weight -ω. A sample is refused only when a number
 * would pass the range of float64, or when what is unlearned had not been learned.
 *
 * <p>O(c p²) time, 8 p² bytes of memory traffic a column, p (p + 3) / 2 doubles of memory; one P
 * serves every output of a linear model.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, equations (2), (3), here normalised: P
 * is the paper's over λⁿ. S. Haykin, <i>Adaptive Filter Theory</i>, ch. 9. G. Bierman,
 * <i>Factorization Methods for Discrete Sequential Estimation</i>, 1977.
 */
public final class RecursiveLeastSquares implements Learner<RlsState> {

  /** Part of its own information that the rest must exceed when a sample is taken out. */
  private static final double LEAST_LEFT = 1e-12;

  private final RlsSpec spec;
  private final Response response;
  private final double forgetting;
  private final Linearisation model;
  private final ColumnStep step;
  private final LeastSquaresMerge merge;
  private final DirectionalForgetting directional;
  private final Undo undo = new Undo();
  private final CarefulPasses passes = new CarefulPasses(undo);
  private final FadingPeaks fading;

  public RecursiveLeastSquares(RlsSpec spec) {
    this.spec = spec;
    this.response = spec.model().response();
    this.model = new Linearisation(response);
    this.step = new ColumnStep(response.rows(), response.columns());
    this.merge = new LeastSquaresMerge(spec, step);
    this.directional =
        spec.forgetsByDirection()
            ? new DirectionalForgetting(spec.forgetting(), response.rows())
            : null;
    this.forgetting = directional == null ? spec.forgetting() : 1;
    this.fading = new FadingPeaks(forgetting, spec.priorPrecision().diagonal());
  }

  @Override
  public RlsState initialState() {
    return RlsState.initial(spec.model().startingWeights(), spec.priorPrecision().diagonal());
  }

  @Override
  public void restored(RlsState state) {
    state.factor(spec.priorPrecision().diagonal());
  }

  @Override
  public Answer predict(RlsState state, double[][] x) {
    return model.alone(state.weights(), x).answer();
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Linear at = model.alone(state.weights(), example);
    if (example.weight() == 0) {
      for (int i = 0; i < example.rows() && forgetting < 1; i++) {
        fading.forget(state);
      }
    } else if (surelyLearns(state, at, example)) {
      learnColumns(state, at, example.weight());
    } else {
      passes.attempt(state, () -> learnRows(state, at, example));
    }
    return at.answer();
  }

  @Override
  public void unlearn(RlsState state, Example example) throws RejectedException {
    if (example.weight() == 0) {
      return;
    }
    undo.attempt(state, () -> unlearnRows(state, example));
  }

  /** Adds the information of both states and counts the prior once: {@link LeastSquaresMerge}. */
  @Override
  public void merge(RlsState state, RlsState other) throws RejectedException {
    if (spec.mergeObstacle() != null) {
      throw new UnsupportedOperationException(spec.mergeObstacle());
    }
    undo.attempt(
        state,
        () -> {
          merge.merge(state, other);
          if (!sound(state)) {
            throw Refusal.numeric(
                "the sum of two models would pass the range of float64; scale their inputs nearer"
                    + " to 1");
          }
        });
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  /** Whether one step on these numbers is known to stay finite, so that no copy is needed. */
  private boolean surelyLearns(RlsState state, Linear at, Example example) {
    if (directional != null || example.rows() > 1) {
      return false;
    }
    double[][] gradient = at.gradient();
    double size = gradient.length == 1 ? Bounds.above(gradient) : Bounds.largest(gradient);
    return state
            .inversePrecision()
            .surelyAbsorbs(size, gradient.length, forgetting / example.weight(), forgetting)
        && Bounds.largest(at.error()) <= Bounds.SURELY_FINITE
        && Bounds.above(state.weights()) <= Bounds.SURELY_FINITE;
  }

  private void learnRows(RlsState state, Linear at, Example example) throws RejectedException {
    Linear last = at;
    if (example.rows() == 1 || !response.linear()) {
      learnColumns(state, at, example.weight());
    } else {
      for (int i = 0; i < example.rows(); i++) {
        last = model.at(state.weights(), example.row(i));
        learnColumns(state, last, example.weight());
      }
    }
    if (passes.coarse()) {
      state.inversePrecision().raiseFaint();
    }
    double growth = StrictMath.pow(spec.forgetting(), -example.rows());
    if (!sound(state) || passes.lackDigits(state.inversePrecision(), growth)) {
      throw overflow(state, last.gradient());
    }
  }

  /** Learns every column of the linearisation, which may be of several rows. */
  private void learnColumns(RlsState state, Linear at, double weight) throws RejectedException {
    int perRow = at.columnsPerRow();
    step.open(state.weights(), at.gradient().length);
    for (int from = 0; from < at.gradient().length; from += perRow) {
      learnRow(state, at, from, from + perRow, weight);
    }
  }

  private void learnRow(RlsState state, Linear at, int from, int to, double weight)
      throws RejectedException {
    if (directional != null && !passes.coarse()) {
      directional.forget(state.inversePrecision(), at.gradient(), from, to);
    }
    if (forgetting < 1) {
      fading.raise(state, at.gradient(), from, to, weight);
    }
    pass(state, at, from, forgetting / weight);
    if (forgetting < 1) {
      fading.forget(state);
    }
    for (int k = from + 1; k < to; k++) {
      pass(state, at, k, 1 / weight);
    }
  }

  private void pass(RlsState state, Linear at, int k, double variance) throws RejectedException {
    double[] error = step.residual(k, at.gradient(), at.error(), state.weights());
    double start = passes.start(state.inversePrecision(), at.gradient()[k], variance);
    double a = state.inversePrecision().absorb(at.gradient()[k], start, step.image());
    if (!(a / start > 0 && Double.isFinite(a))) {
      throw overflow(state, at.gradient());
    }
    RoundingError.drop(error, at.gradient()[k], state.weights(), Math.sqrt(a));
    step.move(state.weights(), error, a);
    if (passes.lands(a, start) && response.linear()) {
      step.land(state.weights(), at.gradient()[k], at.targets(), error, start, a);
    }
  }

  private void unlearnRows(RlsState state, Example example) throws RejectedException {
    for (int i = 0; i < example.rows(); i++) {
      Linear at = model.at(state.weights(), example.row(i));
      unlearnColumns(state, at, example.weight());
      if (!sound(state)) {
        throw overflow(state, at.gradient());
      }
    }
  }

  private void unlearnColumns(RlsState state, Linear at, double weight) throws RejectedException {
    step.open(state.weights(), at.gradient().length);
    for (int k = 0; k < at.gradient().length; k++) {
      double share = weight * state.inversePrecision().spread(at.gradient()[k]);
      if (!(1 - share > LEAST_LEFT)) {
        throw Refusal.numeric(
            "the sample holds "
                + share
                + " of the information in its direction, and must hold less than 1: it was not learned"
                + " with this x and weight, or the prior (priorPrecision, biasPrecision) is too weak"
                + " to remain alone; send the x, y and weight that were learned");
      }
      pass(state, at, k, -1 / weight);
    }
  }

  private static boolean sound(RlsState state) {
    return state.inversePrecision().sound(false)
        && Lanes.finite(state.peaks())
        && Bounds.finite(state.weights());
  }

  private RejectedException overflow(RlsState state, double[][] gradient) {
    return Overflow.of(spec.model(), gradient, state.weights());
  }
}
