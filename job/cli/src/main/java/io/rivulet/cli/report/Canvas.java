package io.rivulet.cli.report;

/** What a sheet is drawn on: white, in points from the top left. */
interface Canvas {

  /** A line through the points. */
  void line(double[] x, double[] y, Pen pen);

  /**
   * A closed area, filled.
   *
   * @param opacity from 0 to 1
   */
  void area(double[] x, double[] y, int rgb, double opacity);

  /** Level text with its base line at y. */
  void text(double x, double y, Letters letters, String text);

  /** Text that runs upwards, centred at y, with its base line at x. */
  void upward(double x, double y, Letters letters, String text);

  /**
   * How a line is drawn.
   *
   * @param dash lengths of dash and gap, none for a solid line; not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pen(int rgb, double width, float... dash) {}

  /** How text is set; x is where it starts, has its middle or ends. */
  record Letters(int size, boolean bold, Anchor anchor) {}

  /** The part of a text that lies at its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }
}
