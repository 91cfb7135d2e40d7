package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.testing.Seeds;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mean and deviation against sums that do not round. */
class SpreadTest {

  private static final int[] FIRST = {0};

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void add_anyCentreAndScale_agreesWithExactSums(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double scale = Math.pow(10, random.nextInt(-8, 13));
    double centre = scale * Math.pow(10, random.nextInt(-2, 6)) * random.nextInt(-1, 2);
    int n = random.nextInt(1, 300);
    Spread spread = new Spread(1);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < n; i++) {
      double x = centre + scale * random.nextGaussian();
      spread.add(new double[] {x}, FIRST);
      sum = sum.add(new BigDecimal(x));
      squares = squares.add(new BigDecimal(x).pow(2));
    }

    BigDecimal mean = sum.divide(new BigDecimal(n), MathContext.DECIMAL128);
    BigDecimal variance =
        squares
            .multiply(new BigDecimal(n))
            .subtract(sum.pow(2))
            .divide(new BigDecimal(n).pow(2), MathContext.DECIMAL128);
    double deviation = variance.sqrt(MathContext.DECIMAL64).doubleValue();
    double size = Math.max(Math.abs(centre), scale);
    assertThat(spread.mean(0)).isCloseTo(mean.doubleValue(), within(1e-14 * size));
    // The mean is exact to ε of the size, and the deviation is that of x about it.
    assertThat(spread.deviation(0)).isCloseTo(deviation, within(1e-13 * size));
    assertThat(spread.constant(0)).isEqualTo(n == 1);
  }

  @Test
  void add_unixMillisecondsOfDeviationOne_findsTheDeviation() {
    Spread spread = new Spread(1);
    for (int i = 0; i < 100_000; i++) {
      spread.add(new double[] {1.79e12 + (i % 2 == 0 ? -1 : 1)}, FIRST);
    }

    assertThat(spread.deviation(0)).isCloseTo(1, within(1e-6));
    assertThat(spread.constant(0)).isTrue();
  }

  @Test
  void constant_deviationBeyondAMillionth_isNone() {
    Spread spread = new Spread(1);
    spread.add(new double[] {1e6 - 1.1}, FIRST);
    spread.add(new double[] {1e6 + 1.1}, FIRST);

    assertThat(spread.constant(0)).isFalse();

    Spread less = new Spread(1);
    less.add(new double[] {1e6 - 0.9}, FIRST);
    less.add(new double[] {1e6 + 0.9}, FIRST);
    assertThat(less.constant(0)).isTrue();
  }
}
