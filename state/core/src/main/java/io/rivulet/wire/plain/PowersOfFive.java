package io.rivulet.wire.plain;

import java.math.BigInteger;

/**
 * The float64 nearest to w 10<sup>q</sup>, from the first 128 bits of 5<sup>q</sup> (D. Lemire,
 * Number parsing at a gigabyte per second, 2021, section 5; N. Mushtak and D. Lemire, Fast number
 * parsing without fallback, 2023).
 */
final class PowersOfFive {

  private static final int LEAST = -342;
  private static final int GREATEST = 308;
  private static final int BITS = 128;

  /** The powers whose first 128 bits, or those of the reciprocal, are enough in every case. */
  private static final int LEAST_EXACT = -27;

  private static final int GREATEST_EXACT = 55;

  private static final int FRACTION_BITS = 52;
  private static final int LEAST_EXPONENT = -1023;
  private static final int INFINITE = 0x7ff;

  /** The powers that can make w 10<sup>q</sup> lie in the middle between two float64. */
  private static final int LEAST_TIE = -4;

  private static final int GREATEST_TIE = 23;

  /** The bits of the upper word of a product that rounding does not look at. */
  private static final long BEYOND = -1L >>> (FRACTION_BITS + 3);

  private static final long[] WORDS = words();

  private PowersOfFive() {}

  /**
   * The nearest float64; NaN when it is subnormal or not finite, or when 128 bits are too few to
   * tell.
   *
   * @param w as an unsigned integer, not 0
   */
  static double nearest(long w, int q) {
    if (q < LEAST || q > GREATEST) {
      return Double.NaN;
    }
    int zeros = Long.numberOfLeadingZeros(w);
    long first = w << zeros;
    int place = 2 * (q - LEAST);
    long high = upper(first, WORDS[place]);
    long low = first * WORDS[place];
    if ((high & BEYOND) == BEYOND) {
      long more = upper(first, WORDS[place + 1]);
      low += more;
      high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
      if (low == -1 && (q < LEAST_EXACT || q > GREATEST_EXACT)) {
        return Double.NaN;
      }
    }
    return rounded(high, low, q, zeros);
  }

  private static double rounded(long high, long low, int q, int zeros) {
    int upperBit = (int) (high >>> 63);
    int shift = upperBit + Long.SIZE - FRACTION_BITS - 3;
    long fraction = high >>> shift;
    int exponent = binary(q) + upperBit - zeros - LEAST_EXPONENT;
    if (exponent <= 0) {
      return Double.NaN;
    }
    boolean middle =
        Long.compareUnsigned(low, 1) <= 0
            && q >= LEAST_TIE
            && q <= GREATEST_TIE
            && (fraction & 3) == 1
            && fraction << shift == high;
    fraction = middle ? fraction & ~1 : fraction;
    fraction = (fraction + (fraction & 1)) >>> 1;
    if (fraction >= 2L << FRACTION_BITS) {
      fraction = 1L << FRACTION_BITS;
      exponent++;
    }
    if (exponent >= INFINITE) {
      return Double.NaN;
    }
    long bits = (fraction & ~(1L << FRACTION_BITS)) | ((long) exponent << FRACTION_BITS);
    return Double.longBitsToDouble(bits);
  }

  /** floor(log2(10<sup>q</sup>)) + 63. */
  private static int binary(int q) {
    return ((217_706 * q) >> 16) + 63;
  }

  /** The upper word of the product of two unsigned words. */
  private static long upper(long a, long b) {
    return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
  }

  private static long[] words() {
    long[] words = new long[2 * (GREATEST - LEAST + 1)];
    for (int q = LEAST; q <= GREATEST; q++) {
      BigInteger power = q < 0 ? reciprocal(-q) : truncated(BigInteger.valueOf(5).pow(q));
      words[2 * (q - LEAST)] = power.shiftRight(Long.SIZE).longValue();
      words[2 * (q - LEAST) + 1] = power.longValue();
    }
    return words;
  }

  private static BigInteger truncated(BigInteger number) {
    int shift = BITS - number.bitLength();
    return shift >= 0 ? number.shiftLeft(shift) : number.shiftRight(-shift);
  }

  /** The first 128 bits of 5<sup>-q</sup>, rounded up where they are not exact. */
  private static BigInteger reciprocal(int q) {
    BigInteger power = BigInteger.valueOf(5).pow(q);
    int length = power.subtract(BigInteger.ONE).bitLength();
    int bits = q <= -LEAST_EXACT ? length + BITS - 1 : 2 * length + BITS;
    return truncated(BigInteger.ONE.shiftLeft(bits).divide(power).add(BigInteger.ONE));
  }
}
