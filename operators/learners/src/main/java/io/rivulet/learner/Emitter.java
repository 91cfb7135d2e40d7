package io.rivulet.learner;

import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;

/** Where a model's records go. What was emitted is never modified. */
public interface Emitter {

  void prediction(Prediction prediction);

  void weights(WeightRecord record);

  /**
   * Something that is allowed but hardly meant, in words; said once for all models of a spec.
   *
   * @param model the id of the model whose sample gave rise to it
   */
  default void warning(String model, String warning) {}
}
