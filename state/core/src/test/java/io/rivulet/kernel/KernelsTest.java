package io.rivulet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernels against written-out references: the order of sums, and dense matrices. */
class KernelsTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void dot_anyLength_addsInTheFixedOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = (int) (seed % 50);
    double[] a = normal(random, n + 3);
    double[] b = normal(random, n + 3);

    double[] lane = new double[8];
    for (int i = 0; i < n / 8 * 8; i++) {
      lane[i % 8] += a[i] * b[i];
    }
    double expected =
        ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
    for (int i = n / 8 * 8; i < n; i++) {
      expected += a[i] * b[i];
    }

    assertThat(Lanes.dot(a, b, n)).isEqualTo(expected);
  }

  @Test
  void lanes_smallVectors_matchTheirDefinitions() {
    double[] y = {1, 2, 3};
    Lanes.axpy(2, new double[] {1, 1, 1}, y, 2);
    assertThat(y).containsExactly(3, 4, 3);
    assertThat(Lanes.difference(y, new double[] {1, 5, 3})).containsExactly(2, -1, 0);
    Lanes.scale(-1, y, 1);
    assertThat(y).containsExactly(-3, 4, 3);
    assertThat(Lanes.norm(new double[] {3, 4})).isEqualTo(5);
    assertThat(Lanes.norm(new double[] {1e200})).isInfinite();
    assertThat(Lanes.largest(new double[] {1, -7, 3})).isEqualTo(7);
    assertThat(Lanes.largest(new double[0])).isZero();
    assertThat(Lanes.finite(new double[] {1, Double.NaN})).isFalse();
    assertThat(Lanes.finite(new double[] {1, Double.NEGATIVE_INFINITY})).isFalse();
    assertThat(Lanes.finite(new double[] {Double.MAX_VALUE})).isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void splitMix_anySeed_givesTheNumbersOfSplittableRandom(long seed) {
    long start = seed * 0x9e3779b97f4a7c15L ^ seed << 40;
    SplittableRandom expected = new SplittableRandom(start);
    SplitMix actual = new SplitMix(start);
    SplitMix derived = new SplitMix(start);

    for (int i = 0; i < 20; i++) {
      long bits = expected.nextLong();
      double unit = (bits >>> 11) * 0x1p-53;
      assertThat(actual.next()).isEqualTo(bits);
      SplitMix resumed = new SplitMix(derived.state());
      assertThat(resumed.unit()).isEqualTo(unit);
      assertThat(new SplitMix(derived.state()).uniform(3)).isEqualTo((2 * unit - 1) * 3);
      assertThat(derived.index(7)).isEqualTo((int) Math.floor(unit * 7));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void normals_anySeed_areBoxMullerOfTheUnitsInOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = (int) (seed % 9);
    double[] actual = new double[3 + n];
    SplitMix numbers = new SplitMix(seed);

    numbers.normals(0.5, actual, 3);

    double[] pair = new double[2];
    for (int i = 0; i < n; i++) {
      if (i % 2 == 0) {
        double u = (random.nextLong() >>> 11) * 0x1p-53;
        double v = (random.nextLong() >>> 11) * 0x1p-53;
        double radius = Math.sqrt(-2 * Math.log(1 - u));
        pair[0] = radius * Math.cos(2 * Math.PI * v) / 2;
        pair[1] = radius * Math.sin(2 * Math.PI * v) / 2;
      }
      assertThat(actual[3 + i]).isCloseTo(pair[i % 2], within(1e-14));
    }
    assertThat(actual).startsWith(0, 0, 0);
    assertThat(numbers.next()).isEqualTo(random.nextLong());
  }

  @Test
  void normals_many_haveMeanZeroAndTheGivenSpread() {
    double[] numbers = new double[100_000];

    new SplitMix(1).normals(2, numbers, 0);

    // Five standard errors: 2 / √n of the mean, 4 √(2 / n) of the variance.
    double[] ones = new double[numbers.length];
    Arrays.fill(ones, 1.0 / numbers.length);
    assertThat(Lanes.dot(numbers, ones, ones.length)).isCloseTo(0, within(5 * 2 / Math.sqrt(1e5)));
    assertThat(Lanes.dot(numbers, numbers, ones.length) / ones.length)
        .isCloseTo(4, within(5 * 4 * Math.sqrt(2 / 1e5)));
  }

  static double[] normal(SplittableRandom random, int n) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }
}
