package io.rivulet.experiment.figure;

/**
 * An axis of a panel. A linear one includes 0; a logarithmic one leaves out what is not positive.
 *
 * @param label what it shows, with the unit
 * @param low where a linear axis starts whatever it shows, NaN to fit it; what lies below sticks to
 *     the end
 * @param high where it ends, in the same way
 */
public record Axis(String label, boolean logarithmic, double low, double high) {

  public static Axis linear(String label) {
    return new Axis(label, false, Double.NaN, Double.NaN);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true, Double.NaN, Double.NaN);
  }

  /** From 0 to 1, for scores that are worth no distinction below 0. */
  public static Axis unit(String label) {
    return new Axis(label, false, 0, 1);
  }

  boolean fixed() {
    return low < high;
  }
}
