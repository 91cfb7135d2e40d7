package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.TriangularFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The minimum is reached from any start, or the window is refused. */
class NewtonTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Far from the minimum the probabilities saturate, and a whole step overshoots by far. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void minimise_farStart_findsTheStationaryPoint(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    double ridge = seed % 2 == 0 ? 1e-3 : 0.1;
    Samples samples = Samples.draw(draw, draw.between(1, 20), draw.between(1, 5), classes);
    double[] w = draw.normal(classes * samples.x()[0].length);
    Arrays.setAll(w, i -> 30 * w[i]);

    Newton.exact(w.length).minimise(w, samples.loss(), ridge(w.length, ridge));

    double[] gradient = LaplaceLawsTest.gradient(w, samples);
    Oracle.add(ridge, w, gradient);
    assertThat(Oracle.norm(gradient) / ridge).isLessThan(1e-8);
  }

  /** Σ √(1 + w²), whose whole Newton step goes from w to -w³. */
  @Test
  void minimise_lossThatNeedsShorterSteps_converges() throws Exception {
    double[] w = {5, -3};

    Newton.exact(2).minimise(w, new Hyperbolas());

    assertThat(w).containsExactly(new double[] {0, 0}, within(1e-12));
  }

  @Test
  void minimise_lossWithoutMinimumOrNotFinite_isRefused() {
    double[][] x = {{1}, {2}};
    Loss separable = new Samples(x, new int[] {0, 0}, new double[] {1, 1}, 2).loss();

    // Without a penalty the classes shift together at no cost: the Hessian is singular.
    assertRefused(new double[2], separable);
    assertRefused(new double[] {1e308, -1e308}, separable, ridge(2, 1));
    assertRefused(new double[] {1e200, 0}, separable, ridge(2, 1));
  }

  private static void assertRefused(double[] w, Loss... losses) {
    assertThatThrownBy(() -> Newton.exact(w.length).minimise(w, losses))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);
  }

  private static FactorPenalty ridge(int weights, double precision) {
    return new FactorPenalty(
        TriangularFactor.isotropic(weights, Math.sqrt(precision)), new double[weights]);
  }

  private static final class Hyperbolas implements Loss {

    @Override
    public double value(double[] w) {
      return Arrays.stream(w).map(v -> Math.sqrt(1 + v * v)).sum();
    }

    @Override
    public void addGradient(double[] w, double[] gradient) {
      for (int i = 0; i < w.length; i++) {
        gradient[i] += w[i] / Math.sqrt(1 + w[i] * w[i]);
      }
    }

    @Override
    public void addHessian(double[] w, double[][] lower) {
      for (int i = 0; i < w.length; i++) {
        lower[i][i] += Math.pow(1 + w[i] * w[i], -1.5);
      }
    }
  }
}
