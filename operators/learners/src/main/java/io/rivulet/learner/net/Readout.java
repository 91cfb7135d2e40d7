package io.rivulet.learner.net;

import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OnlineNetState;
import io.rivulet.state.RlsState;

/**
 * The last layer of a net that trains its hidden one: it computes answers and the values that h
 * should have.
 */
interface Readout {

  /** The state of a net that starts with this hidden regression. */
  OnlineNetState initialState(RlsState hidden);

  /** Brings a read-out that was just read into today's form. */
  void restored(OnlineNetState state);

  /**
   * Predictions, rows one after the other.
   *
   * @param rows [1, x]
   * @param h hidden values of each row
   */
  double[] answer(OnlineNetState state, double[][] rows, double[][] h);

  /**
   * The amount by which h of each row should move, so that the prediction error vanishes.
   *
   * @param error of each row, one number an output
   * @throws RejectedException {@code NUMERIC} when that would not be finite
   */
  double[][] pullBack(OnlineNetState state, double[][] error) throws RejectedException;

  /**
   * Learns an example, or leaves the read-out as it was.
   *
   * @param rows [1, x]
   * @param h hidden values of each row, under the hidden layer to come
   * @throws RejectedException {@code NUMERIC} when a number would not be finite
   */
  void learn(OnlineNetState state, double[][] rows, double[][] h, Example example)
      throws RejectedException;

  /** The weights of [1, x, h], or of [1, h] without direct links, as columns. */
  double[][] weights(OnlineNetState state);
}
