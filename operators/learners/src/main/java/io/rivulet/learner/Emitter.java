package io.rivulet.learner;

import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;

/** The receiver of a model's records. An emitted record is never modified. */
public interface Emitter {

  void prediction(Prediction prediction);

  void weights(WeightRecord record);

  /** Receives the figures of a window of samples. */
  default void quality(QualityRecord record) {}

  /**
   * Receives a warning about something that is allowed but probably not intended, once for all
   * models of a spec.
   *
   * @param model the id of the model whose sample caused the warning
   */
  default void warning(String model, String warning) {}
}
