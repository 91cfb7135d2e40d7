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
import io.rivulet.learner.step.RoundingError;
import io.rivulet.learner.step.Undo;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * The extended Kalman filter for weights that stand still and are observed through targets with
 * noise R. With a gradient column g at W and a sample of weight ω
 *
 * <pre>
 * a = R/ω + gᵀ P g,  W ← W + (P g / a) e,  P ← P - P g gᵀ P / a
 * </pre>
 *
 * where P = U D Uᵀ is never subtracted from: {@link UdFactor#absorb}. Several columns of one
 * sample, and the rows of a batch, follow one another; on linear models a batch gives the bits that
 * its rows give one by one. For weights that drift there is {@link DriftingKalmanFilter}.
 *
 * <p>A direction is learned however small R is. Where R/ω is below 2⁻⁵¹ xᵀ Π⁻¹ x, rounding would
 * outweigh it: a part of x up to 2⁻⁴³ of the numbers that it is the difference of then counts as
 * nothing. With R = 0 a direction that is known exactly stays as it is, and a target that
 * contradicts it moves nothing. Of several columns that are not independent, the first one wins.
 *
 * <p>An answer carries the variance of a new target of weight 1, gᵀ P g + R.
 *
 * <p>O(c p²) time a sample, p (p + 3) / 2 + p q doubles of memory; one P serves every output of a
 * linear model.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, appendix on the EKF, whose L and Q
 * lack the gradient in place of f.
 */
final class ExtendedKalmanFilter implements Learner<RlsState> {

  /** Noise below this part of the prior variance of a prediction is outweighed by rounding. */
  private static final double OUTWEIGHED = 0x1p-51;

  private final EkfSpec spec;
  private final Response response;
  private final Linearisation model;
  private final ColumnStep step;
  private final CarefulPasses passes = new CarefulPasses(new Undo());
  private final double[] priorVariance;

  ExtendedKalmanFilter(EkfSpec spec) {
    this.spec = spec;
    this.response = spec.model().response();
    this.model = new Linearisation(response);
    this.step = new ColumnStep(response.rows(), response.columns());
    this.priorVariance =
        Arrays.stream(spec.priorPrecision().diagonal()).map(precision -> 1 / precision).toArray();
  }

  @Override
  public RlsState initialState() {
    return RlsState.initial(spec.model().startingWeights(), spec.priorPrecision().diagonal());
  }

  @Override
  public void restored(RlsState state) {
    if (exact()) {
      state.factorSingular();
    } else {
      state.factor(spec.priorPrecision().diagonal());
    }
  }

  @Override
  public Answer predict(RlsState state, double[][] x) throws RejectedException {
    Linear at = model.at(state.weights(), x);
    return at.answer().withVariance(variances(state, at));
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    if (surelyLearns(state, at, example)) {
      pass(state, at, 0, spec.noise() / example.weight());
      return at.answer()
          .withVariance(
              at.variances(spec.model(), spec.noise(), state.inversePrecision().lastSpread()));
    }
    double[] variances = variances(state, at);
    if (example.weight() > 0 && !(exact() && Lanes.largest(variances) == 0)) {
      passes.attempt(state, () -> learnRows(state, at, example));
    }
    return at.answer().withVariance(variances);
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  private boolean exact() {
    return spec.noise() == 0;
  }

  private double[] variances(RlsState state, Linear at) throws RejectedException {
    double[] spreads = new double[at.gradient().length];
    for (int k = 0; k < spreads.length; k++) {
      double[] column = at.gradient()[k];
      spreads[k] =
          outweighed(spec.noise(), column)
              ? state.inversePrecision().spreadSignificant(column)
              : state.inversePrecision().spread(column);
    }
    return at.variances(spec.model(), spec.noise(), spreads);
  }

  private boolean outweighed(double noise, double[] column) {
    double variance = 0;
    for (int i = 0; i < column.length; i++) {
      variance += column[i] * (priorVariance[i] * column[i]);
    }
    return !(noise > OUTWEIGHED * variance);
  }

  /**
   * Whether the one pass of this example is known to stay finite, so that no copy is needed, and
   * answers with the spread that it finds on the way.
   */
  private boolean surelyLearns(RlsState state, Linear at, Example example) {
    double noise = spec.noise() / example.weight();
    return example.weight() > 0
        && at.gradient().length == 1
        && !outweighed(Math.min(noise, spec.noise()), at.gradient()[0])
        && state.inversePrecision().surelyAbsorbs(Bounds.above(at.gradient()), 1, noise, 1)
        && Bounds.largest(at.error()) <= Bounds.SURELY_FINITE
        && Bounds.above(state.weights()) <= Bounds.SURELY_FINITE;
  }

  private void learnRows(RlsState state, Linear at, Example example) throws RejectedException {
    double noise = spec.noise() / example.weight();
    Linear last = at;
    if (example.rows() == 1 || !response.linear()) {
      learnColumns(state, at, noise);
    } else {
      for (int i = 0; i < example.rows(); i++) {
        last = model.at(state.weights(), example.row(i));
        learnColumns(state, last, noise);
      }
    }
    if (passes.coarse() && !exact()) {
      state.inversePrecision().raiseFaint();
    }
    if (!sound(state) || passes.lackDigits(state.inversePrecision(), 1)) {
      throw Overflow.of(spec.model(), last.gradient(), state.weights());
    }
  }

  private void learnColumns(RlsState state, Linear at, double noise) {
    step.open(state.weights(), at.gradient().length);
    for (int k = 0; k < at.gradient().length; k++) {
      pass(state, at, k, noise);
    }
  }

  private void pass(RlsState state, Linear at, int k, double variance) {
    double[] column = at.gradient()[k];
    double[] error = step.residual(k, at.gradient(), at.error(), state.weights());
    UdFactor p = state.inversePrecision();
    double noise = passes.start(p, column, variance);
    double a =
        outweighed(noise, column)
            ? p.absorbSignificant(column, noise, step.image())
            : p.absorb(column, noise, step.image());
    if (a > 0) {
      RoundingError.drop(error, column, state.weights(), Math.sqrt(a));
      step.move(state.weights(), error, a);
    }
    if (passes.lands(a, noise) && response.linear()) {
      step.land(state.weights(), column, at.targets(), error, noise, a);
    }
  }

  private boolean sound(RlsState state) {
    return state.inversePrecision().sound(exact()) && Bounds.finite(state.weights());
  }
}
