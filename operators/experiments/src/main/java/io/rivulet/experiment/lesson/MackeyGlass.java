package io.rivulet.experiment.lesson;

import io.rivulet.experiment.digits.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Mackey-Glass series dx/dt = 0.2 x(t - 17) / (1 + x(t - 17)¹⁰) - 0.1 x(t), which is chaotic,
 * in steps of 1/10 by the fourth-order Runge-Kutta method; the delayed value at half a step is the
 * mean of its neighbours.
 *
 * <p>Reference: M. Mackey, L. Glass, <i>Oscillation and chaos in physiological control systems</i>,
 * Science 197, 1977.
 */
final class MackeyGlass {

  private static final int PER_UNIT = 10;
  private static final int DELAY = 17 * PER_UNIT;
  private static final int LAG = 6;
  private static final int LAGS = 4;
  private static final int SETTLING = 300;

  private MackeyGlass() {}

  /**
   * Inputs x(t), x(t - 6), x(t - 12), x(t - 18) and targets x(t + 6) for consecutive t, after the
   * series has settled. Values v are given as (v - 0.93) / 0.23, about mean 0 and deviation 1.
   */
  static List<Observation> observations(Draws draws, int count) {
    double[] series = series(draws, SETTLING + count + LAG);
    List<Observation> observations = new ArrayList<>();
    for (int t = SETTLING; t < SETTLING + count; t++) {
      double[] past = new double[LAGS];
      for (int lag = 0; lag < LAGS; lag++) {
        past[lag] = standard(series[t - LAG * lag]);
      }
      observations.add(new Observation(past, new double[] {standard(series[t + LAG])}));
    }
    return observations;
  }

  private static double standard(double value) {
    return (value - 0.93) / 0.23;
  }

  /** x(0), x(1), .. from a constant past of U(0.5, 1.3). */
  static double[] series(Draws draws, int length) {
    double[] fine = new double[DELAY + 1 + length * PER_UNIT];
    Arrays.fill(fine, 0, DELAY + 1, draws.uniform(0.5, 1.3));
    for (int i = DELAY; i + 1 < fine.length; i++) {
      fine[i + 1] = next(fine[i], fine[i - DELAY], fine[i - DELAY + 1]);
    }
    double[] series = new double[length];
    for (int t = 0; t < length; t++) {
      series[t] = fine[DELAY + t * PER_UNIT];
    }
    return series;
  }

  private static double next(double x, double delayed, double delayedNext) {
    double h = 1.0 / PER_UNIT;
    double between = (delayed + delayedNext) / 2;
    double k1 = slope(x, delayed);
    double k2 = slope(x + h / 2 * k1, between);
    double k3 = slope(x + h / 2 * k2, between);
    double k4 = slope(x + h * k3, delayedNext);
    return x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }

  private static double slope(double x, double delayed) {
    return 0.2 * delayed / (1 + StrictMath.pow(delayed, 10)) - 0.1 * x;
  }
}
