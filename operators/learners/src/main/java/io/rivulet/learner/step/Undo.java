package io.rivulet.learner.step;

import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/** Makes steps that may fail in place, and takes them back when they do. Scratch of one learner. */
public final class Undo {

  private RlsState kept;

  /** What changes a state, and may be refused on the way. */
  @FunctionalInterface
  public interface Steps {
    void take() throws RejectedException;
  }

  /**
   * Takes steps that change a state.
   *
   * @throws RejectedException as the steps throw it; the state is then what it was
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
