package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that are always 0 change nothing: a model with many of them, whose columns are passed in
 * panels, learns the bits of the small model without them, whose columns are passed one by one.
 */
class UnusedInputsTest {

  private static final int USED = 16;
  private static final int ALL = 48;

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_manyInputsThatAreAlwaysZero_changeNoBit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double forgetting = seed % 2 == 0 ? 1 : 0.99;
    Trial<?> small = rls(USED, forgetting);
    Trial<?> large = rls(ALL, forgetting);

    for (int n = 0; n < 40; n++) {
      double[] x = draw.normal(USED);
      double y = draw.between(-1, 1);
      small.learn(x, y);
      large.learn(Arrays.copyOf(x, ALL), y);
    }

    assertThat(Arrays.copyOf(large.weights(0), USED)).isEqualTo(small.weights(0));
    assertThat(Arrays.copyOfRange(large.weights(0), USED, ALL)).containsOnly(0);
  }

  private static Trial<?> rls(int dimension, double forgetting) {
    return Trial.rls(
        Fields.of("dimension", dimension).with("bias", false).with("forgetting", forgetting));
  }
}
