package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Bounds;
import io.rivulet.learner.step.Example;

/**
 * Answers and errors that are finite for certain, so that they need not be computed where nobody
 * reads them. The fit nearest to the start differs from it by no more than any other fit does, in
 * the {@link LedgerPrior#lengths} of the weights.
 */
final class SureAnswers {

  private final boolean ordinary;

  /**
   * @param start W₀
   */
  SureAnswers(LedgerPrior prior, double[][] start) {
    this.ordinary = prior.ordinary() && Bounds.largest(start) <= Bounds.SURELY_FINITE;
  }

  /**
   * Whether the answer to an example is one. O(p q) and the size of the example.
   *
   * @param weights any of the fits
   */
  boolean to(Example example, double[][] weights) {
    return Bounds.largest(weights) <= Bounds.SURELY_FINITE && to(example);
  }

  /** Whether the answer to an example is one, the weights being known to be no obstacle. */
  boolean to(Example example) {
    return ordinary
        && Bounds.largest(example.x()) <= Bounds.SURELY_FINITE
        && Bounds.largest(example.y()) <= Bounds.SURELY_FINITE;
  }
}
