package io.rivulet.learner;

import io.rivulet.state.RlsState;

/** A copy of a state as it was before steps that may fail. Scratch of one learner. */
final class Undo {

  private RlsState kept;

  void keep(RlsState state) {
    if (kept == null) {
      kept = state.copy();
    } else {
      kept.copyFrom(state);
    }
  }

  /** Makes a state what it was when it was kept. */
  void restore(RlsState state) {
    state.copyFrom(kept);
  }
}
