package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.GlitchStream;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.Op;
import io.rivulet.state.RlsState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drifting filter against its definition in numbers of 150 digits. */
class DriftingKalmanFilterTest {

  private static final MathContext DIGITS = new MathContext(150);

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyPriorAndNoise_staysWithinAPartOfTheDeviation(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 4);
    double prior = Math.pow(10, draw.uniform(-13, 2));
    double noise = Math.pow(10, draw.uniform(-8, 1));
    double drift = Math.pow(10, draw.uniform(-12, -3));
    Trial<RlsState> ekf =
        Trial.ekf(
            Fields.of("dimension", p)
                .with("noise", noise)
                .with("priorPrecision", prior)
                .with("processNoise", drift));
    Exact exact = new Exact(p, prior);
    double[] unit = new double[p];
    double[] centre = new double[p];
    Arrays.setAll(unit, j -> Math.pow(10, draw.uniform(-3, 3)));
    Arrays.setAll(centre, j -> draw.between(0, 1) == 0 ? 0 : unit[j] * draw.uniform(1, 300));
    double[] truth = draw.normal(p);

    for (int i = 0; i < 60; i++) {
      double[] x = draw.normal(p);
      for (int j = 0; j < p; j++) {
        x[j] = centre[j] + unit[j] * x[j];
      }
      double y = Oracle.dot(truth, x) + Math.sqrt(noise) * draw.normal(1)[0];
      double variance = exact.learn(x, y, noise, drift);
      double[] answered = learn(ekf, x, y).variance();

      assertThat(answered[0] / variance).isBetween(1 - 1e-6, 1 + 1e-6);
      for (int j = 0; j < p; j++) {
        double w = exact.w[j].doubleValue();
        assertThat(ekf.weights(0)[j])
            .as("weight %d after %d", j, i)
            .isCloseTo(w, within(1e-7 * exact.deviation(j) + 1e-14 * Math.abs(w)));
      }
    }
  }

  /** Targets far from the line by many deviations: rounding counts as often. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_repeatedInputsOfContradictingTargets_doesNotRunAway(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double prior = Math.pow(10, draw.uniform(-12, -4));
    double noise = Math.pow(10, draw.uniform(-8, -2));
    double drift = Math.pow(10, draw.uniform(-12, -8));
    Trial<RlsState> ekf =
        Trial.ekf(
            Fields.of("dimension", 4)
                .with("noise", noise)
                .with("priorPrecision", prior)
                .with("processNoise", drift));
    Exact exact = new Exact(4, prior);
    double[][] pump = new double[4][];
    Arrays.setAll(
        pump,
        i ->
            new double[] {
              1e5 + draw.uniform(-50, 50), 21 + draw.uniform(-2, 2), 1480 + draw.uniform(-5, 5), 1
            });

    for (int i = 0; i < 40; i++) {
      double[] x = pump[i % 4];
      exact.learn(x, 1 + i % 3, noise, drift);
      learn(ekf, x, 1 + i % 3);
    }

    double off = 2 / Math.sqrt(noise);
    for (int j = 0; j < 4; j++) {
      double w = exact.w[j].doubleValue();
      assertThat(ekf.weights(0)[j])
          .isCloseTo(w, within(1e-7 * off * exact.deviation(j) + 1e-10 * Math.abs(w)));
    }
  }

  /** A sensor that reads 1e4 to 1e40 in some samples costs no weight a digit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_glitchesOfOneSensor_areLearnedExactly(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double decades = draw.uniform(4, 40);
    var stream = new GlitchStream(draw, GlitchStream.Kind.of(seed), decades, false);
    double prior = Math.pow(10, draw.uniform(-3, 1));
    double drift = Math.pow(10, draw.uniform(-8, -3));
    Trial<RlsState> ekf =
        Trial.ekf(
            Fields.of("dimension", stream.p)
                .with("noise", 0.01)
                .with("priorPrecision", prior)
                .with("processNoise", drift));
    Exact exact = new Exact(stream.p, prior);

    for (int i = 0; i < stream.x.length; i++) {
      exact.learn(stream.x[i], stream.y[i], 0.01, drift);
      learn(ekf, stream.x[i], stream.y[i]);
    }

    for (int j = 0; j < stream.p; j++) {
      double w = exact.w[j].doubleValue();
      assertThat(ekf.weights(0)[j])
          .as("weight %d, reading 1e%s", j, decades)
          .isCloseTo(w, within(1e-7 * Math.max(Math.abs(w), exact.deviation(j))));
    }
  }

  private static Answer learn(Trial<RlsState> ekf, double[] x, double y) throws Exception {
    return ekf.learn(Trial.example(Op.LEARN, 1, new double[][] {x}, new double[] {y}));
  }

  /** P ← P + q I, then Kalman's step. */
  private static final class Exact {
    final BigDecimal[][] p;
    final BigDecimal[] w;

    Exact(int size, double prior) {
      this.p = new BigDecimal[size][size];
      this.w = new BigDecimal[size];
      Arrays.fill(w, BigDecimal.ZERO);
      for (int i = 0; i < size; i++) {
        Arrays.fill(p[i], BigDecimal.ZERO);
        p[i][i] = BigDecimal.ONE.divide(new BigDecimal(prior), DIGITS);
      }
    }

    /** The variance of the target before it is learned. */
    double learn(double[] x, double y, double noise, double drift) {
      BigDecimal[] image = new BigDecimal[x.length];
      BigDecimal a = new BigDecimal(noise);
      BigDecimal error = new BigDecimal(y);
      for (int i = 0; i < x.length; i++) {
        p[i][i] = p[i][i].add(new BigDecimal(drift), DIGITS);
      }
      for (int i = 0; i < x.length; i++) {
        image[i] = BigDecimal.ZERO;
        for (int j = 0; j < x.length; j++) {
          image[i] = image[i].add(p[i][j].multiply(new BigDecimal(x[j])), DIGITS);
        }
        a = a.add(image[i].multiply(new BigDecimal(x[i])), DIGITS);
        error = error.subtract(w[i].multiply(new BigDecimal(x[i])), DIGITS);
      }
      for (int i = 0; i < x.length; i++) {
        w[i] = w[i].add(image[i].multiply(error).divide(a, DIGITS), DIGITS);
        for (int j = 0; j < x.length; j++) {
          p[i][j] = p[i][j].subtract(image[i].multiply(image[j]).divide(a, DIGITS), DIGITS);
        }
      }
      return a.doubleValue();
    }

    double deviation(int j) {
      return Math.sqrt(p[j][j].doubleValue());
    }
  }
}
