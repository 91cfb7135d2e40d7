package io.rivulet.learner.ledger;

import io.rivulet.record.RejectedException;
import io.rivulet.state.LearnedState;

/**
 * How a {@link Ledger} keeps its samples. Every change is staged first, in a state of the form's
 * own that changes places with the learned one when it is committed.
 */
interface LedgerForm<S extends LearnedState> {

  S initialState();

  /** Brings a state that was just read into today's form. */
  default void restored(S state) {}

  /** W as q columns of p entries; not copied. */
  double[][] weights(S state);

  /** What the state knows of its fit; valid until the state changes. */
  LedgerFit fit(S state);

  /**
   * Stages the state with rows in it, each after a decay, or with rows taken out at a negative
   * weight.
   *
   * @param x rows of p entries
   * @param y targets, a row for each of x
   * @param weight ω; negative takes rows out, 0 only decays
   * @throws RejectedException {@code NUMERIC} when the result is not finite or not positive
   */
  StagedLedger stage(S state, double[][] x, double[][] y, double weight) throws RejectedException;

  /**
   * Stages the state with everything that another one holds, the prior counted once.
   *
   * @throws RejectedException {@code NUMERIC} when the result is not finite or not positive
   */
  StagedLedger stage(S state, S other) throws RejectedException;
}
