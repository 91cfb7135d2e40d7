package io.rivulet.learner.recursive;

import io.rivulet.kernel.UdFactor;
import io.rivulet.learner.step.Undo;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RlsState;

/**
 * The passes of one example over U D Uᵀ where it is not known beforehand that they stay finite:
 * first with all digits, and where these turn out to be rounding alone, a second time coarsely, to
 * about half of the digits. It is scratch memory of one learner.
 */
final class CarefulPasses {

  /** The factor by which a variance may grow in a pass only by more than rounding. */
  private static final double RISEN = 2;

  private final Undo undo;
  private boolean coarse;
  private boolean steep;

  CarefulPasses(Undo undo) {
    this.undo = undo;
  }

  /**
   * Takes the steps with all digits, or coarsely where they are refused.
   *
   * @throws RejectedException as the coarse steps throw it; the state then is what it was before
   */
  void attempt(RlsState state, Undo.Steps steps) throws RejectedException {
    undo.attempt(state, () -> take(false, steps), () -> take(true, steps));
  }

  private void take(boolean coarsely, Undo.Steps steps) throws RejectedException {
    coarse = coarsely;
    steep = false;
    try {
      steps.take();
    } finally {
      coarse = false;
    }
  }

  /** Whether the passes are made coarsely now. */
  boolean coarse() {
    return coarse;
  }

  /** The variance with which a measurement of x is to be passed. */
  double start(UdFactor p, double[] x, double variance) {
    return coarse ? Math.max(variance, p.coarseStart(x)) : variance;
  }

  /** Notes a pass, and tells whether its measurement decided xᵀ W and can land on its target. */
  boolean lands(double a, double start) {
    boolean decided = UdFactor.steep(a, start);
    steep |= decided;
    return decided && !coarse;
  }

  /**
   * Whether passes with all digits were rounding alone, so that coarse ones are due.
   *
   * @param growth the factor by which the steps themselves may have raised variances
   */
  boolean lackDigits(UdFactor p, double growth) {
    return !coarse
        && (p.faint() || (steep && p.exceeds(undo.before().inversePrecision(), RISEN * growth)));
  }
}
