package io.rivulet.experiment.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.digits.Draws;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MackeyGlassTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /**
   * Up to t = 17 the delayed value is the constant past c, so that x decays towards 10 f(c): x(t) =
   * 10 f + (c - 10 f) e^(-t/10), f = 0.2 c / (1 + c¹⁰). Runge-Kutta at 1/10 errs by 1e-10.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void series_withinTheFirstDelay_decaysAsItsClosedForm(long seed) {
    double[] series = MackeyGlass.series(new Draws(seed), 18);
    double past = new Draws(seed).uniform(0.5, 1.3);
    double level = 10 * 0.2 * past / (1 + Math.pow(past, 10));

    for (int t = 0; t < series.length; t++) {
      double expected = level + (past - level) * Math.exp(-t / 10.0);
      assertThat(series[t]).isCloseTo(expected, within(1e-9));
    }
  }

  /** Euler's method in steps of 1/2000 errs by about 1e-3 within the second delay. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void series_withinTheSecondDelay_followsEulerInSmallSteps(long seed) {
    int perUnit = 2000;
    double[] series = MackeyGlass.series(new Draws(seed), 35);
    double past = new Draws(seed).uniform(0.5, 1.3);
    double[] x = new double[34 * perUnit + 1];
    x[0] = past;
    for (int i = 0; i + 1 < x.length; i++) {
      double delayed = i < 17 * perUnit ? past : x[i - 17 * perUnit];
      x[i + 1] = x[i] + (0.2 * delayed / (1 + Math.pow(delayed, 10)) - 0.1 * x[i]) / perUnit;
    }

    for (int t = 0; t < series.length; t++) {
      assertThat(series[t]).isCloseTo(x[t * perUnit], within(2e-3));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void observations_consecutive_shareTheirValues(long seed) {
    List<Observation> observations = MackeyGlass.observations(new Draws(seed), 20);

    for (int t = 6; t < observations.size(); t++) {
      double[] x = observations.get(t).x();
      assertThat(x[1]).isEqualTo(observations.get(t - 6).x()[0]);
      assertThat(x[0]).isEqualTo(observations.get(t - 6).y()[0]);
      assertThat(x[3]).isEqualTo(observations.get(t - 6).x()[2]);
    }
  }
}
