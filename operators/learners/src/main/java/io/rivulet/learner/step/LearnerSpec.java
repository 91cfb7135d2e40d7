package io.rivulet.learner.step;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.Axes;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFormat;
import java.util.List;
import java.util.Map;

/** The settings of a learner, complete and checked. Records; equal specs learn equal bits. */
public interface LearnerSpec<S extends LearnedState> {

  /** The learner's name, as in the catalogue. */
  String learner();

  /** The model that is learned. */
  ModelSpec model();

  /** The bytes of what is learned. */
  StateFormat<S> format();

  /** A learner with scratch of its own. */
  Learner<S> newLearner();

  /**
   * Upper bound of the serialised state in bytes; of a state that may grow without end, what its
   * first samples need.
   */
  long maximumStateBytes();

  /**
   * Upper bound of the serialised state in bytes once an example is learned; 0 where {@link
   * #maximumStateBytes} holds for ever.
   *
   * @param state not modified
   */
  default long stateBytes(S state, Example example) {
    return 0;
  }

  /** How many numbers a weight record carries. */
  default long weights() {
    return (long) model().response().rows() * model().response().columns();
  }

  /** What a learner publishes, as weights of raw numbers instead of those that it sees. */
  default Publication raw(Publication published) {
    return model().scaled() ? Publication.of(model().raw(published.columns())) : published;
  }

  /** What rows and columns of published weights stand for. */
  default Axes axes() {
    return model().axes();
  }

  /** What the learner is told about an input. */
  default Target target() {
    return Target.NUMBERS;
  }

  /** Whether the learner answers inputs. */
  default boolean predicts() {
    return true;
  }

  /** Whether numeric inputs are brought to one scale by what was learned of them. */
  default boolean standardizes() {
    return false;
  }

  /** Whether weights change, and are published, exactly when a window of samples closes. */
  default boolean windowed() {
    return false;
  }

  /** Whether a sample without event time cannot be learned. */
  default boolean needsTime() {
    return false;
  }

  /** Whether a sample of negative weight can be learned. */
  default boolean takesNegativeWeights() {
    return false;
  }

  /** Why a learned sample cannot be taken out again exactly, in words, or null when it can. */
  default String unlearnObstacle() {
    return learner()
        + " cannot unlearn: each step depends on those before, so that no sample can be taken out";
  }

  /**
   * Why states that saw different samples cannot be merged into the state that saw them all, in
   * words, or null when they can.
   */
  default String mergeObstacle() {
    return learner() + " does not merge: the order of samples matters";
  }

  /** What is allowed but hardly meant, in words, for the log at the start. */
  default List<String> warnings() {
    return List.of();
  }

  /** Adds the fields beside the common ones, defaults filled in. */
  void describe(Map<String, Object> fields);
}
