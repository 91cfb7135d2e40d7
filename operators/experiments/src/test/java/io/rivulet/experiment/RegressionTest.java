package io.rivulet.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.experiment.digits.Draws;
import io.rivulet.experiment.lesson.Observation;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RegressionTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /**
   * The minimum of Σ log(1 + e^s) - y s + ½ ridge ‖w‖² has the gradient Σ (σ(s) - y) x + ridge w.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void logisticFit_gradient_vanishes(long seed) {
    assertStationary(Regression.LOGISTIC, s -> 1 / (1 + Math.exp(-s)), seed);
  }

  /** Its normal equations are Σ (w·x - y) x + ridge w = 0. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void leastSquaresFit_gradient_vanishes(long seed) {
    assertStationary(Regression.LEAST_SQUARES, s -> s, seed);
  }

  private static void assertStationary(Regression regression, DoubleUnaryOperator mean, long seed) {
    List<Observation> data = regression.data(40, new Draws(seed));

    double[] w = regression.fit(data);

    double[] gradient = Arrays.stream(w).map(entry -> Regression.RIDGE * entry).toArray();
    for (Observation observation : data) {
      double s = Regression.dot(w, observation.x());
      double miss = mean.applyAsDouble(s) - observation.y()[0];
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += miss * observation.x()[j];
      }
    }
    assertThat(Regression.dot(w, w)).isPositive();
    for (double entry : gradient) {
      assertThat(entry).isCloseTo(0, within(1e-10));
    }
  }
}
