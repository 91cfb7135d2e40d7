package io.rivulet.experiment.digits;

/**
 * A small picture of a digit.
 *
 * @param pixels ink from 0 to 16 by rows, 8 x 8; not copied
 * @param label the digit, 0 to 9
 */
@SuppressWarnings("ArrayRecordComponent")
public record LabelledDigit(double[] pixels, int label) {

  /** The number of classes of digits. */
  public static final int CLASSES = 10;

  static final int SIDE = 8;
  static final int PIXELS = SIDE * SIDE;
  static final int INK = 16;
}
