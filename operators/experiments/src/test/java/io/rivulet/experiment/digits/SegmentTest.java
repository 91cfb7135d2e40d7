package io.rivulet.experiment.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentTest {

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Of 2,001 points on a segment of length below 3, one lies within 0.00075 of the nearest. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void squaredDistance_anyPoint_isTheLeastOverTheSegment(long seed) {
    var random = new SplittableRandom(seed);
    double[] v = random.doubles(6, -1, 1).toArray();
    double least =
        IntStream.rangeClosed(0, 2000)
            .mapToDouble(
                i ->
                    Math.hypot(
                        v[0] + (v[2] - v[0]) * i / 2000 - v[4],
                        v[1] + (v[3] - v[1]) * i / 2000 - v[5]))
            .min()
            .orElseThrow();

    double distance = Math.sqrt(new Segment(v[0], v[1], v[2], v[3]).squaredDistance(v[4], v[5]));
    assertThat(distance).isLessThanOrEqualTo(least + 1e-12).isCloseTo(least, within(7.5e-4));
  }
}
