package io.rivulet.kernel;

/**
 * Bounds of what passes make of a {@link UdFactor}: with q = max Pᵢᵢ (p max |x|)²,
 *
 * <pre>
 * |vⱼ| ≤ √(q / Dⱼ),  |fⱼ| ≤ √(q Dⱼ),  |bᵢ| ≤ √(q max Pᵢᵢ),  |μ bᵢ| ≤ q √(max Pᵢᵢ / min D) / start
 * </pre>
 *
 * stay between 2^-640 and 2^640. A pass lowers an entry of D by 1 + q / start at the most, and
 * moves weights by |error| √(max Pᵢᵢ / start) / 2 at the most.
 */
final class SurePasses {

  private static final double LARGEST_VARIANCE = 0x1p200;
  private static final double LARGEST_INPUT = 0x1p100;
  private static final double LEAST = 0x1p-200;
  private static final double RATIO = 0x1p40;

  private SurePasses() {}

  /**
   * Whether the bounds hold as far as the passes go.
   *
   * @param size p max |x|
   * @param start the least of the passes
   */
  static boolean mayHold(double size, double start) {
    return size <= LARGEST_INPUT && start <= RATIO && start >= 1 / RATIO;
  }

  /**
   * Whether the bounds hold as far as the variances go.
   *
   * @param variance at least each of them
   */
  static boolean mayHold(double variance) {
    return variance <= LARGEST_VARIANCE;
  }

  /**
   * Whether the bounds hold, {@link #mayHold(double, double)} being known. O(p).
   *
   * @param d the diagonal of D
   */
  static boolean hold(double[] d, double size, double variance, int passes, double start) {
    if (!mayHold(variance)) {
      return false;
    }
    return passes == 1
        ? noneBelow(d, LEAST)
        : noneBelow(d, Math.sqrt(LEAST)) && allHold(size, variance, passes, start);
  }

  private static boolean noneBelow(double[] d, double least) {
    for (double entry : d) {
      if (entry < least) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the bounds hold for several passes in a row: the powers of two by which each can lower
   * D and move weights add up to at most 100 and 200.
   */
  private static boolean allHold(double size, double variance, int passes, double start) {
    int perPass = Math.getExponent(1 + variance * size * size / start) + 1;
    int moved = Math.getExponent(1 + Math.sqrt(variance / start) * size) + 1;
    return (long) passes * perPass <= 100 && (long) passes * moved <= 200;
  }
}
