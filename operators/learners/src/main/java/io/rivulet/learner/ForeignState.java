package io.rivulet.learner;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.step.Example;
import io.rivulet.model.Response;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFormatException;
import java.util.Arrays;

/** A state that came from outside, on trial: it publishes, answers and learns. */
record ForeignState<S extends LearnedState>(CompiledSpec<S> spec) {

  /**
   * Tries a state.
   *
   * @param state is not changed
   * @param copy the same state once more, which is spoiled
   * @throws RuntimeException when the state does not fit the spec
   */
  void run(S state, S copy) {
    spec.learner().requireSound(state);
    double[][] w = spec.learner().publish(state).columns();
    double[][] initial = spec.learner().publish(spec.learner().initialState()).columns();
    if (w.length != initial.length || w[0].length != initial[0].length) {
      throw new StateFormatException(
          "its state has %d x %d weights, its spec has %d x %d"
              .formatted(w[0].length, w.length, initial[0].length, initial.length));
    }
    for (double[] column : w) {
      if (!Lanes.finite(column)) {
        throw new StateFormatException("its state has weights that are not finite");
      }
    }
    learn(copy);
  }

  /** Answers and learns an input of ones. */
  private void learn(S state) {
    Response response = spec.spec().model().response();
    double[][] x = {ones(response.inputs())};
    double[][] y = {ones(response.outputs())};
    try {
      if (spec.spec().predicts()) {
        spec.learner().predict(state, x);
      }
      spec.learner().learn(state, new Example(Op.LEARN, x, y, 0, null, 1, 0, false));
    } catch (RejectedException e) {
      // a sound state may refuse a sample
    }
  }

  private static double[] ones(int length) {
    double[] ones = new double[length];
    Arrays.fill(ones, 1);
    return ones;
  }
}
