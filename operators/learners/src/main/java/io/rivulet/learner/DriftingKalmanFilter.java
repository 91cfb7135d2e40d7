package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * The extended Kalman filter of weights that drift by q a step: P ← P + q I before each sample, the
 * first included, then for each gradient column g, with noise R/ω
 *
 * <pre>
 * v = P g,  a = R/ω + gᵀ v,  k = v / a,  W ← W + k e
 * M = P - v vᵀ / a,  d = M g - (R/ω) k,  P ← M - (d kᵀ + k dᵀ) / 2
 * </pre>
 *
 * M g is (R/ω) k but for rounding: d is what the subtraction lost, and taking it out again leaves
 * errors of a few 1e-6 standard deviations where M alone had 1e-3. A batch drifts once and is
 * learned column by column.
 *
 * <p>An answer carries the variance of a new target of weight 1, gᵀ (P + q I) g + R.
 *
 * <p>O(c p²) time a sample, 16 p² bytes of memory traffic a column, p (p + 1) / 2 + p q doubles of
 * memory.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, appendix on the EKF; R. Bucy, P.
 * Joseph, <i>Filtering for Stochastic Processes</i>, 1968, whose form the correction follows to
 * first order.
 */
final class DriftingKalmanFilter implements Learner<RlsState> {

  /** Sizes between this and its inverse cannot overflow in one step. */
  private static final double SURELY_FINITE = 0x1p100;

  private final EkfSpec spec;
  private final Response response;
  private final Linearisation model;
  private final ColumnStep step;
  private final double[] gain;
  private final double[] negative;
  private final double[] lost;
  private final Undo undo = new Undo();

  DriftingKalmanFilter(EkfSpec spec) {
    this.spec = spec;
    this.response = spec.model().response();
    this.model = new Linearisation(response);
    this.step = new ColumnStep(response.rows(), response.columns());
    this.gain = new double[response.rows()];
    this.negative = new double[response.rows()];
    this.lost = new double[response.rows()];
  }

  @Override
  public RlsState initialState() {
    return RlsState.initialTriangle(
        spec.model().startingWeights(), spec.priorPrecision().diagonal());
  }

  @Override
  public Answer predict(RlsState state, double[][] x) throws RejectedException {
    Answer answer = Answer.of(model.at(state.weights(), x));
    return answer.withVariance(variances(state.triangle()));
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Answer answer = model.at(state.weights(), example);
    double[] variances = variances(state.triangle());
    boolean surely = surelyLearns(state, example);
    if (!surely) {
      undo.keep(state);
    }
    state.triangle().shift(spec.processNoise());
    if (example.weight() > 0) {
      learnColumns(state, spec.noise() / example.weight());
    }
    if (!surely && !sound(state)) {
      undo.restore(state);
      throw Overflow.of(spec.model(), model.gradient(), state.weights());
    }
    return answer.withVariance(variances);
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  private double[] variances(SymmetricMatrix p) throws RejectedException {
    double[] spreads = new double[model.gradient().length];
    for (int k = 0; k < spreads.length; k++) {
      spreads[k] = spread(p, model.gradient()[k], spec.processNoise());
    }
    return model.variances(spec.noise(), spreads);
  }

  /** gᵀ (P + q I) g, at least 0; leaves (P + q I) g as the image. */
  private double spread(SymmetricMatrix p, double[] column, double drift) {
    double[] image = step.image();
    p.multiply(column, image);
    Lanes.axpy(drift, column, image, image.length);
    return Math.max(0, Lanes.dot(column, image, image.length));
  }

  private boolean surelyLearns(RlsState state, Example example) {
    if (model.gradient().length > 1 || example.weight() == 0) {
      return false;
    }
    double noise = spec.noise() / example.weight();
    double variance = spec.processNoise();
    for (int i = 0; i < response.rows(); i++) {
      variance = Math.max(variance, state.triangle().diagonal(i));
    }
    return variance <= SURELY_FINITE
        && response.rows() * Bounds.largest(model.gradient()) <= SURELY_FINITE
        && noise <= SURELY_FINITE
        && noise >= 1 / SURELY_FINITE
        && Bounds.largest(model.error()) <= Bounds.SURELY_FINITE
        && Bounds.largest(state.weights()) <= Bounds.SURELY_FINITE;
  }

  private void learnColumns(RlsState state, double noise) {
    step.open(state.weights(), model.gradient().length);
    for (int k = 0; k < model.gradient().length; k++) {
      double[] column = model.gradient()[k];
      double[] error = step.residual(k, model.gradient(), model.error(), state.weights());
      double a = noise + spread(state.triangle(), column, 0);
      if (a > 0) {
        step.move(state.weights(), error, a);
        shrink(state.triangle(), column, noise, a);
      }
    }
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
    return state.triangle().finite() && Bounds.finite(state.weights());
  }
}
