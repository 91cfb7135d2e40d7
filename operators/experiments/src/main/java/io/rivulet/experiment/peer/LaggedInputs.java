package io.rivulet.experiment.peer;

import io.rivulet.experiment.digits.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear system identified from what went into it: y(t) = Σ h(k) u(t - k) + N(0, ½²) over 120
 * lags, with the impulse response h(k) of a damped oscillation, e^(-k / 20) cos(k / 5 + φ), of norm
 * 1 and of a phase φ of the seed, and an input u of deviation 1 that follows itself slowly, u(t) =
 * 0.9 u(t - 1) + N(0, 0.19). 400 samples in the order of time; the next 1,000 without noise to
 * test.
 */
public final class LaggedInputs {

  static final int LAGS = 120;
  static final int TRAIN = 400;
  static final int TEST = 1000;
  static final double NOISE = 0.5;
  static final double FOLLOWS = 0.9;

  private LaggedInputs() {}

  /** The stream of a seed. */
  public static DrawnStream drawn(long seed) {
    Draws draws = new Draws(seed);
    double[] response = response(draws.uniform(0, 2 * Math.PI));
    double[] input = input(draws);
    List<Measured> train = new ArrayList<>();
    List<Measured> test = new ArrayList<>();
    for (int t = 0; t < TRAIN + TEST; t++) {
      double[] past = new double[LAGS];
      double y = 0;
      for (int k = 0; k < LAGS; k++) {
        past[k] = input[LAGS - 1 + t - k];
        y += response[k] * past[k];
      }
      if (t < TRAIN) {
        train.add(new Measured(past, y + NOISE * draws.normal()));
      } else {
        test.add(new Measured(past, y));
      }
    }
    return new DrawnStream(train, test);
  }

  static double[] response(double phase) {
    double[] response = new double[LAGS];
    double squares = 0;
    for (int k = 0; k < LAGS; k++) {
      response[k] = StrictMath.exp(-k / 20.0) * StrictMath.cos(k / 5.0 + phase);
      squares += response[k] * response[k];
    }
    for (int k = 0; k < LAGS; k++) {
      response[k] /= Math.sqrt(squares);
    }
    return response;
  }

  private static double[] input(Draws draws) {
    double[] input = new double[LAGS - 1 + TRAIN + TEST];
    input[0] = draws.normal();
    double fresh = Math.sqrt(1 - FOLLOWS * FOLLOWS);
    for (int t = 1; t < input.length; t++) {
      input[t] = FOLLOWS * input[t - 1] + fresh * draws.normal();
    }
    return input;
  }
}
