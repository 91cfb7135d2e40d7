package io.rivulet.cli.state;

import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;

/**
 * A state of a file. Arrays are not copied.
 *
 * @param model the model's id, or null when the file does not say it
 * @param line its line in the file, from 1
 */
public record StoredState(String model, long line, byte[] frame, StoredModel stored) {

  /**
   * Reads the frame.
   *
   * @throws StateFormatException when it does not hold a stored model
   */
  static StoredState of(String model, long line, byte[] frame) {
    return new StoredState(model, line, frame, StateFrame.read(StoredModel.FORMAT, frame));
  }
}
