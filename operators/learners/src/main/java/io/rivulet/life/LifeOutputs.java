package io.rivulet.life;

import io.rivulet.control.Ack;
import io.rivulet.control.ExportedState;
import io.rivulet.learner.Emitter;
import io.rivulet.learner.Outcome;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.WeightRecord;

/** The receiver of everything that comes out of a life. An emitted record is never modified. */
public interface LifeOutputs extends Emitter {

  /** Receives the outcome of an accepted sample, to emit it and to count it. */
  default void outcome(Outcome outcome) {
    outcome.emit(this);
  }

  void ack(Ack ack);

  /** Receives an exported state, or the tombstone of a deleted model. */
  void exported(ExportedState state);

  /** Receives a record that was refused after it had been accepted at first. */
  void rejected(Rejected rejected);

  /** Notes that inputs were dropped before their target came. */
  default void dropped(int inputs) {}

  /** Notes an event time too far in the future to be believed. */
  default void strayTime() {}

  /** LifeOutputs for samples alone: everything but predictions, weights and warnings is ignored. */
  static LifeOutputs of(Emitter emitter) {
    return new LifeOutputs() {
      @Override
      public void prediction(Prediction prediction) {
        emitter.prediction(prediction);
      }

      @Override
      public void weights(WeightRecord record) {
        emitter.weights(record);
      }

      @Override
      public void warning(String model, String warning) {
        emitter.warning(model, warning);
      }

      @Override
      public void ack(Ack ack) {}

      @Override
      public void exported(ExportedState state) {}

      @Override
      public void rejected(Rejected rejected) {}
    };
  }
}
