package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Staged;
import java.util.function.Supplier;

/**
 * A staged change of a {@link Ledger}, and the fit that there is after it.
 *
 * @param after the fit; valid until the change is committed
 * @param write makes the staged state the learned one
 */
record StagedLedger(Supplier<LedgerFit> after, Runnable write) implements Staged {

  LedgerFit fit() {
    return after.get();
  }

  @Override
  public void commit() {
    write.run();
  }
}
