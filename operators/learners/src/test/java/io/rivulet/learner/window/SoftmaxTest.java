package io.rivulet.learner.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.step.Softmax;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Probabilities at and beyond the ends of the exponential. */
class SoftmaxTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void probabilities_shiftedLogits_areTheSame(long seed) {
    Draw draw = new Draw(seed);
    int classes = 2 + (int) (seed % 6);
    double[] p = draw.normal(2 * classes);
    // A shift by a power of two above every logit rounds each by at most half its last digit.
    double[] shifted = Arrays.stream(p).map(z -> z + 1024).toArray();

    Softmax.probabilities(p, classes);
    Softmax.probabilities(shifted, classes);

    assertThat(shifted).containsExactly(p, within(1024 * 0x1p-52));
    for (int row = 0; row < 2; row++) {
      double sum = Arrays.stream(p, row * classes, (row + 1) * classes).sum();
      assertThat(sum).isCloseTo(1, within(1e-15 * classes));
    }
  }

  @Test
  void logProbabilities_hugeLogits_stayFinite() {
    double[] logits = {1000, 0, -1000, -1e300, -1e300, -1e300};

    Softmax.logProbabilities(logits, 3);

    assertThat(logits)
        .containsExactly(
            new double[] {0, -1000, -2000, -Math.log(3), -Math.log(3), -Math.log(3)},
            within(1e-15));
  }

  /** log(1 + a) is a to its last digit where a is below 1e-16. */
  @Test
  void logProbabilities_certainClass_keepsItsDigits() {
    double[] logits = {100, 0, 20};

    Softmax.logProbabilities(logits, 3);

    double expected = StrictMath.exp(-80) * (1 + Math.exp(-20));
    assertThat(-logits[0]).isCloseTo(expected, within(1e-15 * expected));
  }

  @Test
  void mostProbable_ties_areTheFirst() {
    assertThat(Softmax.mostProbable(new double[] {0.2, 0.4, 0.4})).isEqualTo(1);
    assertThat(Softmax.mostProbable(new double[] {0.5, 0.5})).isZero();
  }
}
