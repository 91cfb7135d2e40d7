package io.rivulet.kernel;

/** How unequal a state knows its directions: the largest of some sizes over the smallest. */
final class Condition {

  private Condition() {}

  /**
   * 1 or more; infinite when the smallest is 0, NaN when there is none.
   *
   * @param sizes at least 0
   */
  static double of(double[] sizes) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double size : sizes) {
      largest = Math.max(largest, size);
      smallest = Math.min(smallest, size);
    }
    return sizes.length == 0 ? Double.NaN : largest == smallest ? 1 : largest / smallest;
  }
}
