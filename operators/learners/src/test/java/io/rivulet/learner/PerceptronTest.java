package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.OrfitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models of kind {@code mlp}: their gradient, their start, and what recursive fitting of their
 * linearisations f(wₖ₋₁) + Jₖ (w - wₖ₋₁) minimises (the ORFit paper's equations 11 to 14).
 */
class PerceptronTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void linearise_anyNet_hasTheCentralDifferencesAsGradient(long seed) {
    Perceptron net = new Perceptron(seed);
    double[] x = net.draw.normal(net.inputs);
    double[] answer = new double[net.outputs];
    double[][] gradient = new double[net.outputs][net.start.length];
    net.response().linearise(new double[][] {net.start}, x, gradient, 0, answer);

    double[] expected = net.answer(net.start, x);
    double size = 1 + Arrays.stream(expected).map(Math::abs).sum();
    assertThat(answer).containsExactly(expected, within(1e-14 * net.start.length * size));
    double h = 1e-5;
    for (int i = 0; i < net.start.length; i++) {
      double[] above = net.answer(moved(net.start, i, h), x);
      double[] below = net.answer(moved(net.start, i, -h), x);
      for (int k = 0; k < net.outputs; k++) {
        // h² times a third derivative, a few powers of weights of size 1 to 3, and ε |y| / h.
        assertThat(gradient[k][i]).isCloseTo((above[k] - below[k]) / (2 * h), within(1e-7 * size));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void startingWeights_notGiven_areTheSeedsNumbersLayerByLayer(long seed) {
    Perceptron net = new Perceptron(seed);
    Trial<?> trial =
        Trial.of(
            "sgd",
            Fields.of("rate", 1)
                .with("dimension", net.inputs)
                .with("outputs", net.outputs)
                .with("model", Map.of("kind", "mlp", "hidden", net.hidden, "seed", seed)));

    SplittableRandom numbers = new SplittableRandom(seed);
    List<Integer> widths = new ArrayList<>(List.of(net.inputs));
    widths.addAll(net.hidden);
    widths.add(net.outputs);
    double[] expected = new double[net.start.length];
    int next = 0;
    for (int layer = 1; layer < widths.size(); layer++) {
      int fanIn = widths.get(layer - 1);
      for (int k = 0; k < (fanIn + 1) * widths.get(layer); k++) {
        double u = (numbers.nextLong() >>> 11) * 0x1p-53;
        expected[next++] = (2 * u - 1) * (1 / Math.sqrt(fanIn));
      }
    }
    assertThat(trial.weights(0)).containsExactly(expected);
  }

  /** Theorem 5: of all weights that fit every linearisation, the nearest to the start. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_everyPrefix_fitsAllLinearisationsWithTheLeastMove(long seed) throws Exception {
    Linearised stream = new Linearised(seed);
    Trial<OrfitState> orfit = Trial.orfit(stream.net.fields().with("summary", "full"));

    for (int i = 0; i < 3; i++) {
      stream.learn(orfit, 1);

      double condition = Oracle.condition(stream.gradients());
      double size = 1 + Oracle.norm(stream.targets());
      assertThat(orfit.weights(0))
          .containsExactly(
              Oracle.nearest(stream.gradients(), stream.targets(), stream.net.start),
              within(1e-14 * condition * condition * size));
    }
  }

  /** Theorem 5: NTK-RLS, equation (13), with λ = 0 and Π = I. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_anyStream_equalsNtkRlsThatForgetsAll(long seed) throws Exception {
    Linearised stream = new Linearised(seed);
    Trial<OrfitState> orfit = Trial.orfit(stream.net.fields().with("summary", "full"));
    double[] w = stream.net.start.clone();
    double[][] p = new double[w.length][w.length];
    for (int i = 0; i < w.length; i++) {
      p[i][i] = 1;
    }

    for (int i = 0; i < 3; i++) {
      double[] x = stream.net.draw.normal(stream.net.inputs);
      double[] y = stream.net.draw.normal(stream.net.outputs);
      double[][] j = stream.net.jacobian(w, x);
      double[][] jp = Oracle.matrix(j).multiply(Oracle.matrix(p)).getData();
      double[][] share = Oracle.inverse(Oracle.matrix(jp).multiply(Oracle.matrix(j).transpose()));
      double[] error = y.clone();
      Oracle.add(-1, stream.net.answer(w, x), error);
      double[] solved = Oracle.matrix(share).operate(error);
      double[][] gone = Oracle.matrix(share).multiply(Oracle.matrix(jp)).getData();
      for (int k = 0; k < j.length; k++) {
        Oracle.add(solved[k], jp[k], w);
        for (int l = 0; l < w.length; l++) {
          Oracle.add(-jp[k][l], gone[k], p[l]);
        }
      }
      stream.learn(orfit, 1, x, y);
    }

    // An error of w moves the next Jacobian, whose relative change is about as large.
    double condition = Oracle.condition(stream.gradients());
    double size = 1 + Oracle.norm(stream.targets());
    assertThat(orfit.weights(0))
        .containsExactly(w, within(1e-13 * condition * condition * size * size));
  }

  /** Equation (12). */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_anyStream_isTheRidgeRegressionOfTheLinearisations(long seed) throws Exception {
    Linearised stream = new Linearised(seed);
    double forgetting = stream.net.draw.uniform(0.8, 1);
    assertRidge(
        stream,
        Trial.rls(stream.net.fields().with("forgetting", forgetting).with("priorPrecision", 0.7)),
        forgetting);
  }

  /** The limit λ = 1 of equation (12), with R times the precision as its prior. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_underNoise_isTheRidgeRegressionOfTheLinearisations(long seed) throws Exception {
    Linearised stream = new Linearised(seed);
    assertRidge(
        stream,
        Trial.orfit(
            stream
                .net
                .fields()
                .with("summary", "full")
                .with("noise", 0.35)
                .with("priorPrecision", 2)),
        1);
  }

  private static void assertRidge(Linearised stream, Trial<?> learner, double forgetting)
      throws Exception {
    for (int i = 0; i < 6; i++) {
      stream.learn(learner, stream.net.draw.uniform(0.2, 3));
      if (i % 3 < 2) {
        continue;
      }
      double[] weight = stream.weights(forgetting);
      double[] prior = new double[stream.net.start.length];
      Arrays.fill(prior, 0.7 * Math.pow(forgetting, i + 1));
      double spread = Oracle.spread(Oracle.information(stream.gradients(), weight, prior));
      double[] expected =
          Oracle.ridge(stream.gradients(), stream.targets(), weight, prior, stream.net.start);
      double size = 1 + Oracle.norm(expected);
      assertThat(learner.weights(0)).containsExactly(expected, within(1e-14 * spread * size));
    }
  }

  private static double[] moved(double[] w, int i, double step) {
    double[] moved = w.clone();
    moved[i] += step;
    return moved;
  }

  /** The linearisations that a learner has met: gradients J and targets y - f(w) + J w. */
  private static final class Linearised {
    final Perceptron net;
    private final List<double[]> gradients = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    Linearised(long seed) {
      this.net = Perceptron.wide(seed);
    }

    void learn(Trial<?> learner, double weight) throws Exception {
      learn(learner, weight, net.draw.normal(net.inputs), net.draw.normal(net.outputs));
    }

    void learn(Trial<?> learner, double weight, double[] x, double[] y) throws Exception {
      double[] w = learner.weights(0);
      double[][] jacobian = net.jacobian(w, x);
      double[] answer = net.answer(w, x);
      learner.learnWeighted(weight, x, y);
      for (int k = 0; k < net.outputs; k++) {
        gradients.add(jacobian[k]);
        targets.add(y[k] - answer[k] + Oracle.dot(jacobian[k], w));
        weights.add(weight);
      }
    }

    double[][] gradients() {
      return gradients.toArray(double[][]::new);
    }

    double[] targets() {
      return targets.stream().mapToDouble(v -> v).toArray();
    }

    /** ωᵢ λⁿ⁻ⁱ. */
    double[] weights(double forgetting) {
      double[] aged = weights.stream().mapToDouble(v -> v).toArray();
      for (int k = 0; k < aged.length; k++) {
        int later = (aged.length - 1 - k) / net.outputs;
        aged[k] *= Math.pow(forgetting, later);
      }
      return aged;
    }
  }
}
