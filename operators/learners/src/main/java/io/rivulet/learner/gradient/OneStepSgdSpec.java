package io.rivulet.learner.gradient;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.spectral.Norm;
import io.rivulet.learner.spectral.SmallSvd;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Overflow;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFormat;
import io.rivulet.state.WeightsState;
import java.util.Map;

/**
 * The learner that fits each sample exactly and remembers none: W ← W + G (Gᵀ G)⁺ E. It is ORFit
 * with an empty basis (Kaczmarz, NLMS with step 1). O(c² p) time, p q doubles of memory.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, equation (6).
 */
public record OneStepSgdSpec(ModelSpec model) implements LearnerSpec<WeightsState> {

  public static final String NAME = "one-step-sgd";

  public static OneStepSgdSpec read(SpecFields fields) {
    return new OneStepSgdSpec(ModelSpec.read(fields));
  }

  @Override
  public String learner() {
    return NAME;
  }

  @Override
  public StateFormat<WeightsState> format() {
    return WeightsState.FORMAT;
  }

  @Override
  public Learner<WeightsState> newLearner() {
    return new GradientLearner(model, this::step);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    return WeightsState.bytes(model.response().rows(), model.response().columns());
  }

  @Override
  public void describe(Map<String, Object> fields) {}

  private void step(Linear at, double weight, Step step) throws RejectedException {
    double[][] gradient = at.gradient();
    double size = Norm.of(gradient);
    if (!Double.isFinite(size)) {
      throw Overflow.of(model, gradient, step.weights());
    }
    if (gradient.length > 1) {
      SmallSvd svd = new SmallSvd(gradient);
      double cut = gradient[0].length * Math.ulp(1.0) * svd.values()[0];
      step.add(svd.solve(at.error(), cut));
      return;
    }
    if (size > 0) {
      step.add(1, quotients(gradient, size), quotients(at.error(), size), 1);
    }
  }

  /** Rows over a divisor, whose square may be no number. */
  private static double[][] quotients(double[][] rows, double divisor) {
    double[][] quotients = new double[rows.length][];
    for (int k = 0; k < rows.length; k++) {
      quotients[k] = rows[k].clone();
      for (int i = 0; i < quotients[k].length; i++) {
        quotients[k][i] /= divisor;
      }
    }
    return quotients;
  }
}
