package io.rivulet.state.evidence;

import java.util.Arrays;

/**
 * The powers of two in which a state keeps its sums, so that no square of them overflows or
 * underflows: inputs over 2^x, targets over 2^y, one y for each output, and weights of samples over
 * 4^w. All are 0 for numbers of ordinary size, and never fall.
 *
 * @param input x
 * @param targets y for each output, not copied
 * @param weight w
 */
public record Units(int input, int[] targets, int weight) {

  /** The largest size of a number, as a power of two, that needs no unit other than 1. */
  public static final int ORDINARY = 64;

  /** The same of the root of a weight. */
  private static final int ORDINARY_ROOT = 16;

  static Units initial(int outputs) {
    return new Units(0, new int[outputs], 0);
  }

  /** Whether numbers are kept as they are. */
  public boolean plain() {
    return input == 0 && weight == 0 && Arrays.stream(targets).allMatch(unit -> unit == 0);
  }

  /**
   * The units in which there is room for one more sample.
   *
   * @param first whether no input counted so far
   * @param firstTargets the same of each output
   * @param lightest whether no weight counted so far
   * @param x the largest size of an input, less its mean
   * @param y the size of each target, less its mean
   * @param omega the weight, positive
   */
  public Units with(
      boolean first, boolean[] firstTargets, boolean lightest, double x, double[] y, double omega) {
    int[] next = targets.clone();
    for (int j = 0; j < next.length; j++) {
      next[j] = unit(next[j], firstTargets[j], Math.abs(y[j]), ORDINARY);
    }
    double root = Math.sqrt(omega);
    return new Units(
        unit(input, first, x, ORDINARY), next, unit(weight, lightest, root, ORDINARY_ROOT));
  }

  private static int unit(int unit, boolean first, double size, int ordinary) {
    if (size == 0) {
      return unit;
    }
    int exponent = Math.getExponent(size);
    if (!first && exponent <= unit + ordinary) {
      return unit;
    }
    return Math.abs(exponent) <= ordinary ? 0 : exponent;
  }

  int[] targetsAbove(Units earlier) {
    int[] above = new int[targets.length];
    Arrays.setAll(above, j -> targets[j] - earlier.targets[j]);
    return above;
  }

  /** A number of the sample over 2^exponent. */
  public static double over(double value, int exponent) {
    return exponent == 0 ? value : Math.scalb(value, -exponent);
  }

  /** Numbers over 2^exponent, in their place. */
  public static void divide(double[] values, int exponent) {
    for (int i = 0; exponent != 0 && i < values.length; i++) {
      values[i] = Math.scalb(values[i], -exponent);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Units units
        && input == units.input
        && weight == units.weight
        && Arrays.equals(targets, units.targets);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * input + weight) + Arrays.hashCode(targets);
  }
}
