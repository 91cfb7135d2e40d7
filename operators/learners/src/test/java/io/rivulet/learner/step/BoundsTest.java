package io.rivulet.learner.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.testing.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundsTest {

  private static final double SMALL = 0x1p64;

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void above_anyColumns_isTheLargestOrBetweenItAndALimit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double range = seed % 2 == 0 ? 70 : 1000;
    double[][] columns = new double[1 + random.nextInt(3)][random.nextInt(20)];
    double largest = 0;
    for (double[] column : columns) {
      Arrays.setAll(
          column,
          i -> random.nextDouble(-1, 1) * StrictMath.pow(2, random.nextDouble(-range, range)));
      largest = Math.max(largest, Arrays.stream(column).map(Math::abs).max().orElse(0));
    }

    double above = Bounds.above(columns);

    if (largest > SMALL) {
      assertThat(above).isEqualTo(largest);
    } else {
      assertThat(above).isBetween(largest, SMALL);
    }
  }
}
