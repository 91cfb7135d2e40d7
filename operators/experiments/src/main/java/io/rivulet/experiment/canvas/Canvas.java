package io.rivulet.experiment.canvas;

/** The surface that a sheet is drawn on, in points of 1/72 inch from the top left. */
public interface Canvas {

  /** Points of 1/72 inch in a millimetre. */
  double POINTS_PER_MM = 72 / 25.4;

  /** The colour of text and axes. */
  int INK = 0x2B2F36;

  /** The colour of the empty surface. */
  int PAPER = 0xFFFFFF;

  /** The colour of the lines behind the curves. */
  int GRID = 0xE2E5E9;

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

  /** A straight line. */
  default void rule(double x1, double y1, double x2, double y2, Pen pen) {
    line(new double[] {x1, x2}, new double[] {y1, y2}, pen);
  }

  /**
   * The pen of a line.
   *
   * @param dash lengths of dash and gap, none for a solid line; not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Pen(int rgb, double width, float... dash) {}

  /**
   * The style of a text; x is where it starts, has its middle or ends.
   *
   * @param size the size in points, at least {@link #LEAST}
   */
  record Letters(double size, boolean bold, Anchor anchor) {

    /** The least size; smaller print is hard to read. */
    public static final double LEAST = 8;

    /** From one base line to the next, in sizes. */
    private static final double LEADING = 1.3;

    private static final double HALF_DIGIT = 0.36;

    public static Letters small(Anchor anchor) {
      return new Letters(LEAST, false, anchor);
    }

    /** The distance from one base line to the next. */
    public double leading() {
      return LEADING * size;
    }

    /** The distance of the base line below the middle of a digit. */
    public double halfDigit() {
      return HALF_DIGIT * size;
    }
  }

  /** The part of a text that lies at its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }
}
