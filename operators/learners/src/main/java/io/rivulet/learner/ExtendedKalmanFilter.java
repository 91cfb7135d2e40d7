package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.SymmetricMatrix;
import io.rivulet.model.Response;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;
import java.util.Arrays;

/**
 * The extended Kalman filter of weights that drift by q a step and are seen through targets with
 * noise R. With gradient columns G (p x c) at W, error E and a sample of weight ω
 *
 * <pre>
 * P ← P + q I,  V = P G,  S = R/ω I + Gᵀ V,  K = V S⁺
 * W ← W + K E,  P ← (I - K Gᵀ) P (I - K Gᵀ)ᵀ + K (R/ω) Kᵀ
 * </pre>
 *
 * The second line is Joseph's form, multiplied out: S⁺ S S⁺ = S⁺ makes it P - V S⁺ Vᵀ for any cut
 * of S⁺, and P stays one symmetric triangle. A batch is one step over all its columns. Where R/ω
 * does not exceed what rounding of P leaves, 1e-12 ‖G‖² max P₀, singular values of S up to that
 * count as zero: a repeated input then moves nothing. With R = 0 and q = 0 that is ORFit with room
 * for every gradient.
 *
 * <p>An answer carries the variance of a new target of weight 1, gᵀ (P + q I) g + R.
 *
 * <p>O(c p²) time a sample, p (p + 1) / 2 + p q doubles of memory; one P serves every output of a
 * linear model.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, appendix on the EKF, whose L and Q
 * lack the gradient in place of f; the form of P is that of R. Bucy, P. Joseph, <i>Filtering for
 * Stochastic Processes</i>, 1968.
 */
final class ExtendedKalmanFilter implements Learner<RlsState> {

  /** Part of ‖G‖² max P₀ that S must exceed to say anything about a direction. */
  private static final double CUT = 1e-12;

  /** Rounding may leave a variance that is 0 below it by this part of max P₀ or max P. */
  private static final double ROUNDING = 1e-9;

  private final EkfSpec spec;
  private final Linearisation model;
  private final Step step;
  private final Gain gain;
  private final RankChange change;

  ExtendedKalmanFilter(EkfSpec spec) {
    Response response = spec.model().response();
    this.spec = spec;
    this.model = new Linearisation(response);
    this.step = new Step(response.rows(), response.columns());
    this.gain = new Gain(response.rows(), response.columns());
    this.change = new RankChange(ROUNDING, 1 / spec.priorPrecision().least());
  }

  @Override
  public RlsState initialState() {
    return RlsState.initial(
        spec.model().startingWeights(), spec.priorPrecision().diagonal(), false);
  }

  @Override
  public Answer predict(RlsState state, double[][] x) throws RejectedException {
    Answer answer = Answer.of(model.at(state.weights(), x));
    return answer.withVariance(variances(multiplied(state.inversePrecision())));
  }

  @Override
  public Answer learn(RlsState state, Example example) throws RejectedException {
    Answer answer = model.at(state.weights(), example);
    SymmetricMatrix p = state.inversePrecision();
    double[] variances = variances(multiplied(p));
    change.start(model.gradient().length);
    step.from(state.weights());
    if (example.weight() > 0) {
      factor(spec.noise() / example.weight());
      step.add(1, gain.columns(), gain.coefficients(), gain.rank());
      for (int k = 0; k < gain.rank(); k++) {
        change.add(gain.columns()[k], 1 / gain.pivot(k));
      }
    }
    step.check();
    change.check(p, 1, spec.processNoise());
    step.commit(state.weights());
    p.shift(spec.processNoise());
    change.write(p, 1);
    return answer.withVariance(variances);
  }

  @Override
  public Publication publish(RlsState state) {
    return Publication.of(state.weights());
  }

  /** V = (P + q I) G. */
  private double[][] multiplied(SymmetricMatrix p) {
    double[][] gradient = model.gradient();
    double[][] v = gain.columns(gradient.length);
    for (int k = 0; k < v.length; k++) {
      p.multiply(gradient[k], v[k]);
      Lanes.axpy(spec.processNoise(), gradient[k], v[k], v[k].length);
    }
    return v;
  }

  private double[] variances(double[][] v) throws RejectedException {
    return model.variances(v, spec.noise());
  }

  private void factor(double noise) throws RejectedException {
    double[][] gradient = model.gradient();
    double energy = 0;
    for (double[] column : gradient) {
      energy += Lanes.dot(column, column, column.length);
    }
    double largest = CUT / spec.priorPrecision().least();
    double[] noises = new double[gradient.length];
    Arrays.fill(noises, noise);
    if (noise > largest * energy) {
      gain.factor(gradient, model.error(), noises, 1);
      return;
    }
    double size = Projection.norm(gradient);
    gain.factorSingular(gradient, model.error(), noises, largest * size * size);
  }
}
