package io.rivulet.wire.plain;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are read to the bits that {@link Double#parseDouble} gives, but for minus zero. */
class NumberTextTest {

  private final NumberText reader = new NumberText();

  static LongStream seeds() {
    return Seeds.first(200);
  }

  /** 1.2 million texts of all kinds, in all. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void read_anyNumber_isTheNearestFloat64(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(any)) {
        requireNearest(Double.toString(any));
        requireNearest(new BigDecimal(any).round(new java.math.MathContext(19)).toString());
      }
      requireNearest(Double.toString(random.nextDouble(-10, 10)));
      requireNearest(Float.toString((float) random.nextDouble()));
      requireNearest(drawn(random));
      requireNearest(middle(random));
    }
  }

  /** Digits, a point and an exponent, each of any length. */
  private static String drawn(SplittableRandom random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    text.append(random.nextInt(3) == 0 ? "0" : digits(random, 1 + random.nextInt(20), true));
    if (random.nextBoolean()) {
      text.append('.').append("0".repeat(random.nextInt(4)));
      text.append(digits(random, 1 + random.nextInt(12), false));
    }
    if (random.nextInt(3) == 0) {
      text.append(random.nextBoolean() ? 'e' : 'E');
      text.append(random.nextInt(3) == 0 ? "+" : random.nextBoolean() ? "-" : "");
      text.append(random.nextInt(random.nextBoolean() ? 30 : 330));
    }
    return text.toString();
  }

  private static String digits(SplittableRandom random, int count, boolean leading) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(leading && i == 0 ? 1 : 0, 10));
    }
    return digits.toString();
  }

  /** The middle between two neighbours, or a text that is a little off: the hardest cases. */
  private static String middle(SplittableRandom random) {
    long odd = (1L << 53) | random.nextLong(1L << 53) | 1;
    int shift = random.nextInt(-10, 8);
    BigDecimal exact =
        shift < 0
            ? new BigDecimal(odd).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-shift)))
            : new BigDecimal(BigInteger.valueOf(odd).shiftLeft(shift));
    BigDecimal off = exact.ulp().multiply(BigDecimal.valueOf(random.nextInt(-1, 2)));
    return exact.add(off).toString();
  }

  private void requireNearest(String text) {
    double expected = Double.parseDouble(text) + 0.0;
    byte[] padded = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);

    double read = reader.read(padded, 1, padded.length);

    boolean finite = Double.isFinite(expected) && text.length() <= 64;
    if (Double.compare(read, finite ? expected : Double.NaN) != 0
        || (finite && reader.end() != 1 + text.length())) {
      throw new AssertionError(text + " was read as " + read + " to place " + reader.end());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "0e999",
        "1e22",
        "1e23",
        "9007199254740993",
        "9007199254740992e22",
        "9007199254740993e-22",
        "9999999999999999999",
        "99999999999999999999",
        "18446744073709551615",
        "18446744073709551616",
        "1e-342",
        "1e-343",
        "1e308",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1e309",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "0.000000000000000000000000000000000000000000000000000000000001",
        "0.00000000000000000000000000000000000000000000000000000000000001",
        "0.000000000000000000000000000000000000000000000000000000000000001",
        "12345678",
        "123456789012345678.5",
        "1234567890123456789",
        "0.12345678901234567",
        "0.3e-5"
      })
  void read_edge_isTheNearestFloat64(String text) {
    requireNearest(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "01", "-01", "00", "NaN", "--1"})
  void read_textThatIsNoNumber_isNaN(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(reader.read(bytes, 0, bytes.length)).isNaN();
  }

  @Test
  void read_bytesBehindTheEnd_areNotLookedAt() {
    byte[] bytes = "123456789012345".getBytes(StandardCharsets.UTF_8);

    for (int end = 1; end <= bytes.length; end++) {
      assertThat(reader.read(bytes, 0, end))
          .isEqualTo(Double.parseDouble("123456789012345".substring(0, end)));
      assertThat(reader.end()).isEqualTo(end);
    }
  }
}
