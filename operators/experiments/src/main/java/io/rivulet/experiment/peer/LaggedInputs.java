package io.rivulet.experiment.peer;

import io.rivulet.experiment.digits.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A time series told from its own past: three sine waves of amplitude 1, their periods 10 to 100
 * samples and their phases drawn, plus noise from N(0, ¾²). The input are the 120 values before,
 * the last first, and the target is the next. 300 samples in the order of time; the 1,000 after
 * them to test, whose targets have no noise while their inputs have.
 */
public final class LaggedInputs {

  static final int LAGS = 120;
  static final int TRAIN = 300;
  static final int TEST = 1000;
  static final int WAVES = 3;
  static final double NOISE = 0.75;

  private LaggedInputs() {}

  /** The stream of a seed. */
  public static DrawnStream drawn(long seed) {
    Draws draws = new Draws(seed);
    double[] clean = waves(draws);
    double[] series = clean.clone();
    for (int t = 0; t < series.length; t++) {
      series[t] += NOISE * draws.normal();
    }
    List<Measured> train = new ArrayList<>();
    List<Measured> test = new ArrayList<>();
    for (int t = LAGS; t < series.length; t++) {
      boolean learned = t < LAGS + TRAIN;
      Measured next = new Measured(before(t, series), learned ? series[t] : clean[t]);
      (learned ? train : test).add(next);
    }
    return new DrawnStream(train, test, NOISE);
  }

  private static double[] waves(Draws draws) {
    double[] waves = new double[LAGS + TRAIN + TEST];
    for (int wave = 0; wave < WAVES; wave++) {
      double turns = draws.uniform(0.01, 0.1);
      double phase = draws.uniform(0, 1);
      for (int t = 0; t < waves.length; t++) {
        waves[t] += StrictMath.sin(2 * Math.PI * (turns * t + phase));
      }
    }
    return waves;
  }

  private static double[] before(int t, double[] series) {
    double[] before = new double[LAGS];
    for (int lag = 0; lag < LAGS; lag++) {
      before[lag] = series[t - 1 - lag];
    }
    return before;
  }
}
