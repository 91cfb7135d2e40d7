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
    tryOut(state, steps);
  }

  /**
   * Takes steps, or where they fail others instead.
   *
   * @throws RejectedException as the others throw it; the state is then what it was
   */
  public void attempt(RlsState state, Steps steps, Steps otherwise) throws RejectedException {
    try {
      attempt(state, steps);
    } catch (RejectedException e) {
      tryOut(state, otherwise);
    }
  }

  /** The state before the steps that are being taken; not copied, and not to be modified. */
  public RlsState before() {
    return kept;
  }

  private void tryOut(RlsState state, Steps steps) throws RejectedException {
    try {
      steps.take();
    } catch (RejectedException e) {
      state.copyFrom(kept);
      throw e;
    }
  }
}
