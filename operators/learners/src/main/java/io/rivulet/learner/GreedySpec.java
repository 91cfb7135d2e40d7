package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFormat;
import io.rivulet.state.WeightsState;
import java.util.Map;

/**
 * Answers every input with the last target: the extreme case of forgetting. Its weights are that
 * target, 1 x outputs. O(outputs) time and memory.
 *
 * <p>Reference: Y. Min, K. Ahn, N. Azizan, arXiv 2207.13853, section 5.1.
 */
public record GreedySpec(ModelSpec model) implements LearnerSpec<WeightsState> {

  static final String NAME = "greedy";

  static GreedySpec read(SpecFields fields) {
    return new GreedySpec(ModelSpec.read(fields, true));
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
  public long maximumStateBytes() {
    return WeightsState.bytes(1, model.response().outputs());
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
    public void predict(WeightsState state, double[] x, double[] into) {
      for (int j = 0; j < into.length; j++) {
        into[j] = state.weights()[j][0];
      }
    }

    @Override
    public void learn(WeightsState state, Example example, double[] prediction)
        throws RejectedException {
      predict(state, example.x(), prediction);
      double[] error = example.y().clone();
      Lanes.axpy(-1, prediction, error, error.length);
      if (!Lanes.finite(error)) {
        throw Linearisation.numeric("the prediction error would not be finite");
      }
      for (int j = 0; j < prediction.length; j++) {
        state.weights()[j][0] = example.y()[j];
      }
    }
  }
}
