package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrawsTest {

  private static final int MANY = 20_000;

  @Test
  void uniform_unitInterval_isTheDoubleOfSplittableRandom() {
    Draws draws = new Draws(7);
    SplittableRandom random = new SplittableRandom(7);

    for (int i = 0; i < 100; i++) {
      assertThat(draws.uniform(0, 1)).isEqualTo(random.nextDouble());
    }
  }

  @Test
  void normal_many_hasMeanZeroAndVarianceOne() {
    Draws draws = new Draws(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < MANY; i++) {
      double z = draws.normal();
      sum += z;
      squares += z * z;
    }

    // five standard deviations of a mean, and of a mean square, of n normals
    assertThat(sum / MANY).isCloseTo(0, within(5 / Math.sqrt(MANY)));
    assertThat(squares / MANY).isCloseTo(1, within(5 * Math.sqrt(2.0 / MANY)));
  }

  @Test
  void permutation_none_isEmpty() {
    assertThat(new Draws(1).permutation(0)).isEmpty();
  }

  @Test
  void permutation_many_holdsEachNumberOnceOutOfOrder() {
    int[] order = new Draws(1).permutation(500);

    assertThat(order).containsExactlyInAnyOrder(IntStream.range(0, 500).toArray());
    assertThat(order).isNotEqualTo(IntStream.range(0, 500).toArray());
  }
}
