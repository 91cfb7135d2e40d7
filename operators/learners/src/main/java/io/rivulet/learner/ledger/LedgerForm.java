package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;

/**
 * The form in which a {@link Ledger} keeps its samples. Every change is staged first, in a state of
 * the form that is exchanged with the learned one when the change is committed.
 */
interface LedgerForm<S extends LearnedState> {

  S initialState();

  /** Converts a state that was just read to the current form. */
  default void restored(S state) {}

  /** Computes the fit that {@link #stage} left to whoever asks, as {@code Learner.settle}. */
  default void settle(S state) {}

  /** W as q columns of p entries; not copied. */
  double[][] weights(S state);

  /**
   * Whether the answer and the error of an example are known to be finite without a fit. O(q p) and
   * the size of the example.
   */
  boolean surelyAnswers(S state, Example example);

  /** The fit of the state; valid until the state changes. */
  LedgerFit fit(S state);

  /**
   * Stages the state with rows added, each after a decay, or with rows removed by a negative
   * weight.
   *
   * @param x rows of p entries
   * @param y targets, a row for each of x
   * @param weight ω; negative takes rows out, 0 only decays
   * @throws RejectedException {@code NUMERIC} when the result is not finite or not positive
   */
  StagedLedger stage(S state, double[][] x, double[][] y, double weight) throws RejectedException;

  /**
   * Stages the state with everything that another one holds; the prior counts once.
   *
   * @throws RejectedException {@code NUMERIC} when the result is not finite or not positive
   */
  StagedLedger stage(S state, S other) throws RejectedException;
}
