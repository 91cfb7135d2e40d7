package io.rivulet.experiment.figure;

/**
 * An axis of a panel. A linear one includes 0; a logarithmic one leaves out what is not positive.
 *
 * @param label the quantity that it shows, with the unit
 * @param low the fixed start of a linear axis, NaN to fit the values; lower values stick to the end
 * @param high the fixed end, in the same way
 */
public record Axis(String label, boolean logarithmic, double low, double high) {

  public static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  /** An axis from 0 to 1, for scores that need no distinction below 0. */
  public static Axis unit(String label) {
    return new Axis(label, false, 0, 1);
  }

  boolean fixed() {
    return low < high;
  }
}
