package io.rivulet.learner;

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

  /** Upper bound of the serialised state in bytes. */
  long maximumStateBytes();

  /** How many numbers a weight record carries. */
  default long weights() {
    return (long) model().response().rows() * model().response().columns();
  }

  /** Whether a learned sample can be taken out again exactly. */
  default boolean unlearns() {
    return false;
  }

  /** What is allowed but hardly meant, in words, for the log at the start. */
  default List<String> warnings() {
    return List.of();
  }

  /** Adds the fields beside the common ones, defaults filled in. */
  void describe(Map<String, Object> fields);
}
