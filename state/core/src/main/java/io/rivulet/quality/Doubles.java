package io.rivulet.quality;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormatException;

/** The bytes of counts and figures. Every NaN is written as the same bits. */
final class Doubles {

  /** The largest count; no stream reaches it, and counts go on from it without an overflow. */
  static final long MOST = 1L << 53;

  private Doubles() {}

  static void write(double figure, StateOutput into) {
    into.putLong(Double.doubleToLongBits(figure));
  }

  static void write(double[] figures, StateOutput into) {
    for (double figure : figures) {
      write(figure, into);
    }
  }

  static void read(StateInput from, double[] figures) {
    for (int j = 0; j < figures.length; j++) {
      figures[j] = from.getDouble();
    }
  }

  static long count(StateInput from) {
    long count = from.getLong();
    if (count < 0 || count > MOST) {
      throw new StateFormatException("quality state has the count " + count);
    }
    return count;
  }

  /**
   * @param numbers the doubles for each output that must follow
   */
  static int outputs(StateInput from, int numbers) {
    int outputs = from.getInt();
    if (outputs < 0 || (long) outputs * numbers * Double.BYTES > from.remaining()) {
      throw new StateFormatException(
          "quality state announces " + outputs + " outputs, " + from.remaining() + " bytes follow");
    }
    return outputs;
  }
}
