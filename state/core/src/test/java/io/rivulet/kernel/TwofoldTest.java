package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sums, products and quotients of twice the digits, by decimals of 80. */
class TwofoldTest {

  private static final MathContext DIGITS = new MathContext(80);

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void axpy_termsThatCancel_isOffByTheTailOfATail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] y = {0};
    double[] tail = {0};
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (int i = 0; i < 100; i++) {
      double a = draw(random);
      double b = draw(random);
      double[] x = {draw(random)};
      BigDecimal term = decimal(a).multiply(decimal(b)).multiply(decimal(x[0]));
      exact = exact.add(term);
      size = size.add(term.abs());
      Twofold.axpy(a, b, x, y, tail, 1);
    }

    assertClose(exact(y[0], tail[0]), exact, size, 100);
    assertThat(y[0] + tail[0]).isEqualTo(y[0]);
    double[] all = {y[0]};
    double[] rest = {tail[0]};
    Twofold.scale(0.9, all, rest, 1);
    assertClose(exact(all[0], rest[0]), exact(y[0], tail[0]).multiply(decimal(0.9)), size, 2);
    BigDecimal sum = exact(all[0], rest[0]).add(exact(y[0], tail[0]));
    Twofold.add(y, tail, all, rest, 1);
    assertClose(exact(all[0], rest[0]), sum, size, 4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void axpy_ofAPartWithTails_isOffByTheTailOfATail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] y = {7, 0, 7};
    double[] tail = {0, 0, 0};
    BigDecimal exact = BigDecimal.ZERO;
    BigDecimal size = BigDecimal.ZERO;
    for (int i = 0; i < 100; i++) {
      double a = draw(random);
      double[] x = {7, 7, draw(random)};
      BigDecimal term = decimal(a).multiply(decimal(x[2]));
      exact = exact.add(term);
      size = size.add(term.abs());
      Twofold.axpy(a, x, 2, y, tail, 1, 1);
    }

    // The tail of each sum is rounded when it is added to those before.
    assertClose(exact(y[1], tail[1]), exact, size, 100 * 100);
    assertThat(y[0] + y[2]).isEqualTo(14);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void addDot_termsThatCancel_isOffByTheTailOfATail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] a = new double[50];
    double[] tail = new double[50];
    double[] b = new double[50];
    BigDecimal exact = BigDecimal.ONE;
    BigDecimal size = BigDecimal.ONE;
    for (int k = 0; k < a.length; k++) {
      Twofold entry = new Twofold().addProduct(draw(random), 0, draw(random), 0);
      a[k] = entry.value();
      tail[k] = entry.tail();
      b[k] = draw(random);
      BigDecimal term = exact(a[k], tail[k]).multiply(decimal(b[k]));
      exact = exact.add(term);
      size = size.add(term.abs());
    }

    Twofold sum = new Twofold().set(1, 0).addDot(a, tail, b, a.length);

    assertClose(exact(sum.value(), sum.tail()), exact, size, 50 * 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void divide_anyNumber_isOffByTheTailOfATail(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Twofold a = new Twofold().addProduct(draw(random), 0, draw(random), 0);
    Twofold b = new Twofold().addProduct(draw(random), 0, draw(random), 0);
    BigDecimal exact = exact(a.value(), a.tail()).divide(exact(b.value(), b.tail()), DIGITS);

    a.divide(b.value(), b.tail());

    assertClose(exact(a.value(), a.tail()), exact, exact.abs(), 8);
  }

  @Test
  void addProduct_nextToTheLargest_staysFinite() {
    Twofold product = new Twofold().addProduct(1.7e308, 0, 0.999, 0);

    assertThat(product.value()).isEqualTo(1.7e308 * 0.999);
    assertThat(product.tail()).isFinite();
  }

  private static double draw(SplittableRandom random) {
    return (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-6, 7));
  }

  private static BigDecimal decimal(double value) {
    return new BigDecimal(value);
  }

  private static BigDecimal exact(double value, double tail) {
    return decimal(value).add(decimal(tail));
  }

  private static void assertClose(BigDecimal actual, BigDecimal exact, BigDecimal size, double n) {
    double bound = n * 0x1p-104 * size.doubleValue();
    assertThat(actual.subtract(exact).abs().doubleValue()).isLessThanOrEqualTo(bound);
  }
}
