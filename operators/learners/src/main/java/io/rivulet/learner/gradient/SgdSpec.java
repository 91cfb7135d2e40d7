package io.rivulet.learner.gradient;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.spec.Standardize;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFormat;
import io.rivulet.state.WeightsState;
import java.util.Map;

/**
 * Stochastic gradient descent on ½‖e‖²: W ← W + rate ω G E. O(c p) time, p q doubles of memory.
 * Where the model is linear in its weights, a step that would overshoot is refused: {@link
 * StepBound}.
 *
 * @param rate positive
 */
public record SgdSpec(ModelSpec model, double rate) implements LearnerSpec<WeightsState> {

  public static final String NAME = "sgd";

  public static LearnerSpec<?> read(SpecFields fields) {
    double rate = fields.positive("rate", fields.number("rate"));
    ModelSpec model = ModelSpec.read(fields);
    return Standardize.read(fields, NAME, model)
        ? new StandardizedSgdSpec(model, rate)
        : new SgdSpec(model, rate);
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
  public String recallObstacle() {
    return model.recallObstacle(NAME);
  }

  @Override
  public Map<String, Double> configurable() {
    return Map.of("rate", ANY);
  }

  @Override
  public void describe(Map<String, Object> fields) {
    fields.put("rate", rate);
  }

  private void step(Linear at, double weight, Step step) throws RejectedException {
    if (model.response().linear()) {
      StepBound.require(rate, weight, at.gradient(), "|x|^2", stable -> "or scale the features");
    }
    step.add(rate * weight, at.gradient(), at.error(), at.gradient().length);
  }
}
