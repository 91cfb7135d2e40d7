package io.rivulet.learner.ledger;

import io.rivulet.learner.step.Bounds;
import io.rivulet.state.Moments;

/**
 * Sums whose solution by a {@link StandardForm} is surely finite, so that it may wait until it is
 * asked for. With every Σ ω xⱼ², Σ ω y² and Σ ω at most 2²⁰⁰, and at least 2⁻²⁰⁰ or 0, and the
 * prior and W₀ at most 2¹⁰⁰:
 *
 * <pre>
 * |Σ ω xⱼ y| ≤ 2²⁰⁰,   Hⱼⱼ ≥ 1e-12 Σ ω xⱼ²,   ‖(S H S)⁻¹‖ ≤ 2⁵²
 * |wⱼ| ≤ 2⁵² p (1e12 (Σ ω y² / Σ ω xⱼ²)^½ + 2¹⁰⁰) < 2³⁰⁰
 * </pre>
 *
 * and no product of these with H, at most 2⁵⁰⁰, comes near the largest float64.
 */
final class SolvableSums {

  private static final double LARGEST = 0x1p200;
  private static final double SMALLEST = 0x1p-200;
  private static final double LARGEST_PRIOR = 0x1p100;

  private final boolean ordinary;

  /**
   * @param start W₀
   */
  SolvableSums(LedgerPrior prior, double[][] start) {
    this.ordinary = prior.unit() <= LARGEST_PRIOR && Bounds.largest(start) <= LARGEST_PRIOR;
  }

  /** Whether these are such sums. O(p). */
  boolean are(Moments moments) {
    if (!ordinary) {
      return false;
    }
    for (int j = 0; j < moments.second().size(); j++) {
      if (!within(moments.second().diagonal(j))) {
        return false;
      }
    }
    for (double squares : moments.squares()) {
      if (!within(squares)) {
        return false;
      }
    }
    return true;
  }

  private static boolean within(double sum) {
    return sum == 0 || (sum >= SMALLEST && sum <= LARGEST);
  }
}
