package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.window.SoftmaxOracle.Samples;
import io.rivulet.record.Sample;
import io.rivulet.state.DistillationState;
import io.rivulet.state.LaplaceState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gradient g of the convex sum bounds the distance from its minimum by ‖g‖ / ridge. */
class DistillationLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Stationary for Σ CE + λ/|S| Σ_S KL(p_w₀ || p_w) + r/2 ‖w‖², window after window. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_windows_areTaughtByTheWeightsBefore(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 3);
    int d = draw.between(1, 4);
    int n = draw.between(1, 7);
    double ridge = draw.uniform(0.1, 2);
    Double strength = seed % 2 == 0 ? null : draw.uniform(0, 20);
    Integer reservoir = seed % 3 == 0 ? 5 : null;
    Trial<DistillationState> distillation =
        Trial.distillation(
            Fields.of("dimension", d)
                .with("classes", classes)
                .with("window", n)
                .with("ridge", ridge)
                .with("strength", strength)
                .with("reservoir", reservoir));
    int closed = 0;

    for (int window = 0; window < 4; window++) {
      Samples samples = Samples.draw(draw, n, d, classes);
      double[] teacher = distillation.weights();
      double[][] support = distillation.state().support().toArray(double[][]::new);
      LaplaceLawsTest.learn(distillation, samples);
      double[] w = distillation.weights();

      double[] gradient = LaplaceLawsTest.gradient(w, samples);
      Oracle.add(ridge, w, gradient);
      double[][] taught =
          Arrays.stream(support)
              .map(x -> SoftmaxOracle.probabilities(teacher, x, classes))
              .toArray(double[][]::new);
      double[] each = new double[support.length];
      Arrays.fill(each, (strength == null ? closed : strength) / support.length);
      Oracle.add(1, SoftmaxOracle.gradient(w, support, taught, each), gradient);
      assertThat(Oracle.norm(gradient) / ridge).isLessThan(1e-9);
      closed += n;
      assertThat(distillation.state().seen()).isEqualTo(closed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_firstWindow_isLaplaceWithTheRidgeAsPrior(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Samples samples = Samples.draw(draw, draw.between(1, 9), draw.between(1, 5), 3);
    int d = samples.x()[0].length;
    int n = samples.x().length;
    Fields fields = Fields.of("dimension", d).with("classes", 3).with("window", n);
    Trial<DistillationState> distillation = Trial.distillation(fields.with("ridge", 0.7));
    Trial<LaplaceState> laplace = Trial.laplace(fields.with("priorPrecision", 0.7));

    LaplaceLawsTest.learn(distillation, samples);
    LaplaceLawsTest.learn(laplace, samples);

    assertThat(distillation.weights()).containsExactly(laplace.weights());
  }

  /** Only what is kept may differ: everything fits into a large reservoir. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_reservoirForAll_isNoReservoir(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Fields fields =
        Fields.of("dimension", 2).with("classes", 3).with("window", 3).with("ridge", 0.1);
    Trial<DistillationState> every = Trial.distillation(fields.with("reservoir", null));
    Trial<DistillationState> large = Trial.distillation(fields.with("reservoir", 12));

    for (int i = 0; i < 12; i++) {
      double[] x = draw.normal(2);
      int label = draw.between(0, 2);
      every.learnClass(x, label);
      large.learnClass(x, label);
    }

    assertThat(large.bytes()).isEqualTo(every.bytes());
    assertThat(every.state().support()).hasSize(12);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_integerWeight_isRepetitionInTheWindow(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int n = draw.between(1, 6);
    int[] times = IntStream.range(0, n).map(i -> draw.between(1, 3)).toArray();
    double ridge = 0.5;
    Fields fields = Fields.of("dimension", 3).with("classes", 3).with("ridge", ridge);
    double pull = 0;
    Trial<DistillationState> weighted = Trial.distillation(fields.with("window", n));
    Trial<DistillationState> repeated =
        Trial.distillation(fields.with("window", Arrays.stream(times).sum()));

    for (int i = 0; i < n; i++) {
      double[] x = draw.normal(3);
      pull += times[i] * Oracle.norm(x);
      int label = draw.between(0, 2);
      weighted.learnClass(times[i], x, label, Sample.NO_TIME);
      for (int k = 0; k < times[i]; k++) {
        repeated.learnClass(x, label);
      }
    }

    // Gradients round by ε times what they sum, which the ridge turns into weights.
    double tolerance = 1e-15 * (1 + pull) / ridge;
    assertThat(weighted.weights()).containsExactly(repeated.weights(), within(tolerance));
  }

  /**
   * Of N inputs each is kept by a share m / N of the seeds. The counts of s seeds have variance s
   * (m / N) (1 - m / N) and sum to s m, so that Σ (count - s m / N)² over that variance, times (N -
   * 1) / N, follows χ² with N - 1 degrees of freedom; its bound is passed once in 10⁹.
   */
  @Test
  void reservoir_overManySeeds_keepsEveryInputAlike() throws Exception {
    int inputs = 20;
    int kept = 5;
    int runs = 4000;
    int[] counts = new int[inputs];

    for (int seed = 0; seed < runs; seed++) {
      Trial<DistillationState> distillation =
          Trial.distillation(
              Fields.of("dimension", 1)
                  .with("classes", 2)
                  .with("window", 10)
                  .with("reservoir", kept)
                  .with("ridge", 1)
                  .with("seed", 7919L * seed));
      for (int i = 0; i < inputs; i++) {
        distillation.learnClass(new double[] {i}, i % 2);
      }
      assertThat(distillation.state().support()).hasSize(kept);
      for (double[] x : distillation.state().support()) {
        counts[(int) x[0]]++;
      }
    }

    double share = (double) kept / inputs;
    double statistic = 0;
    for (int count : counts) {
      statistic += Math.pow(count - runs * share, 2) / (runs * share * (1 - share));
    }
    statistic *= (inputs - 1.0) / inputs;
    assertThat(statistic)
        .isLessThan(new ChiSquaredDistribution(inputs - 1).inverseCumulativeProbability(1 - 1e-9));
  }

  /** Algorithm R by its definition, with the numbers of {@code SplittableRandom}. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void reservoir_anySeed_isAlgorithmR(long seed) throws Exception {
    Trial<DistillationState> distillation =
        Trial.distillation(
            Fields.of("dimension", 1)
                .with("classes", 2)
                .with("window", 4)
                .with("reservoir", 3)
                .with("ridge", 1)
                .with("seed", seed));
    var numbers = new SplittableRandom(seed);
    List<Double> expected = new ArrayList<>();

    for (int i = 1; i <= 24; i++) {
      distillation.learnClass(new double[] {i}, i % 2);
      if (i <= 3) {
        expected.add((double) i);
      } else {
        int place = (int) Math.floor((numbers.nextLong() >>> 11) * 0x1p-53 * i);
        if (place < 3) {
          expected.set(place, (double) i);
        }
      }
    }

    assertThat(distillation.state().support()).extracting(x -> x[0]).isEqualTo(expected);
  }
}
