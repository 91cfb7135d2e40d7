package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Perceptron;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.state.LofiState;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The low-rank filter with a diagonal, against dense precisions. */
class LofiDiagonalTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_roomForAll_equalsTheKalmanFilter(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 20);
    Fields fields =
        Fields.of("dimension", p)
            .with("outputs", 2)
            .with("noise", draw.uniform(0.1, 3))
            .with("priorPrecision", draw.uniform(0.2, 5))
            .with("initialWeights", draw.normal(2 * p));
    Trial<RlsState> ekf = Trial.ekf(fields);
    Trial<LofiState> lofi = Trial.lofi(fields.with("memory", p));

    for (int i = 0; i < p + 3; i++) {
      double[][] x = draw.normal(draw.between(1, 3), p);
      double[][] y = draw.normal(x.length, 2);
      double weight = draw.uniform(0.2, 3);
      ekf.learnBatch(weight, x, y);
      lofi.learnBatch(weight, x, y);
    }

    // The spread of the precision is at most (5 + 30 · 3 · 12 p) / 0.2.
    double tolerance = 1e-13 * p * p * 10;
    double[] asked = draw.normal(p);
    assertThat(lofi.weights(0)).containsExactly(ekf.weights(0), within(tolerance));
    assertThat(lofi.weights(1)).containsExactly(ekf.weights(1), within(tolerance));
    assertThat(lofi.answer(asked).variance())
        .containsExactly(ekf.answer(asked).variance(), within(tolerance * p));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_perceptronWithRoomForAll_equalsTheKalmanFilter(long seed) throws Exception {
    Perceptron net = new Perceptron(seed);
    Fields fields = net.fields().with("noise", net.scale);
    Trial<RlsState> ekf = Trial.ekf(fields);
    Trial<LofiState> lofi = Trial.lofi(fields.with("memory", net.start.length));

    for (int i = 0; i < 4; i++) {
      double[] x = net.draw.normal(net.inputs);
      double[] y = net.draw.normal(net.outputs);
      ekf.learn(x, y);
      lofi.learn(x, y);
    }

    double size = 1 + Oracle.norm(ekf.weights(0));
    assertThat(lofi.weights(0)).containsExactly(ekf.weights(0), within(1e-10 * size * size));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_memoryFull_movesByTheGainOfTheStoredPrecision(long seed) throws Exception {
    Setting setting = new Setting(seed);

    for (int i = 0; i < setting.p + 3; i++) {
      double[][] x = setting.draw.normal(setting.draw.between(1, 2), setting.p);
      double[][] y = setting.draw.normal(x.length, 1);
      double weight = setting.draw.uniform(0.2, 3);
      RealMatrix before = setting.precision();
      RealMatrix after = add(before, x, weight / setting.noise);
      double[] w = setting.lofi.weights(0);
      double[] right = new double[setting.p];
      for (int k = 0; k < x.length; k++) {
        Oracle.add(weight / setting.noise * (y[k][0] - Oracle.dot(x[k], w)), x[k], right);
      }
      double[] expected = Oracle.matrix(Oracle.inverse(after)).operate(right);
      Oracle.add(1, w, expected);

      Answer answer = setting.lofi.learnBatch(weight, x, y);

      double spread = Oracle.spread(after);
      assertThat(setting.lofi.weights(0))
          .containsExactly(expected, within(1e-14 * setting.p * spread));
      double variance = Oracle.dot(x[0], Oracle.matrix(Oracle.inverse(before)).operate(x[0]));
      assertThat(answer.variance()[0])
          .isCloseTo(variance + setting.noise, within(1e-14 * setting.p * setting.p * spread));
    }
  }

  /** Truncation keeps the m largest directions of [V A] and the diagonal of V Vᵀ + A Aᵀ. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_memoryFull_keepsTheDiagonalOfThePrecision(long seed) throws Exception {
    Setting setting = new Setting(seed);
    double[] diagonal = new double[setting.p];
    Arrays.fill(diagonal, setting.prior);

    for (int i = 0; i < setting.p + 3; i++) {
      double[] x = setting.draw.normal(setting.p);
      double weight = setting.draw.uniform(0.2, 3);
      RealMatrix lowRank =
          add(lowRank(setting.lofi.state()), new double[][] {x}, weight / setting.noise);
      setting.lofi.learnWeighted(weight, x, 1);

      double size = lowRank.getTrace();
      for (int j = 0; j < setting.p; j++) {
        diagonal[j] += weight / setting.noise * x[j] * x[j];
        assertThat(setting.precision().getEntry(j, j))
            .isCloseTo(diagonal[j], within(1e-13 * setting.p * size));
      }
      double[] eigenvalues = Oracle.eigenvalues(lowRank);
      double[] values = setting.lofi.state().sketch().singularValues();
      for (int k = 0; k < values.length; k++) {
        assertThat(values[k] * values[k])
            .isCloseTo(eigenvalues[k], within(1e-13 * setting.p * size));
      }
    }
  }

  private static RealMatrix add(RealMatrix matrix, double[][] rows, double factor) {
    RealMatrix x = Oracle.matrix(rows);
    return matrix.add(x.transpose().multiply(x).scalarMultiply(factor));
  }

  /** V Vᵀ. */
  private static RealMatrix lowRank(LofiState state) {
    int p = state.diagonal().length;
    RealMatrix sum = MatrixUtils.createRealMatrix(p, p);
    for (int k = 0; k < state.sketch().rank(); k++) {
      double value = state.sketch().singularValues()[k];
      sum = add(sum, new double[][] {state.sketch().basis().column(k)}, value * value);
    }
    return sum;
  }

  private static final class Setting {
    final Draw draw;
    final int p;
    final double noise;
    final double prior;
    final Trial<LofiState> lofi;

    Setting(long seed) {
      this.draw = new Draw(seed);
      this.p = 2 + (int) (seed % 12);
      this.noise = draw.uniform(0.1, 3);
      this.prior = draw.uniform(0.2, 5);
      this.lofi =
          Trial.lofi(
              Fields.of("dimension", p)
                  .with("memory", draw.between(1, p - 1))
                  .with("noise", noise)
                  .with("priorPrecision", prior)
                  .with("initialWeights", draw.normal(p)));
    }

    RealMatrix precision() {
      return lowRank(lofi.state())
          .add(MatrixUtils.createRealDiagonalMatrix(lofi.state().diagonal()));
    }
  }
}
