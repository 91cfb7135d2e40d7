package io.rivulet.learner.gradient;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.Linear;
import io.rivulet.learner.step.Linearisation;
import io.rivulet.learner.step.Publication;
import io.rivulet.learner.step.Step;
import io.rivulet.record.RejectedException;
import io.rivulet.state.WeightsState;

/** A learner that keeps weights only: one step along the gradients of each sample. */
final class GradientLearner implements Learner<WeightsState> {

  /** The rule that adds the step of one sample to the weights. */
  @FunctionalInterface
  interface Rule {
    void apply(Linear at, double weight, Step step) throws RejectedException;
  }

  private final ModelSpec spec;
  private final Rule rule;
  private final Linearisation model;
  private final Step step;

  GradientLearner(ModelSpec spec, Rule rule) {
    this.spec = spec;
    this.rule = rule;
    this.model = new Linearisation(spec.response());
    this.step = new Step(spec);
  }

  @Override
  public WeightsState initialState() {
    return new WeightsState(spec.startingWeights());
  }

  @Override
  public Answer predict(WeightsState state, double[][] x) {
    return model.at(state.weights(), x).answer();
  }

  @Override
  public Answer learn(WeightsState state, Example example) throws RejectedException {
    Linear at = model.at(state.weights(), example);
    step.from(state.weights());
    rule.apply(at, example.weight(), step);
    step.stage().commit();
    return at.answer();
  }

  @Override
  public Publication publish(WeightsState state) {
    return Publication.of(state.weights());
  }
}
