package io.rivulet.learner.step;

import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;
import java.util.List;

/**
 * A learning rule with its settings. It holds scratch memory but nothing learned, so that one
 * learner serves all models of a spec on one thread.
 */
public interface Learner<S extends LearnedState> {

  /** The state of a model before its first sample. */
  S initialState();

  /**
   * Converts a state that was just read, and that an earlier version may have written, to the
   * current form.
   */
  default void restored(S state) {}

  /**
   * Checks what the format of a state leaves open. It is asked for a state that comes from outside
   * and may be none that this learner could have reached.
   *
   * @throws io.rivulet.state.StateFormatException when it could not go on from the state
   */
  default void requireSound(S state) {}

  /**
   * Answers inputs.
   *
   * @param x rows, finite, each of the length that the model takes, not modified
   * @return an answer that the next call may overwrite
   * @throws RejectedException {@code NUMERIC} when the answer would not be finite
   */
  Answer predict(S state, double[][] x) throws RejectedException;

  /**
   * Folds an example into the state. Everything that can fail is computed and checked first: a
   * refused example leaves the state as it was, byte for byte.
   *
   * @return the answer given before learning, which the next call may overwrite; any other when the
   *     example is not {@link Example#asked}
   * @throws RejectedException {@code NUMERIC} when the result would not be finite or not positive
   */
  Answer learn(S state, Example example) throws RejectedException;

  /**
   * The answer that {@link #learn} would give to an example, of which nothing is learned.
   *
   * @throws RejectedException {@code NUMERIC} when the answer would not be finite
   */
  default Answer assess(S state, Example example) throws RejectedException {
    return predict(state, example.x()).compared(example);
  }

  /** Forgets inputs that wait for later ones, after samples have passed that were not learned. */
  default void resume(S state) {}

  /**
   * Computes what was left until somebody would ask, so that the state can be written. Whether and
   * when that happens changes no bit of anything that is written or answered.
   */
  default void settle(S state) {}

  /**
   * Removes a learned example, as if it had never been learned.
   *
   * @throws RejectedException {@code NUMERIC} when the remaining state would not be positive
   *     definite
   * @throws UnsupportedOperationException when {@link LearnerSpec#unlearnObstacle} gives a reason
   */
  default void unlearn(S state, Example example) throws RejectedException {
    throw new UnsupportedOperationException("no sample can be taken out of these states");
  }

  /**
   * Adds what another state of this spec has learned from other samples, as if this state had
   * learned them as well.
   *
   * @param other not modified
   * @throws RejectedException {@code NUMERIC} when the sum would not be finite or not positive; the
   *     state then stays as it was
   * @throws UnsupportedOperationException when {@link LearnerSpec#mergeObstacle} gives a reason
   */
  default void merge(S state, S other) throws RejectedException {
    throw new UnsupportedOperationException(
        "these states do not merge: their order of samples matters");
  }

  /** The warnings about the samples so far, of all models. The list only grows. */
  default List<String> warnings() {
    return List.of();
  }

  /**
   * The content of a weight record for a state. It cannot fail, because {@link #learn} has checked
   * the numbers.
   */
  Publication publish(S state);
}
