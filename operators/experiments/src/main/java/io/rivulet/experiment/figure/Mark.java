package io.rivulet.experiment.figure;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The value that the source gives for a method at a step, as a reference next to its curve.
 *
 * @param method the method, whose colour it takes
 * @param low the least value the source shows; equal to {@code high} for a single reading
 * @param high the largest value the source shows
 * @param timed whether the source gives the step at which the method has that value, and not the
 *     value that it has at the step
 */
public record Mark(String method, double step, double low, double high, boolean timed) {

  private static final MathContext SHORT = new MathContext(3);
  private static final int LEAST_EXPONENT = -3;
  private static final int MOST_EXPONENT = 5;

  public Mark {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "a mark's low must be at most its high, got " + low + " and " + high);
    }
  }

  /** Readings of several plots, or of a broad line. */
  public Mark(String method, double step, double low, double high) {
    this(method, step, low, high, false);
  }

  /** A single reading. */
  public static Mark at(String method, double step, double value) {
    return new Mark(method, step, value, value);
  }

  /** The step at which a value is reached. */
  public static Mark timed(String method, double step, double value) {
    return new Mark(method, step, value, value, true);
  }

  /** {@code 41}, or {@code 108 to 118}. */
  String text() {
    return low == high ? plain(low) : plain(low) + " to " + plain(high);
  }

  /** What a label in the picture says: the step if timed, {@code 41} or {@code 108–118}. */
  String label() {
    return timed ? brief(step) : low == high ? brief(low) : brief(low) + "–" + brief(high);
  }

  /** {@code 0.982}, {@code 4.78}, {@code 3 × 10⁻⁵}. */
  private static String brief(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).stripTrailingZeros().round(SHORT);
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (value == 0 || (exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT)) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).toPlainString() + " × " + Scale.power(exponent);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
