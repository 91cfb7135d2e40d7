package io.rivulet.learner.evidence;

import io.rivulet.state.evidence.EvidenceState;

/**
 * What X~ᵀ X~ has outside the sketch: Σ ω ‖x~‖² - Σ s², in min(n', p) - r directions with n' = n -
 * 1, or n without an intercept.
 *
 * <p>The tail is of samples since the first truncation, so that at first it says nothing of those
 * before: with a = 0 and a small λ the weights outside U would be hundreds of times too large.
 * While it is of few samples, weights are therefore computed with no less than the mean of a
 * direction outside.
 */
final class OutsideEnergy {

  /** The samples after which the tail stands for itself. */
  private static final long FEW = 16;

  private final EvidenceState state;
  private final double free;
  private final double directions;

  OutsideEnergy(EvidenceState state, boolean centred) {
    this.state = state;
    this.free = (double) state.sums().samples() - (centred ? 1 : 0);
    this.directions = Math.max(Math.min(free, state.inputs()) - state.sketch().rank(), 0);
  }

  /** n'. */
  double free() {
    return free;
  }

  /** The number of directions outside. */
  double directions() {
    return directions;
  }

  /** The mean of a direction, 0 when there is none. */
  double mean() {
    double inside = 0;
    for (double value : state.sketch().singularValues()) {
      inside += value * value;
    }
    return directions == 0 ? 0 : Math.max(state.sums().energy() - inside, 0) / directions;
  }

  /** The tail of weights that are published. */
  double tail() {
    boolean young = state.truncated() && state.tailSamples() < FEW;
    return young ? Math.max(state.tail(), mean()) : state.tail();
  }
}
