package io.rivulet.experiment.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.moment.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ScoreTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** The squared error of answers that are off by a constant b is b²: R² = 1 - b² / variance. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rSquared_biasedAnswers_missTheBiasOverTheVariance(long seed) {
    var random = new SplittableRandom(seed);
    double[] y = random.doubles(random.nextInt(2, 40), -5, 5).toArray();
    double bias = random.nextDouble(-3, 3);
    List<Observation> asked = Arrays.stream(y).mapToObj(v -> observation(v)).toList();
    double[] answers = Arrays.stream(y).map(v -> v + bias).toArray();

    double expected = 1 - bias * bias / new Variance(false).evaluate(y);
    double scale = 1 + Math.abs(expected);
    assertThat(Score.R_SQUARED.of(answers, asked)).isCloseTo(expected, within(1e-12 * scale));
  }

  @Test
  void rSquared_meanAsAnswer_isNothing() {
    List<Observation> asked = List.of(observation(1), observation(5));

    assertThat(Score.R_SQUARED.of(new double[] {3, 3}, asked)).isZero();
    assertThat(Score.R_SQUARED.of(new double[] {1, 5}, asked)).isEqualTo(1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void accuracy_someRight_isTheirPart(long seed) {
    var random = new SplittableRandom(seed);
    int classes = random.nextInt(2, 8);
    int n = random.nextInt(1, 30);
    List<Observation> asked = new ArrayList<>();
    double[] answers = random.doubles((long) n * classes).toArray();
    int right = 0;
    for (int i = 0; i < n; i++) {
      int label = random.nextInt(classes);
      int said = random.nextInt(classes);
      answers[i * classes + said] = 2;
      right += said == label ? 1 : 0;
      asked.add(Observation.ofClass(new double[] {0}, label, classes));
    }

    assertThat(Score.ACCURACY.of(answers, asked)).isEqualTo((double) right / n);
  }

  private static Observation observation(double y) {
    return new Observation(new double[] {0}, new double[] {y});
  }
}
