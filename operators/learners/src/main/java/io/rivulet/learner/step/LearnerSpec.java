package io.rivulet.learner.step;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.Axes;
import io.rivulet.state.LearnedState;
import io.rivulet.state.StateFormat;
import java.util.List;
import java.util.Map;

/**
 * The settings of a learner, complete and checked. Implementations are records; learners with equal
 * specs learn equal bits.
 */
public interface LearnerSpec<S extends LearnedState> {

  /** Stands for a field that may change from any allowed value to any other. */
  double ANY = Double.NaN;

  /**
   * The directions of a {@link #design} that are kept where the learner has no memory of its own.
   */
  int USUAL_DIRECTIONS = 16;

  /** The learner's name, as in the catalogue. */
  String learner();

  /** The model that is learned. */
  ModelSpec model();

  /** The byte format of the learned state. */
  StateFormat<S> format();

  /** A new learner with separate scratch memory. */
  Learner<S> newLearner();

  /**
   * An upper bound of the serialised state in bytes; for a state that may grow without limit, the
   * bytes that its first samples need.
   */
  long maximumStateBytes();

  /** How {@link #maximumStateBytes} comes about, for a message, or an empty text. */
  default String stateArithmetic() {
    return "";
  }

  /**
   * An upper bound of the serialised state in bytes after an example is learned; 0 when {@link
   * #maximumStateBytes} always holds.
   *
   * @param state not modified
   */
  default long stateBytes(S state, Example example) {
    return 0;
  }

  /** Whether a state that is too large for one value is kept in pieces. */
  default boolean keptInPieces() {
    return false;
  }

  /** The most states that are on the heap at once while a sample is learned. */
  default int liveStates() {
    return 1;
  }

  /** The number of weights in a weight record. */
  default long weights() {
    return (long) model().response().rows() * model().response().columns();
  }

  /**
   * Converts a publication of a learner from weights of the numbers that it sees to weights of raw
   * numbers. Its details stay.
   */
  default Publication raw(Publication published) {
    return model().scaled()
        ? new Publication(model().raw(published.columns()), published.details())
        : published;
  }

  /** The meaning of rows and columns of published weights. */
  default Axes axes() {
    return model().axes();
  }

  /** The kind of target that the learner takes for an input. */
  default Target target() {
    return Target.NUMBERS;
  }

  /** Whether the learner answers inputs. */
  default boolean predicts() {
    return true;
  }

  /** Whether numeric inputs are brought to one scale by their learned mean and deviation. */
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

  /** The reason why a learned sample cannot be removed exactly, or null when it can. */
  default String unlearnObstacle() {
    return learner()
        + " cannot unlearn: each step depends on those before, so that no sample can be taken out";
  }

  /**
   * The reason why states that learned different samples cannot be merged into the state that would
   * have learned all of them, or null when they can.
   */
  default String mergeObstacle() {
    return learner() + " does not merge: the order of samples matters";
  }

  /**
   * The learner, and why the answers of its models to earlier samples cannot be followed; null when
   * they can.
   */
  default String recallObstacle() {
    return learner()
        + ": it is for linear orfit, rls, sgd, ekf and lofi-diagonal, and for online-net of mode"
        + " random";
  }

  /** The rows that published weights multiply; asked for without a {@link #recallObstacle}. */
  default Design design() {
    return Design.of(model().response(), USUAL_DIRECTIONS);
  }

  /**
   * The fields that may change while the model lives, because its state means the same under both
   * values. Each has the number that a change may neither leave nor reach, because the state has
   * another form there, or {@link #ANY}.
   */
  default Map<String, Double> configurable() {
    return Map.of();
  }

  /**
   * Warnings about settings that are allowed but probably not intended, for the log at the start.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** Adds the fields besides the common ones, with defaults filled in. */
  void describe(Map<String, Object> fields);
}
