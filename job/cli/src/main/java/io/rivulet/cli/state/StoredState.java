package io.rivulet.cli.state;

import io.rivulet.state.StoredModel;

/**
 * A state of a file.
 *
 * @param model the model's id, or {@code -} when the file does not say it
 * @param bytes of the frame
 */
record StoredState(String model, int bytes, StoredModel stored) {}
