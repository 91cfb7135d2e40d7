package io.rivulet.learner.recursive;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Bounds;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Undo;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * The extended Kalman filter for weights that drift by q in each step: P ← P + q I before each
 * sample, the first included, then for each gradient column g, with noise R/ω
 *
 * <pre>
 * v = P g,  a = R/ω + gᵀ v,  k = v / a,  W ← W + k e
 * M = P - v vᵀ / a,  d = M g - (R/ω) k,  P ← M - (d kᵀ + k dᵀ) / 2
 * </pre>
 *
 * M g is (R/ω) k except for rounding: d is the amount that the subtraction lost, and it is removed
 * again. That is exact to about ε b / R, b = p Σ Pᵢᵢ gᵢ² a bound of what the prediction varied by
 * when P was made. Where b passes 2²⁶ R, as under a weak prior, P is kept as U D Uᵀ instead, where
 * nothing is subtracted, until b has fallen below 2²² R. A batch drifts once and is learned column
 * by column.
 *
 * <p>An answer carries the variance of a new target of weight 1, gᵀ (P + q I) g + R.
 *
 * <p>O(c p²) time a sample, 16 p² bytes of memory traffic a column, p (p + 1) / 2 + p q doubles of
 * memory; O(2 p³ / 3) more a sample while P is U D Uᵀ.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, appendix on the EKF; R. Bucy, P.
 * Joseph, <i>Filtering for Stochastic Processes</i>, 1968, whose form the correction follows to
 * first order; G. Bierman, <i>Factorization Methods for Discrete Sequential Estimation</i>, 1977.
 */
final class DriftingKalmanFilter implements Learner<RlsState> {

  /** Sizes between this and its inverse cannot overflow in one step. */
  private static final double SURELY_FINITE = 0x1p100;

  /** The load, in multiples of the noise, above which rounding of a triangle would matter. */
  private static final double LARGEST_LOAD = 0x1p26;

  /** The load, in multiples of the noise, below which a triangle is as good. */
  private static final double LEAST_LOAD = 0x1p22;

  /** Noise below this part of the variance of a prediction is outweighed by rounding. */
  private static final double OUTWEIGHED = 0x1p-51;

  private final EkfSpec spec;
  private final Response response;
  private final Linearisation model;
  private final ColumnStep step;
  private final double[] gain;
  private final double[] negative;
  private final double[] lost;
  private final double[] variances;
  private final Undo undo = new Undo();

  DriftingKalmanFilter(EkfSpec spec) {
    this.spec = spec;
    this.response = spec.model().response();
    this.model = new Linearisation(response);
    this.step = new ColumnStep(response.rows(), response.columns());
    this.gain = new double[response.rows()];
    this.negative = new double[response.rows()];
    this.lost = new double[response.rows()];
    this.variances = new double[response.rows()];
  }

  @Override
  public RlsState initialState() {
    return RlsState.initialTriangle(
        spec.model().startingWeights(), spec.priorPrecision().diagonal());
  }

  @Override
  public Answer predict(RlsState state, double[][] x) throws RejectedException {
    Linear at = model.at(state.weights(), x);
    return at.answer().withVariance(answered(state, at));
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    Answer varied = at.answer().withVariance(answered(state, at));
    double noise = example.weight() > 0 ? spec.noise() / example.weight() : 0;
    if (surelyLearns(state, at, example, noise)) {
      state.triangle().shift(spec.processNoise());
      learnColumns(state, at, noise);
      return varied;
    }
    undo.attempt(state, () -> driftAndLearn(state, at, example, noise));
    return varied;
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  private double[] answered(RlsState state, Linear at) throws RejectedException {
    double[] spreads = new double[at.gradient().length];
    for (int k = 0; k < spreads.length; k++) {
      double[] column = at.gradient()[k];
      double drifted = spec.processNoise() * Lanes.dot(column, column, column.length);
      spreads[k] = spread(state, column) + drifted;
    }
    return at.variances(spec.model(), spec.noise(), spreads);
  }

  /** gᵀ P g, at least 0; leaves P g of a triangle as the image. */
  private double spread(RlsState state, double[] column) {
    if (state.triangle() == null) {
      return state.inversePrecision().spread(column);
    }
    state.triangle().multiply(column, step.image());
    return Math.max(0, Lanes.dot(column, step.image(), column.length));
  }

  /** Whether P is a triangle, will stay one, and one column is known to keep it finite. */
  private boolean surelyLearns(RlsState state, Linear at, Example example, double noise) {
    if (state.triangle() == null || at.gradient().length > 1 || example.weight() == 0) {
      return false;
    }
    double variance = spec.processNoise();
    for (int i = 0; i < variances.length; i++) {
      variances[i] = state.triangle().diagonal(i);
      variance = Math.max(variance, variances[i]);
    }
    return load(at) <= LARGEST_LOAD * noise
        && variance <= SURELY_FINITE
        && response.rows() * Bounds.largest(at.gradient()) <= SURELY_FINITE
        && noise <= SURELY_FINITE
        && noise >= 1 / SURELY_FINITE
        && Bounds.largest(at.error()) <= Bounds.SURELY_FINITE
        && Bounds.largest(state.weights()) <= Bounds.SURELY_FINITE;
  }

  /** p Σ Pᵢᵢ gᵢ², of the column where it is largest. */
  private double load(Linear at) {
    double largest = 0;
    for (double[] column : at.gradient()) {
      double load = 0;
      for (int i = 0; i < column.length; i++) {
        load += column[i] * (variances[i] * column[i]);
      }
      largest = Math.max(largest, column.length * load);
    }
    return largest;
  }

  /** Brings P into the form that this sample needs. */
  private void choose(RlsState state, Linear at, double noise) {
    if (state.triangle() == null) {
      state.inversePrecision().variances(variances);
      if (load(at) < LEAST_LOAD * noise) {
        state.toTriangle();
      }
      return;
    }
    state.triangle().settle();
    for (int i = 0; i < variances.length; i++) {
      variances[i] = state.triangle().diagonal(i);
    }
    if (!(load(at) <= LARGEST_LOAD * noise)) {
      state.toFactor();
    }
  }

  private void driftAndLearn(RlsState state, Linear at, Example example, double noise)
      throws RejectedException {
    if (example.weight() > 0) {
      choose(state, at, noise);
    }
    drift(state);
    if (example.weight() > 0) {
      learnColumns(state, at, noise);
    }
    if (!sound(state)) {
      throw Overflow.of(spec.model(), at.gradient(), state.weights());
    }
  }

  private void drift(RlsState state) {
    if (state.triangle() == null) {
      state.inversePrecision().shift(spec.processNoise(), step.image());
    } else {
      state.triangle().shift(spec.processNoise());
    }
  }

  private void learnColumns(RlsState state, Linear at, double noise) {
    step.open(state.weights(), at.gradient().length);
    for (int k = 0; k < at.gradient().length; k++) {
      double[] column = at.gradient()[k];
      double[] error = step.residual(k, at.gradient(), at.error(), state.weights());
      double a =
          state.triangle() == null
              ? absorb(state.inversePrecision(), column, noise)
              : noise + spread(state, column);
      if (a > 0) {
        step.move(state.weights(), error, a);
        if (response.linear() && UdFactor.steep(a, noise)) {
          step.land(state.weights(), column, at.targets(), error, noise, a);
        }
        if (state.triangle() != null) {
          shrink(state.triangle(), column, noise, a);
        }
      }
    }
  }

  private double absorb(UdFactor p, double[] column, double noise) {
    p.variances(variances);
    double variance = 0;
    for (int i = 0; i < column.length; i++) {
      variance += column[i] * (variances[i] * column[i]);
    }
    double least = Math.max(noise, spec.processNoise() * Lanes.dot(column, column, column.length));
    return least > OUTWEIGHED * variance && noise > 0
        ? p.absorb(column, noise, step.image())
        : p.absorbSignificant(column, noise, step.image());
  }

  private void shrink(SymmetricMatrix p, double[] column, double noise, double a) {
    double[] image = step.image();
    for (int i = 0; i < gain.length; i++) {
      gain[i] = image[i] / a;
      negative[i] = -gain[i];
    }
    p.change(new double[][] {negative}, new double[][] {image}, 1);
    p.multiply(column, lost);
    Lanes.axpy(-noise, gain, lost, lost.length);
    Lanes.scale(-0.5, gain, gain.length);
    p.change(new double[][] {lost, gain}, new double[][] {gain, lost}, 2);
  }

  private static boolean sound(RlsState state) {
    boolean finite =
        state.triangle() == null ? state.inversePrecision().sound(true) : state.triangle().finite();
    return finite && Bounds.finite(state.weights());
  }
}
