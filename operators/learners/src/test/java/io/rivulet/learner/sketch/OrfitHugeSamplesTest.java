package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Draw;
import io.rivulet.learner.ExactRounding;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.sketch.HugeStream.Kind;
import io.rivulet.record.RejectedException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sample larger than all others by up to a hundred decades costs the others nothing. */
class OrfitHugeSamplesTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static LongStream fewSeeds() {
    return Draw.seeds(60);
  }

  /**
   * As right as if entries had been rounded, and as the largest weight is, where the columns have
   * one unit or the large numbers stand in one column.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_hugeSamples_equalsRidgeRegressionOfRoundedEntries(long seed) throws Exception {
    Kind kind = Kind.of(seed);
    if (kind != Kind.SOME) {
      assertRidge(new Setting(seed, kind, kind.anyUnits() && seed / 8 % 2 == 1), false);
    }
  }

  /** Large numbers in some columns leave all others as right as they were, in any units. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_hugeSamplesInSomeColumns_costOthersNothing(long seed) throws Exception {
    assertRidge(new Setting(3 * seed + 1, Kind.NESTED, true), false);
  }

  /** As right as if samples had been rounded by their length: in any units, of any kind. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_hugeSamplesInAnyUnits_equalsRidgeRegressionOfRoundedSamples(long seed)
      throws Exception {
    assertRidge(new Setting(seed, Kind.of(seed), seed / 8 % 4 > 0), true);
  }

  /** Where memory would hold all, ekf is the same filter, and right to entries in any units. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void learn_hugeSamplesInAnyUnits_equalsTheFilterThatIsRightThere(long seed) throws Exception {
    Kind[] kinds = {Kind.GROWING, Kind.ALL, Kind.TWICE};
    var setting = new Setting(seed, kinds[(int) (seed % kinds.length)], true, "ekf", Fields.none());
    assertRidge(setting, false);
  }

  private static void assertRidge(Setting setting, boolean byLength) throws Exception {
    ExactRounding exact = setting.learned();
    double[] error = exact.error(setting.trial.weights(0));
    double[] reach = exact.reach(setting.most, byLength);
    double largest = Arrays.stream(setting.most).max().orElse(0);
    for (int j = 0; j < error.length; j++) {
      assertThat(error[j]).as("weight %d", j).isLessThan(1e-11 * (reach[j] + largest));
    }
  }

  /** The same direction again holds no news for the others, only rounding. */
  @Test
  void learn_largeSampleAgain_leavesOthersAsTheyWere() throws Exception {
    var orfit = Trial.orfit(Fields.of("dimension", 3).with("memory", 3).with("noise", 1));
    double[] large = {1e100, 3e100, -7e99};
    orfit.learn(large, 0);
    for (int i = 0; i < 20; i++) {
      orfit.learn(new double[] {Math.sin(i), Math.cos(3 * i), 1}, i % 3);
    }
    double[] before = orfit.weights(0);
    double[] values = orfit.state().singularValues().clone();

    for (int i = 0; i < 5; i++) {
      orfit.learn(large, 0);
    }

    assertThat(orfit.weights(0)).containsExactly(before, within(1e-14));
    double[] after = orfit.state().singularValues();
    assertThat(after[0]).isCloseTo(Math.sqrt(6) * values[0], within(1e-14 * after[0]));
    assertThat(after[1]).isCloseTo(values[1], within(1e-13 * values[1]));
    assertThat(after[2]).isCloseTo(values[2], within(1e-13 * values[2]));
  }

  /**
   * The definition in 300 digits, with a memory that does not hold all, to what it moves by itself
   * when entries change in their last digit. Without the kinds in which targets are rounded by more
   * than all other columns have to say.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("fewSeeds")
  void learn_hugeSamplesMemoryFull_equalsTheDefinition(long seed) throws Exception {
    Kind[] kinds = {Kind.GROWING, Kind.ALL, Kind.TWICE, Kind.REPEATED, Kind.NESTED, Kind.SOME};
    Draw draw = new Draw(seed);
    Kind kind = kinds[(int) (seed % kinds.length)];
    int memory = draw.between(1, 2);
    var stream = new HugeStream(draw, kind, 3, 10, 100, false, seed / 8 % 2 == 1);
    double prior = Math.pow(10, draw.uniform(-6, 1));
    double noise = Math.pow(10, draw.uniform(-3, 2));
    var orfit =
        Trial.orfit(
            Fields.of("dimension", 3)
                .with("memory", memory)
                .with("priorPrecision", prior)
                .with("noise", noise));
    var exact = new ExactOrfit(3, memory, prior, noise);
    var rounded = new ExactOrfit(3, memory, prior, noise);
    double largest = 0;

    for (int i = 0; i < stream.x.length; i++) {
      double[] x = stream.x[i];
      double[] other = Arrays.stream(x).map(v -> v + draw.between(-1, 1) * Math.ulp(v)).toArray();
      orfit.learnWeighted(stream.weight[i], x, stream.y[i]);
      exact.learn(x, stream.y[i], stream.weight[i]);
      rounded.learn(other, stream.y[i], stream.weight[i]);
      largest = Math.max(largest, Lanes.largest(exact.weights()));
    }

    double moved = Lanes.largest(Lanes.difference(rounded.weights(), exact.weights()));
    assertThat(orfit.weights(0))
        .containsExactly(exact.weights(), within(1e-10 * largest / exact.gap() + 100 * moved));
  }

  private static final class Setting {
    private static final String[] SUMMARIES = {"ipca", "fd", "full"};

    final HugeStream stream;
    final Trial<?> trial;
    final double prior;
    final double noise;
    final double[] most;

    Setting(long seed, Kind kind, boolean units) {
      this(
          seed,
          kind,
          units,
          "orfit",
          Fields.of("memory", 6).with("summary", SUMMARIES[(int) (seed % 3)]));
    }

    Setting(long seed, Kind kind, boolean units, String learner, Fields fields) {
      Draw draw = new Draw(seed);
      int p = draw.between(2, 6);
      double decades = seed % 3 == 0 ? 14 : 100;
      boolean weighted = seed / 4 % 2 == 1;
      this.stream = new HugeStream(draw, kind, p, draw.between(20, 40), decades, units, weighted);
      this.prior = Math.pow(10, draw.uniform(-13, 1));
      this.noise = Math.pow(10, draw.uniform(-3, 2));
      this.most = new double[p];
      this.trial =
          Trial.of(
              learner,
              Fields.of("dimension", p)
                  .with("priorPrecision", prior)
                  .with("noise", noise)
                  .with(fields));
    }

    ExactRounding learned() throws RejectedException {
      var exact = new ExactRounding(stream.p, prior, noise);
      for (int i = 0; i < stream.x.length; i++) {
        trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
        exact.learn(stream.x[i], stream.y[i], stream.weight[i]);
        double[] w = trial.weights(0);
        Arrays.setAll(most, j -> Math.max(most[j], Math.abs(w[j])));
      }
      exact.solve();
      return exact;
    }
  }
}
