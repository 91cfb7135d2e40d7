package io.rivulet.experiment;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.lesson.Observation;
import io.rivulet.experiment.spec.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A regression of one output by the ledger. Where a loss is not quadratic, each Newton step on Σ l
 * + ½ ridge ‖w‖² is the ledger's fit to working responses: with mean m, slope of the loss m - y and
 * curvature h at s = w·x, the target s + (y - m) / h of weight h.
 *
 * <p>Reference: P. McCullagh, J. Nelder, <i>Generalized Linear Models</i>, 2nd edition, 1989, on
 * iterative weighted least squares.
 */
enum Regression {
  LEAST_SQUARES {
    @Override
    double mean(double s) {
      return s;
    }

    @Override
    double curvature(double mean) {
      return 1;
    }

    @Override
    double drawn(double s, Draws draws) {
      return s + NOISE * draws.normal();
    }
  },

  LOGISTIC {
    @Override
    double mean(double s) {
      return 1 / (1 + StrictMath.exp(-s));
    }

    @Override
    double curvature(double mean) {
      return mean * (1 - mean);
    }

    @Override
    double drawn(double s, Draws draws) {
      return draws.uniform(0, 1) < mean(s) ? 1 : 0;
    }
  };

  static final int INPUTS = 10;
  static final double RIDGE = 0.1;

  static final String LEDGER =
      SpecBuilder.learner("ledger").with("ridge", RIDGE).with("dimension", INPUTS).json();

  private static final double NOISE = 0.5;

  private static final int MOST_STEPS = 50;
  private static final double SETTLED = 1e-13;

  abstract double mean(double s);

  abstract double curvature(double mean);

  /** A target at s = w·x. */
  abstract double drawn(double s, Draws draws);

  /** Observations of inputs and of weights from N(0, 1). */
  List<Observation> data(int count, Draws draws) {
    double[] truth = DoubleStream.generate(draws::normal).limit(INPUTS).toArray();
    List<Observation> data = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] x = DoubleStream.generate(draws::normal).limit(INPUTS).toArray();
      data.add(new Observation(x, new double[] {drawn(dot(truth, x), draws)}));
    }
    return data;
  }

  /** The minimum over some observations, from weights 0. */
  double[] fit(List<Observation> observations) {
    double[] w = new double[INPUTS];
    for (int i = 0; i < MOST_STEPS; i++) {
      double[] next = solved(expanded(observations, w));
      if (distance(next, w) <= SETTLED) {
        return next;
      }
      w = next;
    }
    throw new ExperimentException(
        "a fit has not settled after " + MOST_STEPS + " Newton steps", null);
  }

  /** The records of observations whose losses are replaced by their quadratics at w. */
  List<byte[]> expanded(List<Observation> observations, double[] w) {
    List<byte[]> records = new ArrayList<>();
    for (Observation observation : observations) {
      double s = dot(w, observation.x());
      double mean = mean(s);
      double curvature = curvature(mean);
      double target = s + (observation.y()[0] - mean) / curvature;
      records.add(new Observation(observation.x(), new double[] {target}).weighted(curvature));
    }
    return records;
  }

  /** The minimum of quadratics. */
  static double[] solved(List<byte[]> quadratics) {
    return JobRecords.published(LEDGER, quadratics).w();
  }

  /** ‖a - b‖ / ‖b‖, or ‖a‖ when b is zero. */
  static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Arrays.setAll(difference, i -> a[i] - b[i]);
    double norm = Math.sqrt(dot(b, b));
    return Math.sqrt(dot(difference, difference)) / (norm > 0 ? norm : 1);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
