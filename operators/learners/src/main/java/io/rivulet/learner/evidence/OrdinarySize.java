package io.rivulet.learner.evidence;

import io.rivulet.kernel.Lanes;
import io.rivulet.state.evidence.CentredSums;
import io.rivulet.state.evidence.EvidenceState;

/**
 * Whether a step in plain units can overflow. From inputs and targets of at most 2⁶⁴ and weights of
 * at most 2³², and up to 2⁵³ of them, come sums of at most 2²⁶⁰, and a mean energy of at least
 * 2⁻²³⁰; with numbers within the wider limits here, every square of the step is finite. O(p q).
 */
final class OrdinarySize {

  private static final double LARGE = 0x1p300;
  private static final double SMALL = 0x1p-250;

  private OrdinarySize() {}

  static boolean of(EvidenceState state) {
    CentredSums sums = state.sums();
    boolean started = sums.samples() > 0;
    return state.units().plain()
        && within(sums.weight(), started)
        && within(sums.energy() / Math.max(1, sums.samples()), sums.energy() > 0)
        && state.tail() < LARGE
        && small(new double[][] {state.sketch().singularValues()})
        && small(sums.products())
        && small(state.along())
        && small(state.sequential())
        && small(state.remains());
  }

  private static boolean within(double value, boolean positive) {
    return value < LARGE && (!positive || value > SMALL);
  }

  /** Whether every entry is far from overflow. */
  static boolean small(double[][] columns) {
    for (double[] column : columns) {
      if (!(Lanes.largest(column) < LARGE)) {
        return false;
      }
    }
    return true;
  }
}
