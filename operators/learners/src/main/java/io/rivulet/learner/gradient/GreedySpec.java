package io.rivulet.learner.gradient;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.learner.step.Learner;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.Axes;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFormat;
import io.rivulet.state.WeightsState;
import java.util.Map;

/**
 * The learner that answers every input with the last target, the extreme case of forgetting. Its
 * weights are that target, 1 x outputs. O(outputs) time and memory.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, figure 6.
 */
public record GreedySpec(ModelSpec model) implements LearnerSpec<WeightsState> {

  public static final String NAME = "greedy";

  public static GreedySpec read(SpecFields fields) {
    return new GreedySpec(ModelSpec.readOneRow(fields));
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
    return new Rule(model);
  }

  @Override
  public boolean keptInPieces() {
    return true;
  }

  @Override
  public long maximumStateBytes() {
    return WeightsState.bytes(1, model.response().outputs());
  }

  /** Returns the publication unchanged, because the last target is in raw units. */
  @Override
  public Publication raw(Publication published) {
    return published;
  }

  @Override
  public Axes axes() {
    Axes axes = model.axes();
    return new Axes(null, false, axes.features(), axes.input());
  }

  @Override
  public long weights() {
    return model.response().outputs();
  }

  @Override
  public void describe(Map<String, Object> fields) {}

  private record Rule(ModelSpec spec) implements Learner<WeightsState> {

    @Override
    public WeightsState initialState() {
      return new WeightsState(spec.initialWeights().columns(1, spec.response().outputs()));
    }

    @Override
    public Answer predict(WeightsState state, double[][] x) {
      int outputs = spec.response().outputs();
      double[] y = new double[x.length * outputs];
      for (int k = 0; k < y.length; k++) {
        y[k] = state.weights()[k % outputs][0];
      }
      return Answer.of(y);
    }

    @Override
    public Answer learn(WeightsState state, Example example) throws RejectedException {
      Answer answer = Answer.scored(predict(state, example.x()).y(), example.targets());
      double[] last = example.y()[example.rows() - 1];
      for (int j = 0; j < last.length; j++) {
        state.weights()[j][0] = last[j];
      }
      return answer;
    }

    @Override
    public Publication publish(WeightsState state) {
      return Publication.of(state.weights());
    }
  }
}
