package io.rivulet.learner;

import io.rivulet.record.Prediction;
import io.rivulet.record.WeightRecord;

/** Where a model's records go. What was emitted is never modified. */
public interface Emitter {

  void prediction(Prediction prediction);

  void weights(WeightRecord record);
}
