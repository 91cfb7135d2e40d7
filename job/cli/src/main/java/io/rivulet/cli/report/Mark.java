package io.rivulet.cli.report;

import java.math.BigDecimal;

/**
 * Where the source has a method at a step, as a reference beside its curve.
 *
 * @param method whose colour it takes
 * @param low the least value the source shows; equal to {@code high} for a single reading
 * @param high the largest value the source shows
 */
public record Mark(String method, double step, double low, double high) {

  public Mark {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "a mark's low must be at most its high, got " + low + " and " + high);
    }
  }

  /** A single reading. */
  public static Mark at(String method, double step, double value) {
    return new Mark(method, step, value, value);
  }

  /** {@code 41}, or {@code 108 to 118}. */
  String text() {
    return low == high ? plain(low) : plain(low) + " to " + plain(high);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
