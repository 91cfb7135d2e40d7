package io.rivulet.experiment.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SpacingTest {

  /** Sums of a few numbers below 200. */
  private static final double ROUNDING = 1e-11;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @Test
  void spread_noLabels_isNothing() {
    assertThat(Spacing.spread(new double[0], new double[0], 0, 1)).isEmpty();
  }

  @Test
  void spread_labelsApart_stayWhereTheyAre() {
    assertThat(Spacing.spread(new double[] {10, 30}, new double[] {8, 12}, 0, 50))
        .containsExactly(10, 30);
  }

  @Test
  void spread_twoAtOnePlace_stepAsideEqually() {
    assertThat(Spacing.spread(new double[] {20, 20}, new double[] {8, 8}, 0, 50))
        .containsExactly(16, 24);
  }

  @Test
  void spread_atTheEnds_stayInside() {
    assertThat(Spacing.spread(new double[] {0, 50}, new double[] {8, 8}, 0, 50))
        .containsExactly(4, 46);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spread_anyLabels_moveLeastOfAllThatFit(long seed) {
    var random = new SplittableRandom(seed);
    int n = random.nextInt(1, 9);
    double[] wanted = random.doubles(n, 60, 140).sorted().toArray();
    double[] room = random.doubles(n, 1, 20).toArray();

    double[] found = Spacing.spread(wanted, room, -1000, 1000);

    double cost = 0;
    for (int i = 0; i < n; i++) {
      cost += (found[i] - wanted[i]) * (found[i] - wanted[i]);
      if (i > 0) {
        assertThat(found[i] - found[i - 1])
            .isGreaterThanOrEqualTo((room[i] + room[i - 1]) / 2 - ROUNDING);
      }
    }
    for (int trial = 0; trial < 50; trial++) {
      assertThat(cost).isLessThanOrEqualTo(other(wanted, room, found, random) + 1e-9);
    }
  }

  /** The cost of labels elsewhere that do not overlap: part of the way to random ones. */
  private static double other(
      double[] wanted, double[] room, double[] found, SplittableRandom random) {
    double part = random.nextDouble();
    double cost = 0;
    double place = 0;
    for (int i = 0; i < wanted.length; i++) {
      double gap = i == 0 ? 0 : (room[i] + room[i - 1]) / 2;
      place = i == 0 ? random.nextDouble(0, 150) : place + gap + random.nextDouble(0, 20);
      double at = found[i] + part * (place - found[i]);
      cost += (at - wanted[i]) * (at - wanted[i]);
    }
    return cost;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void spread_moreThanFits_keepsOrderAndRoom(long seed) {
    var random = new SplittableRandom(seed);
    double[] wanted = random.doubles(6, 0, 10).sorted().toArray();
    double[] room = {5, 5, 5, 5, 5, 5};

    double[] found = Spacing.spread(wanted, room, 0, 10);

    for (int i = 1; i < 6; i++) {
      assertThat(found[i] - found[i - 1]).isCloseTo(5, within(ROUNDING));
    }
    assertThat(found[0]).isCloseTo(2.5, within(ROUNDING));
  }
}
