package io.rivulet.learner.step;

import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * A guard for steps in place that may fail: it restores the state when they do. It is scratch
 * memory of one learner.
 */
public final class Undo {

  private RlsState kept;

  /** Steps that change a state and may be refused on the way. */
  @FunctionalInterface
  public interface Steps {
    void take() throws RejectedException;
  }

  /**
   * Runs steps that change a state.
   *
   * @throws RejectedException as the steps throw it; the state then is what it was before
   */
  public void attempt(RlsState state, Steps steps) throws RejectedException {
    if (kept == null) {
      kept = state.copy();
    } else {
      kept.copyFrom(state);
    }
    try {
      steps.take();
    } catch (RejectedException e) {
      state.copyFrom(kept);
      throw e;
    }
  }
}
