package io.rivulet.wire;

import java.math.BigInteger;

/**
 * Powers of ten with 126 bits, in two words each: g = floor(10<sup>-k</sup> 2<sup>s</sup>) + 1 for
 * the s that gives it 126 bits, g = high 2<sup>63</sup> + low (R. Giulietti, The Schubfach way to
 * render doubles, 2020, section 9.8.3).
 */
final class PowersOfTen {

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
