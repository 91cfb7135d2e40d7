package io.rivulet.experiment.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LessonTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** The test set has no noise, so that it must be the published function to rounding. */
  @Test
  void friedman_testSet_isThePublishedFunction() {
    for (Observation o : Lesson.friedman(8).test()) {
      double[] x = o.x();
      double curved = 10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * Math.pow(x[2] - 0.5, 2);
      double expected = (curved + 10 * x[3] + 5 * x[4] - 14.4) / 4.9;

      assertThat(o.y()[0]).isCloseTo(expected, within(1e-13));
      assertThat(x).hasSize(10);
    }
  }

  /** The noise has deviation 1 / 4.9; of 2,000 its own deviation is 1.6 %, five of them are 8 %. */
  @Test
  void friedman_trainingSet_hasNoiseOfDeviationOne() {
    double[] noise =
        Lesson.friedman(8).train().stream().mapToDouble(o -> 4.9 * o.y()[0] - clean(o)).toArray();

    assertThat(new StandardDeviation().evaluate(noise)).isCloseTo(1, within(0.08));
  }

  @Test
  void steps_anyCount_ascendToTheEnd() {
    Lesson lesson = new Lesson(observations(new SplittableRandom(1), 1200, 1), List.of());

    for (int count = 1; count < 60; count++) {
      int[] steps = lesson.steps(count);
      assertThat(steps).isSorted().doesNotHaveDuplicates();
      assertThat(steps[0]).isPositive();
      assertThat(steps[steps.length - 1]).isEqualTo(1200);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void standardisation_ofItsOwn_hasMeanZeroAndDeviationOne(long seed) {
    var random = new SplittableRandom(seed);
    int n = random.nextInt(2, 30);
    List<Observation> observations = observations(random, n, 3);
    List<Observation> standard = new Standardisation(observations).of(observations);

    for (int j = 0; j < 3; j++) {
      int of = j;
      double[] column = standard.stream().mapToDouble(o -> o.x()[of]).toArray();
      assertThat(Arrays.stream(column).sum()).isCloseTo(0, within(1e-10 * n));
      assertThat(Arrays.stream(column).map(v -> v * v).sum()).isCloseTo(n, within(1e-10 * n));
    }
    assertThat(standard).allMatch(o -> o.x()[3] == 0);
  }

  /**
   * Far from 0 a unit is on for an input or for its negative; biases alone turn half of them on.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomFeatures_ofOneInputAndItsNegative_areTheParts(long seed) {
    int d = 5;
    RandomFeatures features = new RandomFeatures(d, 400, seed);
    double[] zero = features.of(List.of(new Observation(new double[d], new double[1]))).get(0).x();
    double[] x = new SplittableRandom(seed).doubles(d, -100, 100).map(v -> 1e6 * v).toArray();
    double[] minus = Arrays.stream(x).map(v -> -v).toArray();
    double[] up = features.of(List.of(new Observation(x, new double[1]))).get(0).x();
    double[] down = features.of(List.of(new Observation(minus, new double[1]))).get(0).x();

    double power = 0;
    for (int j = 0; j < up.length; j++) {
      assertThat(Math.min(up[j], down[j])).isBetween(0.0, 10.0);
      power += up[j] * up[j] + down[j] * down[j];
    }
    // of N(0, |x|²/d), over 400 units: a deviation of √(2 / 400) = 7 %, five of them 35 %
    double norm = Arrays.stream(x).map(v -> v * v).sum() / d;
    assertThat(power / up.length / norm).isCloseTo(1, within(0.36));
    assertThat(Arrays.stream(zero).filter(v -> v > 0 && v < 4).count()).isBetween(120L, 280L);
  }

  private static double clean(Observation o) {
    double[] x = o.x();
    double curved = 10 * Math.sin(Math.PI * x[0] * x[1]) + 20 * Math.pow(x[2] - 0.5, 2);
    return curved + 10 * x[3] + 5 * x[4] - 14.4;
  }

  /** Inputs of d random numbers and a constant. */
  private static List<Observation> observations(SplittableRandom random, int n, int d) {
    return Stream.generate(
            () -> {
              double[] x = new double[d + 1];
              Arrays.setAll(x, i -> i < d ? random.nextDouble(-2, 9) : 7);
              return new Observation(x, new double[] {0});
            })
        .limit(n)
        .toList();
  }
}
