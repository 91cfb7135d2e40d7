package io.rivulet.wire.plain;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A reader of numbers in the notation of JSON, from bytes to the nearest float64 without a text in
 * between. Costs one product of two words in most cases (D. Lemire, Number parsing at a gigabyte
 * per second, 2021); the few numbers that this leaves open go through {@link Double#parseDouble}.
 * Not thread-safe.
 */
public final class NumberText {

  /** The longest number of a sample, in characters. */
  private static final int LONGEST = 64;

  /** The most digits of which every integer fits into a word. */
  private static final int WORD_DIGITS = 19;

  /** The largest power of ten that is a float64, and so is every smaller one. */
  private static final int EXACT_POWER = 22;

  private static final long EXACT_INTEGER = 1L << 53;
  private static final double[] POWERS = powers();

  /** An exponent beyond this is read as this: the number is 0 or not finite either way. */
  private static final int LARGEST_EXPONENT = 9_999;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] text;
  private int at;
  private int last;
  private long digits;
  private int count;
  private int scale;

  private static double[] powers() {
    double[] powers = new double[EXACT_POWER + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  /**
   * Reads a number up to the first byte that cannot belong to it. Minus zero is read as zero.
   *
   * @return NaN when there is no number in the notation of JSON, or one that is longer than 64
   *     characters or not finite
   */
  public double read(byte[] bytes, int from, int end) {
    text = bytes;
    at = from;
    last = end;
    boolean negative = at < last && text[at] == '-';
    at += negative ? 1 : 0;
    if (!readDigits() || at - from > LONGEST) {
      return Double.NaN;
    }
    double size = count <= WORD_DIGITS ? value(from) : exact(from);
    return negative ? 0.0 - size : size;
  }

  /** The place after the number that was read last. */
  public int end() {
    return at;
  }

  private boolean readDigits() {
    digits = 0;
    count = 0;
    scale = 0;
    int start = at;
    readRun();
    int whole = at - start;
    if (whole == 0 || (whole > 1 && text[start] == '0')) {
      return false;
    }
    return readFraction() && readExponent();
  }

  private boolean readFraction() {
    if (at == last || text[at] != '.') {
      return true;
    }
    at++;
    int start = at;
    readRun();
    scale = start - at;
    return at > start;
  }

  /** Reads digits; zeros before the first other digit do not count. */
  private void readRun() {
    byte[] bytes = text;
    int place = at;
    while (count == 0 && place < last && bytes[place] == '0') {
      place++;
    }
    int first = place - count;
    long value = digits;
    while (last - place >= Long.BYTES && place - first <= WORD_DIGITS - Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, place);
      if (!allDigits(eight)) {
        break;
      }
      value = 100_000_000 * value + value(eight);
      place += Long.BYTES;
    }
    while (place < last && bytes[place] >= '0' && bytes[place] <= '9') {
      value = 10 * value + bytes[place] - '0';
      place++;
    }
    digits = value;
    count = place - first;
    at = place;
  }

  private boolean readExponent() {
    if (at == last || (text[at] | 0x20) != 'e') {
      return true;
    }
    at++;
    boolean negative = at < last && text[at] == '-';
    at += negative || (at < last && text[at] == '+') ? 1 : 0;
    int start = at;
    int exponent = 0;
    while (at < last && text[at] >= '0' && text[at] <= '9') {
      exponent = Math.min(LARGEST_EXPONENT, 10 * exponent + text[at] - '0');
      at++;
    }
    scale += negative ? -exponent : exponent;
    return at > start;
  }

  /** Whether eight bytes are digits. */
  private static boolean allDigits(long eight) {
    long high = 0xf0f0f0f0f0f0f0f0L;
    return ((eight & high) | (((eight + 0x0606060606060606L) & high) >>> 4)) == 0x3333333333333333L;
  }

  /** The number that eight digits stand for, the first in the lowest byte. */
  private static long value(long eight) {
    long mask = 0x000000ff000000ffL;
    long ones = eight - 0x3030303030303030L;
    long pairs = 10 * ones + (ones >>> 8);
    long upper = (pairs & mask) * (100 + (1_000_000L << 32));
    long lower = ((pairs >>> 16) & mask) * (1 + (10_000L << 32));
    return (upper + lower) >>> 32;
  }

  private double value(int from) {
    if (digits == 0) {
      return 0;
    }
    if (-EXACT_POWER <= scale && scale <= EXACT_POWER && digits >= 0 && digits <= EXACT_INTEGER) {
      return scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
    }
    double nearest = PowersOfFive.nearest(digits, scale);
    return Double.isNaN(nearest) ? exact(from) : nearest;
  }

  /** The size of the number by the class library; NaN when it is not finite. */
  private double exact(int from) {
    double value =
        Double.parseDouble(new String(text, from, at - from, StandardCharsets.ISO_8859_1));
    return Double.isFinite(value) ? Math.abs(value) : Double.NaN;
  }
}
