package io.rivulet.wire;

import java.math.BigInteger;

/**
 * The shortest decimal that rounds to a float64, written as bytes without an object in between: the
 * digits of Jackson's fast writer. Of the shortest ones it is the nearest, and it has two digits at
 * least. Costs three products of 126 by 64 bits, and one table (R. Giulietti, The Schubfach way to
 * render doubles, 2020).
 */
final class DoubleText {

  /** The length of the longest text, {@code -1.2345678901234567E-308}. */
  static final int LONGEST = 24;

  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
  private static final long FRACTION = HIDDEN_BIT - 1;
  private static final int EXPONENT = 0x7ff;

  /** The exponent of the unit in the last place of the least float64. */
  private static final int LEAST_EXPONENT = -1074;

  /** A subnormal below this has one digit, and is taken ten times as large to have a second one. */
  private static final long TINY = 3;

  private static final long LOW_63 = (1L << 63) - 1;

  private static final int EIGHT_DIGITS = 100_000_000;

  private static final long[] TENS = tens();

  /** The digits of 00 to 99. */
  private static final byte[] PAIRS = pairs();

  private DoubleText() {}

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private static long[] tens() {
    long[] tens = new long[19];
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = 10 * tens[i - 1];
    }
    return tens;
  }

  /**
   * Writes a finite number.
   *
   * @param into has room for {@link #LONGEST} bytes
   * @return the place after its last byte
   */
  static int write(double value, byte[] into, int at) {
    long bits = Double.doubleToRawLongBits(value);
    int place = at;
    if (bits < 0) {
      into[place++] = '-';
    }
    int biased = (int) (bits >>> FRACTION_BITS) & EXPONENT;
    long fraction = bits & FRACTION;
    if (biased != 0) {
      int exponent = biased + LEAST_EXPONENT - 1;
      long c = HIDDEN_BIT | fraction;
      if (-FRACTION_BITS <= exponent && exponent < 0 && (c >> -exponent) << -exponent == c) {
        return digits(c >> -exponent, 0, into, place);
      }
      return shortest(exponent, c, 0, into, place);
    }
    if (fraction == 0) {
      return digits(0, 0, into, place);
    }
    return fraction < TINY
        ? shortest(LEAST_EXPONENT, 10 * fraction, -1, into, place)
        : shortest(LEAST_EXPONENT, fraction, 0, into, place);
  }

  /**
   * Writes the shortest decimal in the rounding interval of c 2^q.
   *
   * @param shift what is added to the exponent of ten in the end
   */
  private static int shortest(int q, long c, int shift, byte[] into, int at) {
    int odd = (int) c & 1;
    boolean regular = c != HIDDEN_BIT || q == LEAST_EXPONENT;
    long middle = c << 2;
    int k = regular ? log10OfPowerOf2(q) : log10OfThreeQuartersOfPowerOf2(q);
    int h = q + log2OfPowerOf10(-k) + 2;
    long high = PowersOfTen.high(k);
    long low = PowersOfTen.low(k);
    long v = scaled(high, low, middle << h);
    long left = scaled(high, low, (middle - (regular ? 2 : 1)) << h);
    long right = scaled(high, low, (middle + 2) << h);
    long s = v >> 2;
    if (s >= 100) {
      // floor(s / 10), exact for the s of a float64
      long below = 10 * Math.multiplyHigh(s, 115_292_150_460_684_698L << 4);
      long above = below + 10;
      boolean belowInside = left + odd <= below << 2;
      boolean aboveInside = (above << 2) + odd <= right;
      if (belowInside != aboveInside) {
        return digits(belowInside ? below : above, k, into, at);
      }
    }
    long t = s + 1;
    boolean lowerInside = left + odd <= s << 2;
    boolean upperInside = (t << 2) + odd <= right;
    if (lowerInside != upperInside) {
      return digits(lowerInside ? s : t, k + shift, into, at);
    }
    long side = v - ((s + t) << 1);
    return digits(side < 0 || (side == 0 && (s & 1) == 0) ? s : t, k + shift, into, at);
  }

  /** The product of g and c, without its last 126 bits, its last bit set when any of them is. */
  private static long scaled(long high, long low, long c) {
    long upperOfLow = Math.multiplyHigh(low, c);
    long lowerOfHigh = high * c;
    long upperOfHigh = Math.multiplyHigh(high, c);
    long carried = (lowerOfHigh >>> 1) + upperOfLow;
    long whole = upperOfHigh + (carried >>> 63);
    return whole | (((carried & LOW_63) + LOW_63) >>> 63);
  }

  /** floor(log10(2^e)). */
  private static int log10OfPowerOf2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  /** floor(log10(3/4 2^e)). */
  private static int log10OfThreeQuartersOfPowerOf2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  /** floor(log2(10^e)). */
  private static int log2OfPowerOf10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }

  /** Writes f 10^e: plain from 0.001 to below ten million, else with an exponent. */
  private static int digits(long f, int e, byte[] into, int at) {
    int length = length(f);
    int point = length + e;
    // one place is left free for the point
    write(f, length, into, at + 1);
    int last = at + length;
    while (last > at + 1 && into[last] == '0') {
      last--;
    }
    if (0 < point && point <= 7) {
      return plain(at, last, point, into);
    }
    if (-3 < point && point <= 0) {
      return belowOne(last - at, point, into, at);
    }
    into[at] = into[at + 1];
    into[at + 1] = '.';
    int end = Math.max(last + 1, at + 2);
    if (end == at + 2) {
      into[end++] = '0';
    }
    into[end++] = 'E';
    return exponent(point - 1, into, end);
  }

  private static int plain(int at, int last, int point, byte[] into) {
    int end = last + 1;
    while (end < at + 1 + point) {
      into[end++] = '0';
    }
    for (int i = at; i < at + point; i++) {
      into[i] = into[i + 1];
    }
    into[at + point] = '.';
    if (end == at + 1 + point) {
      into[end++] = '0';
    }
    return end;
  }

  private static int belowOne(int kept, int point, byte[] into, int at) {
    int zeros = -point;
    System.arraycopy(into, at + 1, into, at + 2 + zeros, kept);
    into[at] = '0';
    into[at + 1] = '.';
    for (int i = 0; i < zeros; i++) {
      into[at + 2 + i] = '0';
    }
    return at + 2 + zeros + kept;
  }

  private static int exponent(int e, byte[] into, int at) {
    int place = at;
    if (e < 0) {
      into[place++] = '-';
    }
    int size = Math.abs(e);
    int length = size < 10 ? 1 : size < 100 ? 2 : 3;
    for (int i = place + length - 1, left = size; i >= place; i--, left /= 10) {
      into[i] = (byte) ('0' + left % 10);
    }
    return place + length;
  }

  /** The number of decimal digits of a number below 10^18, 1 for 0. */
  private static int length(long f) {
    int length = log10OfPowerOf2(Long.SIZE - Long.numberOfLeadingZeros(f | 1));
    return f >= TENS[length] ? length + 1 : Math.max(1, length);
  }

  private static void write(long f, int length, byte[] into, int at) {
    long upper = f / EIGHT_DIGITS;
    int end = at + length;
    if (upper == 0) {
      write((int) f, into, at, end);
      return;
    }
    int lower = (int) (f - upper * EIGHT_DIGITS);
    write(lower, into, end - 8, end);
    write((int) upper, into, at, end - 8);
  }

  /** Writes the last digits of a number into all places from one to another. */
  private static void write(int number, byte[] into, int from, int to) {
    int left = number;
    int place = to;
    while (place - from >= 2) {
      int tens = left / 100;
      int pair = 2 * (left - 100 * tens);
      into[--place] = PAIRS[pair + 1];
      into[--place] = PAIRS[pair];
      left = tens;
    }
    if (place > from) {
      into[from] = (byte) ('0' + left);
    }
  }

  /**
   * Powers of ten with 126 bits, in two words each: g = floor(10<sup>-k</sup> 2<sup>s</sup>) + 1
   * for the s that gives it 126 bits, g = high 2<sup>63</sup> + low (R. Giulietti, The Schubfach
   * way to render doubles, 2020, section 9.8.3).
   */
  private static final class PowersOfTen {

    private static final int BITS = 126;

    /** The least and the greatest k of a float64. */
    private static final int LEAST = -324;

    private static final int GREATEST = 292;

    private static final BigInteger LOW = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);

    private static final long[] WORDS = words();

    private PowersOfTen() {}

    static long high(int k) {
      return WORDS[2 * (k - LEAST)];
    }

    static long low(int k) {
      return WORDS[2 * (k - LEAST) + 1];
    }

    private static long[] words() {
      long[] words = new long[2 * (GREATEST - LEAST + 1)];
      for (int k = LEAST; k <= GREATEST; k++) {
        BigInteger g = truncated(-k).add(BigInteger.ONE);
        words[2 * (k - LEAST)] = g.shiftRight(63).longValueExact();
        words[2 * (k - LEAST) + 1] = g.and(LOW).longValueExact();
      }
      return words;
    }

    /** The first 126 bits of a power of ten. */
    private static BigInteger truncated(int exponent) {
      BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
      int length = power.bitLength();
      if (exponent >= 0) {
        return power.shiftLeft(BITS).shiftRight(length);
      }
      // 1 / power lies below 2^(1 - length), and above 2^-length
      return BigInteger.ONE.shiftLeft(BITS + length - 1).divide(power);
    }
  }
}
