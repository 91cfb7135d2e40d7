package io.rivulet.cli.report;

/**
 * An axis of a panel. A linear one includes 0; a logarithmic one leaves out what is not positive.
 *
 * @param label what it shows, with the unit
 */
public record Axis(String label, boolean logarithmic) {

  public static Axis linear(String label) {
    return new Axis(label, false);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true);
  }
}
