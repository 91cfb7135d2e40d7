package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The factor in other units and near the ends of the range. */
class UdFactorRangeTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyOperation_columnsScaledByPowersOfTwo_scalesToTheBit(long seed) {
    UdFactorTest.Problem problem = new UdFactorTest.Problem(seed);
    int p = problem.p;
    int[] exponent = problem.random.ints(p, -20, 20).toArray();
    UdFactor plain = problem.factor();
    double[] d = plain.diagonal().clone();
    for (int j = 0; j < p; j++) {
      d[j] = Math.scalb(d[j], -2 * exponent[j]);
    }
    UdFactor scaled = UdFactor.diagonal(d);
    double[] b = new double[p];
    double[] scaledB = new double[p];
    for (int n = 0; n < 10; n++) {
      double[] x = problem.input();
      double[] scaledX = scale(x, exponent, 1);
      assertThat(scaled.spread(scaledX)).isEqualTo(plain.spread(x));
      assertThat(scaled.absorb(scaledX, 0.7, scaledB)).isEqualTo(plain.absorb(x, 0.7, b));
      assertThat(scaledB).containsExactly(scale(b, exponent, -1));
      double[] a = problem.direction();
      double[] scaledA = scale(a, exponent, -1);
      plain.add(0.3, a);
      scaled.add(0.3, scaledA);
      double[] sizes = problem.random.doubles(p, 0.1, 10).toArray();
      double[] scaledSizes = scale(sizes, exponent, 2);
      plain.inflate(0.9, 20, sizes, sizes);
      scaled.inflate(0.9, 20, scaledSizes, scaledSizes);
      if (n == 8) {
        double exact = plain.absorbSignificant(x, 0, b);
        assertThat(scaled.absorbSignificant(scaledX, 0, scaledB)).isEqualTo(exact);
        assertThat(scaledB).containsExactly(scale(b, exponent, -1));
      }
    }
    assertThat(scaled.diagonal()).containsExactly(scale(plain.diagonal(), exponent, -2));
  }

  @Test
  void inflate_largeAndSmallEntries_growsToTheLimitAndShrinksNone() {
    UdFactor factor = UdFactor.diagonal(new double[] {1, 8, 30, 0x1p499});

    factor.inflate(0.5, 10, new double[] {1, 0, 1, 1e-200}, new double[] {4, 1, 4, 4});

    assertThat(factor.diagonal()).containsExactly(2, 10, 30, 0x1p500);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void surelyAbsorbs_anyNumbers_keepsEveryNumberFiniteAndPositive(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int p = 1 + (int) (seed % 7);
    double range = seed % 3 == 0 ? 160 : seed % 3 == 1 ? 30 : 6;
    int sure = 0;
    UdFactor factor = UdFactor.diagonal(powers(random, p, range / 2));
    for (int n = 0; n < 200; n++) {
      double[] x = powers(random, p, range);
      double start = Math.pow(10, random.nextDouble(-12, 12));
      double share = random.nextBoolean() ? 1 : random.nextDouble(0.3, 1);
      int passes = 1 + random.nextInt(4);
      UdFactor before = UdFactor.diagonal(new double[p]);
      before.copyFrom(factor);
      boolean surely = factor.surelyAbsorbs(Lanes.largest(x), passes, start, share);
      for (int k = 0; k < passes; k++) {
        factor.absorb(x, start, new double[p]);
      }
      if (share < 1) {
        double[] sizes = powers(random, p, 3);
        factor.inflate(share, 1e12, sizes, sizes);
      }
      sure += surely ? 1 : 0;
      assertThat(surely && !factor.sound(false)).isFalse();
      if (!factor.sound(false)) {
        factor = before;
      }
    }
    assertThat(sure > 0 || range > 6).isTrue();
  }

  private static double[] powers(SplittableRandom random, int p, double range) {
    return random.doubles(p, -range, range).map(e -> Math.pow(10, e)).toArray();
  }

  private static double[] scale(double[] x, int[] exponent, int power) {
    double[] scaled = new double[x.length];
    Arrays.setAll(scaled, i -> Math.scalb(x[i], power * exponent[i]));
    return scaled;
  }
}
