package io.rivulet.wire;

import java.util.Arrays;

/**
 * A growing array that counts all numbers added to it and keeps as many of them as a limit allows.
 */
final class Numbers {

  private final int limit;
  private double[] values = new double[16];
  private int count;

  Numbers(int limit) {
    this.limit = limit;
  }

  void add(double value) {
    if (count < limit) {
      values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
      values[count] = value;
    }
    count++;
  }

  int count() {
    return count;
  }

  /** The numbers that are kept; none can be added any more. */
  double[] kept() {
    int kept = Math.min(count, limit);
    return kept == values.length ? values : Arrays.copyOf(values, kept);
  }
}
