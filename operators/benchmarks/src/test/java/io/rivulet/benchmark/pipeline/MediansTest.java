package io.rivulet.benchmark.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MediansTest {

  @Test
  void of_anyOrder_hasAsManyBelowAsAbove() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Double> values =
          new ArrayList<>(
              DoubleStream.generate(random::nextGaussian).limit(1 + seed % 9).boxed().toList());

      double median = Medians.of(values);

      long below = values.stream().filter(value -> value < median).count();
      long above = values.stream().filter(value -> value > median).count();
      assertThat(below).as("seed %d", seed).isEqualTo(above);
    }
    assertThat(Medians.of(List.of(4.0, 1.0))).isEqualTo(2.5);
    assertThatThrownBy(() -> Medians.of(List.of())).hasMessage("no number has no median");
  }

  @Test
  void quantile_ranks_areThoseOfTheSortedValues() {
    double[] hundred = DoubleStream.iterate(100, value -> value - 1).limit(100).toArray();

    assertThat(Medians.quantile(hundred, 0.5)).isEqualTo(50);
    assertThat(Medians.quantile(hundred, 0.99)).isEqualTo(99);
    assertThat(Medians.quantile(hundred, 1)).isEqualTo(100);
    assertThat(Medians.quantile(new double[] {7}, 0.01)).isEqualTo(7);
    assertThat(hundred[0]).isEqualTo(100);
  }
}
