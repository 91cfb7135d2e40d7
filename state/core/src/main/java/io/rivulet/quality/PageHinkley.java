package io.rivulet.quality;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;

/**
 * Page's test for a mean that rises, with fading: for numbers x₁, x₂, ... since the last alarm,
 *
 * <pre>
 * mₙ = mₙ₋₁ + (xₙ - mₙ₋₁) / n,  sₙ = 0.9999 sₙ₋₁ + (xₙ - mₙ - δ),  alarm when n + 1 ≥ 30, sₙ > λ
 * </pre>
 *
 * <p>The fading bounds sₙ below by -10⁴ δ, so that a long quiet stream does not make the test deaf.
 * This is the detector {@code PageHinkleyDM} of MOA and SAMOA, with its defaults for the number of
 * samples and for the fading.
 *
 * <p>Reference: E. S. Page, <i>Continuous inspection schemes</i>, Biometrika 41 (1954).
 */
public final class PageHinkley {

  static final int BYTES = Long.BYTES + 2 * Double.BYTES;

  private static final long FIRST = 30;
  private static final double KEPT = 0.9999;

  private long seen;
  private double mean;
  private double sum;

  PageHinkley() {}

  /**
   * Adds a number and says whether it raises an alarm, after which the test begins anew.
   *
   * @param x finite, at least 0
   * @param delta δ, the rise over the mean that is tolerated
   * @param threshold λ, the sum of excesses above which there is an alarm
   */
  public boolean add(double x, double delta, double threshold) {
    seen++;
    mean += (x - mean) / seen;
    sum = Math.max(-Double.MAX_VALUE, KEPT * sum + (x - mean - delta));
    boolean alarm = seen + 1 >= FIRST && sum > threshold;
    if (alarm) {
      clear();
    }
    return alarm;
  }

  /** Begins anew. */
  void clear() {
    seen = 0;
    mean = 0;
    sum = 0;
  }

  void write(StateOutput into) {
    into.putLong(seen);
    Doubles.write(mean, into);
    Doubles.write(sum, into);
  }

  static PageHinkley read(StateInput from) {
    PageHinkley test = new PageHinkley();
    test.seen = Doubles.count(from);
    test.mean = from.getDouble();
    test.sum = from.getDouble();
    return test;
  }
}
