package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Sketch;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.sketch.IncrementalPca;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.learner.sketch.Summary;
import io.rivulet.learner.step.Softmax;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.model.Activation;
import io.rivulet.model.MlpResponse;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LabelledInput;
import io.rivulet.state.LaplaceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The low-rank prior of a net, against dense sums over the Jacobians. */
class LowRankLaplaceTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Central differences of the value err by h² / 6 of the third derivative and by rounding / h. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void gradients_ofNetAndPenalty_areTheDifferenceQuotients(long seed) {
    Draw draw = new Draw(seed);
    MlpResponse net = net(draw);
    Samples samples = Samples.draw(draw, draw.between(1, 4), net.inputs(), net.outputs());
    double[] w = draw.normal(net.rows());
    Loss evidence = new NetCrossEntropy(net, inputs(samples));
    Loss penalty = new LowRankPenalty(draw.normal(w.length), 0.7, sketch(draw, net));

    for (Loss loss : List.of(evidence, penalty)) {
      double[] gradient = PenaltyLawsTest.gradient(loss, w);
      for (int i = 0; i < w.length; i++) {
        double[] up = w.clone();
        double[] down = w.clone();
        up[i] += 1e-5;
        down[i] -= 1e-5;
        assertThat((loss.value(up) - loss.value(down)) / 2e-5)
            .isCloseTo(gradient[i], within(1e-6 * (1 + samples.cubes())));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void hessians_ofNetAndPenalty_areTheirDenseSums(long seed) {
    Draw draw = new Draw(seed);
    MlpResponse net = net(draw);
    Samples samples = Samples.draw(draw, draw.between(1, 4), net.inputs(), net.outputs());
    double[] w = draw.normal(net.rows());
    Sketch sketch = sketch(draw, net);

    assertLower(
        Newton.exact(w.length).hessian(w, new NetCrossEntropy(net, inputs(samples))),
        fisher(net, w, samples));
    assertLower(
        Newton.exact(w.length).hessian(w, new LowRankPenalty(w, 0.7, sketch)), dense(sketch, 0.7));
  }

  /**
   * The decrement gᵀ (Λ + F)⁻¹ g bounds what is left to gain; it was below 1e-6 a step before. The
   * sketch drops what a column brings below 1e-9 of its norm, and so 2e-9 of the trace at most.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_windows_areStationaryAndRememberedWhole(long seed) throws Exception {
    Draw draw = new Draw(seed);
    MlpResponse net = net(draw);
    int n = draw.between(1, 5);
    double decay = seed % 2 == 0 ? 1 : draw.uniform(0.5, 1);
    Trial<LaplaceState> laplace = trial(net, n, net.rows(), decay);
    double[][] added = new double[net.rows()][net.rows()];

    for (int window = 0; window < 3; window++) {
      Samples samples = Samples.draw(draw, n, net.inputs(), net.outputs());
      double[] before = laplace.weights();
      double[][] precision = dense(laplace.state().sketch(), 3);
      LaplaceLawsTest.learn(laplace, samples);
      double[] w = laplace.weights();

      double[] moved = w.clone();
      Oracle.add(-1, before, moved);
      double[] gradient = Oracle.matrix(precision).operate(moved);
      new NetCrossEntropy(net, inputs(samples)).addGradient(w, gradient);
      double[][] fisher = fisher(net, w, samples);
      RealMatrix curvature = Oracle.matrix(precision).add(Oracle.matrix(fisher));
      double[] step =
          new LUDecomposition(curvature).getSolver().solve(Oracle.vector(gradient)).toArray();
      assertThat(Oracle.dot(gradient, step)).isLessThan(1e-6 * (1 + 5 * n));
      double scale = 1;
      for (int i = 0; i < fisher.length; i++) {
        for (int j = 0; j < fisher.length; j++) {
          added[i][j] = decay * added[i][j] + fisher[i][j];
        }
        scale += added[i][i];
      }
      assertThat(Oracle.largestDifference(dense(laplace.state().sketch(), 0), added))
          .isLessThan(2e-9 * scale);
    }
  }

  /** What is truncated is counted: the energy of the sketch and the discarded one are the trace. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_littleMemory_keepsTheLargestDirections(long seed) throws Exception {
    Draw draw = new Draw(seed);
    MlpResponse net = net(draw);
    int n = draw.between(3, 5);
    Trial<LaplaceState> laplace = trial(net, n, 2, 1);
    double trace = 0;

    for (int window = 0; window < 3; window++) {
      Samples samples = Samples.draw(draw, n, net.inputs(), net.outputs());
      LaplaceLawsTest.learn(laplace, samples);
      trace += Oracle.matrix(fisher(net, laplace.weights(), samples)).getTrace();
    }

    Sketch sketch = laplace.state().sketch();
    double energy = Oracle.dot(sketch.singularValues(), sketch.singularValues());
    assertThat(sketch.rank()).isLessThanOrEqualTo(2);
    assertThat(energy + sketch.discardedEnergy()).isCloseTo(trace, within(1e-12 * (1 + trace)));
    assertThat(OrfitSeveralGradientsTest.deviation(sketch.basis())).isLessThan(1e-13);
  }

  /** A rotation leaves UᵀU off by 1e-16, and thousands of them by ten times as much and more. */
  @Test
  void learn_thousandsOfWindows_keepTheBasisOrthonormal() throws Exception {
    Draw draw = new Draw(1);
    MlpResponse net = new MlpResponse(3, List.of(2), Activation.TANH, 3);
    Trial<LaplaceState> laplace = trial(net, 1, 4, 0.9);

    for (int i = 0; i < 4000; i++) {
      laplace.learnClass(draw.normal(3), draw.between(0, 2));
    }

    assertThat(OrfitSeveralGradientsTest.deviation(laplace.state().sketch().basis()))
        .isLessThan(3e-15);
  }

  private static Trial<LaplaceState> trial(MlpResponse net, int window, int memory, double decay) {
    return Trial.laplace(
        Fields.of("dimension", net.inputs())
            .with("classes", net.outputs())
            .with("window", window)
            .with("memory", memory)
            .with("decay", decay)
            .with("priorPrecision", 3)
            .with(
                "model",
                Map.of("kind", "mlp", "hidden", net.hidden(), "activation", "tanh", "seed", 3)));
  }

  private static MlpResponse net(Draw draw) {
    return new MlpResponse(
        draw.between(1, 3), List.of(draw.between(1, 3)), Activation.TANH, draw.between(2, 3));
  }

  private static List<LabelledInput> inputs(Samples samples) {
    List<LabelledInput> inputs = new ArrayList<>();
    for (int i = 0; i < samples.x().length; i++) {
      inputs.add(new LabelledInput(samples.x()[i], samples.label()[i], samples.weight()[i]));
    }
    return inputs;
  }

  private static Sketch sketch(Draw draw, MlpResponse net) {
    Sketch sketch = Sketch.empty(net.rows());
    try {
      new IncrementalPca(Summary.IPCA, 3, 1e-9).stage(sketch, draw.normal(2, net.rows())).commit();
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
    return sketch;
  }

  /** Σ ω Jᵀ (diag p - p pᵀ) J. */
  private static double[][] fisher(MlpResponse net, double[] w, Samples samples) {
    RealMatrix sum = Oracle.matrix(new double[w.length][w.length]);
    for (int i = 0; i < samples.x().length; i++) {
      double[][] jacobian = new double[net.outputs()][w.length];
      double[] p = new double[net.outputs()];
      net.linearise(new double[][] {w}, samples.x()[i], jacobian, 0, p);
      Softmax.probabilities(p, p.length);
      double[][] spread = new double[p.length][p.length];
      for (int k = 0; k < p.length; k++) {
        for (int l = 0; l < p.length; l++) {
          spread[k][l] = samples.weight()[i] * ((k == l ? p[k] : 0) - p[k] * p[l]);
        }
      }
      RealMatrix rows = Oracle.matrix(jacobian);
      sum = sum.add(rows.transpose().multiply(Oracle.matrix(spread)).multiply(rows));
    }
    return sum.getData();
  }

  /** δ I + U diag(s)² Uᵀ. */
  private static double[][] dense(Sketch sketch, double ridge) {
    double[][] dense = new double[sketch.basis().size()][sketch.basis().size()];
    for (int i = 0; i < dense.length; i++) {
      dense[i][i] = ridge;
      for (int k = 0; k < sketch.rank(); k++) {
        double[] column = sketch.basis().column(k);
        Oracle.add(Math.pow(sketch.singularValues()[k], 2) * column[i], column, dense[i]);
      }
    }
    return dense;
  }

  private static void assertLower(double[][] lower, double[][] expected) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j <= i; j++) {
        // Sums of at most 12 products of numbers below about 10.
        assertThat(lower[i][j]).isCloseTo(expected[i][j], within(1e-11));
      }
    }
  }
}
