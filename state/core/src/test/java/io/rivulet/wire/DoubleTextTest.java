package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers have the digits of Jackson's fast writer, and no others. */
class DoubleTextTest {

  private static final int NUMBERS = 50_000;

  private final byte[] bytes = new byte[2 + DoubleText.LONGEST];

  /** With five kinds of numbers for each, ten million numbers in all. */
  static LongStream seeds() {
    return Seeds.first(40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_anyNumber_hasTheDigitsOfJackson(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < NUMBERS; i++) {
      requireSame(Double.longBitsToDouble(random.nextLong()));
      requireSame((random.nextDouble() - 0.5) * 10);
      requireSame(nearPowerOfTwo(random));
      requireSame(decimal(random));
      requireSame(Double.longBitsToDouble(random.nextLong(1L << random.nextInt(1, 53))));
    }
  }

  private static double nearPowerOfTwo(SplittableRandom random) {
    return Math.scalb(1.0, random.nextInt(-1074, 1024)) * (1 + random.nextInt(-2, 3) * 0x1p-52);
  }

  private static double decimal(SplittableRandom random) {
    long digits = random.nextLong(-1L << random.nextInt(1, 63), 1L << random.nextInt(1, 63));
    return digits / Math.pow(10, random.nextInt(0, 12));
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        Double.MIN_VALUE,
        2 * Double.MIN_VALUE,
        3 * Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -1.2345678901234567E-308,
        1e-3,
        0.0009999999999999998,
        1e7,
        9_999_999,
        1e22,
        1e21,
        2e-323,
        9_007_199_254_740_992.0
      })
  void write_numberAtABound_hasTheDigitsOfJackson(double number) {
    requireSame(number);
    requireSame(-number);
  }

  /** Every power of two has an uneven rounding interval, every power of ten is in the table. */
  @Test
  void write_everyPowerOfTwoAndOfTen_hasTheDigitsOfJackson() {
    for (int e = -1074; e < 1024; e++) {
      requireSame(Math.scalb(1.0, e));
    }
    for (int e = -323; e < 309; e++) {
      requireSame(new BigDecimal("1e" + e).doubleValue());
    }
  }

  private void requireSame(double number) {
    if (!Double.isFinite(number)) {
      return;
    }
    bytes[0] = 'a';
    int end = DoubleText.write(number, bytes, 1);
    String written = new String(bytes, 1, end - 1, StandardCharsets.ISO_8859_1);
    String expected = NumberOutput.toString(number, true);
    if (!written.equals(expected) || bytes[0] != 'a') {
      assertThat(written).isEqualTo(expected);
    }
  }
}
