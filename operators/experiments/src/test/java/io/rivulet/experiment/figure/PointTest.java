package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PointTest {

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @Test
  void of_oneValue_hasNoSpread() {
    assertThat(Point.of(3, 7.5)).isEqualTo(new Point(3, 7.5, 0, 7.5, 7.5, 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void of_manyValues_hasMeanAndSampleDeviation(long seed) {
    var random = new SplittableRandom(seed);
    double[] values = random.doubles(random.nextInt(2, 30), -100, 100).toArray();
    SummaryStatistics oracle = new SummaryStatistics();
    for (double value : values) {
      oracle.addValue(value);
    }

    Point point = Point.of(1, values);

    // 30 values below 100: a few hundred roundings of 1e-14
    assertThat(point.mean()).isCloseTo(oracle.getMean(), within(1e-11));
    assertThat(point.sd()).isCloseTo(oracle.getStandardDeviation(), within(1e-11));
    assertThat(point.least()).isEqualTo(oracle.getMin());
    assertThat(point.greatest()).isEqualTo(oracle.getMax());
    assertThat(point.runs()).isEqualTo(values.length);
  }
}
