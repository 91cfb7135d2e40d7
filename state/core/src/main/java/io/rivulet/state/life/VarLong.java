package io.rivulet.state.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.state.StateFormatException;

/**
 * Integers of 1 to 10 bytes: 7 bits a byte, the lowest first, with the highest bit set in all bytes
 * but the last. Each value has one form.
 */
final class VarLong {

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;
  private static final int LAST_SHIFT = 63;

  private VarLong() {}

  /** The bytes of a value, which counts as unsigned. */
  static long bytes(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
    return (BITS - 1L + bits) / BITS;
  }

  static void write(long value, StateOutput into) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      into.put((byte) (rest | MORE));
      rest >>>= BITS;
    }
    into.put((byte) rest);
  }

  static long read(StateInput from) {
    long value = 0;
    for (int shift = 0; shift <= LAST_SHIFT; shift += BITS) {
      byte part = from.get();
      value |= (part & (MORE - 1L)) << shift;
      if (part >= 0) {
        return requireShortest(value, part, shift);
      }
    }
    throw new StateFormatException("stored life has a number of more than 64 bits");
  }

  private static long requireShortest(long value, byte last, int shift) {
    if ((last == 0 && shift > 0) || (shift == LAST_SHIFT && last != 1)) {
      throw new StateFormatException("stored life has a number that is not in its shortest form");
    }
    return value;
  }

  /** Maps values near 0 to small ones: 0, -1, 1, -2, .. become 0, 1, 2, 3, .. */
  static long folded(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  static long unfolded(long folded) {
    return (folded >>> 1) ^ -(folded & 1);
  }
}
