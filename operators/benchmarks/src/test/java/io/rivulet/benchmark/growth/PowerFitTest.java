package io.rivulet.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PowerFitTest {

  private static final int SEEDS = 200;

  @Test
  void of_powerLaw_findsIt() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double exponent = random.nextDouble(-3, 3);
      double factor = Math.exp(random.nextDouble(-20, 20));
      double[] sizes = sizes(random);
      double[] values = new double[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        values[i] = factor * Math.pow(sizes[i], exponent);
      }

      PowerFit fit = PowerFit.of(sizes, values);

      assertThat(fit.exponent()).as("seed %d", seed).isCloseTo(exponent, within(1e-9));
      assertThat(fit.factor() / factor).as("seed %d", seed).isCloseTo(1, within(1e-8));
    }
  }

  @Test
  void of_anyValues_hasTheLeastSquaresOfTheLogs() {
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] sizes = sizes(random);
      double[] values = random.doubles(sizes.length, 0.1, 10).toArray();

      PowerFit fit = PowerFit.of(sizes, values);

      double least = squares(fit.exponent(), Math.log(fit.factor()), sizes, values);
      for (double step : new double[] {-1e-3, 1e-3}) {
        double log = Math.log(fit.factor());
        assertThat(squares(fit.exponent() + step, log, sizes, values)).isGreaterThan(least);
        assertThat(squares(fit.exponent(), log + step, sizes, values)).isGreaterThan(least);
      }
    }
  }

  @Test
  void of_noPowerLaw_isRefused() {
    assertThatThrownBy(() -> PowerFit.of(new double[] {2, 2}, new double[] {1, 3}))
        .hasMessage("a growth needs two different sizes");
    assertThatThrownBy(() -> PowerFit.of(new double[] {1, 2}, new double[] {0, 3}))
        .hasMessage("a growth has positive finite numbers, got 0.0");
    assertThatThrownBy(() -> PowerFit.of(new double[] {1, 2}, new double[] {1}))
        .hasMessage("2 sizes and 1 values");
  }

  private static double[] sizes(SplittableRandom random) {
    double[] sizes = new double[random.nextInt(2, 9)];
    sizes[0] = random.nextDouble(1, 100);
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = sizes[i - 1] * random.nextDouble(1.5, 4);
    }
    return sizes;
  }

  private static double squares(double exponent, double log, double[] sizes, double[] values) {
    double sum = 0;
    for (int i = 0; i < sizes.length; i++) {
      double left = Math.log(values[i]) - log - exponent * Math.log(sizes[i]);
      sum += left * left;
    }
    return sum;
  }
}
