package io.rivulet.learner.step;

import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;
import java.util.List;

/**
 * A learning rule with its settings. It holds scratch but nothing learned, so that one learner
 * serves all models of a spec on one thread.
 */
public interface Learner<S extends LearnedState> {

  /** What a model knows before its first sample. */
  S initialState();

  /**
   * Brings a state that was just read, perhaps written by an earlier version, into today's form.
   */
  default void restored(S state) {}

  /**
   * Answers inputs.
   *
   * @param x rows, finite, each of the length that the model takes, not modified
   * @throws RejectedException {@code NUMERIC} when the answer would not be finite
   */
  Answer predict(S state, double[][] x) throws RejectedException;

  /**
   * Folds an example into the state. Whatever can fail is computed and checked first: a refused
   * example leaves the state byte for byte.
   *
   * @return the answer given before learning
   * @throws RejectedException {@code NUMERIC} when the step would leave the finite or the positive
   */
  Answer learn(S state, Example example) throws RejectedException;

  /**
   * Takes a learned example out again, as if it had never been learned.
   *
   * @throws RejectedException {@code NUMERIC} when what is left would not be positive definite
   * @throws UnsupportedOperationException when {@link LearnerSpec#unlearnObstacle} gives a reason
   */
  default void unlearn(S state, Example example) throws RejectedException {
    throw new UnsupportedOperationException("no sample can be taken out of these states");
  }

  /**
   * Folds in what another state of this spec has learned from samples of its own, as if this one
   * had seen them, too.
   *
   * @param other not modified
   * @throws RejectedException {@code NUMERIC} when the sum would leave the finite or the positive;
   *     the state is then as it was
   * @throws UnsupportedOperationException when {@link LearnerSpec#mergeObstacle} gives a reason
   */
  default void merge(S state, S other) throws RejectedException {
    throw new UnsupportedOperationException(
        "these states do not merge: their order of samples matters");
  }

  /**
   * What the samples so far, of whatever models, give reason to warn of, in words. It only grows.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** What a weight record tells of the state. Cannot fail: {@link #learn} has checked it. */
  Publication publish(S state);
}
