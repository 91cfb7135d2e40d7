package io.rivulet.learner;

import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;

/**
 * A learning rule with its settings. It holds scratch but nothing learned, so that one learner
 * serves all models of a spec on one thread.
 */
public interface Learner<S extends LearnedState> {

  /** What a model knows before its first sample. */
  S initialState();

  /**
   * Answers an input.
   *
   * @param x finite, of the length that the model takes, not modified
   * @param into one entry an output, overwritten
   */
  void predict(S state, double[] x, double[] into);

  /**
   * Folds an example into the state. Whatever can fail is computed and checked first: a refused
   * example leaves the state byte for byte.
   *
   * @param prediction receives the answer given before learning
   * @throws RejectedException {@code NUMERIC} when the step would leave the finite or the positive
   */
  void learn(S state, Example example, double[] prediction) throws RejectedException;

  /**
   * Takes a learned example out again, as if it had never been learned.
   *
   * @throws RejectedException {@code NUMERIC} when what is left would not be positive definite
   * @throws UnsupportedOperationException when {@link LearnerSpec#unlearns} is false
   */
  default void unlearn(S state, Example example) throws RejectedException {
    throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot unlearn");
  }
}
