package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.kernel.Sketch;
import io.rivulet.learner.Draw;
import io.rivulet.learner.ExactRidge;
import io.rivulet.learner.Fields;
import io.rivulet.learner.RoughStream;
import io.rivulet.learner.RoughStream.Trait;
import io.rivulet.learner.Trial;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LofiState;
import io.rivulet.state.OrfitState;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams as people have them: nothing is refused, and what memory can hold is the ridge's. */
class RoughStreamsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** Any combination of traits, by the low bits of the seed. */
  private static Trait[] traits(long seed, Trait... possible) {
    return IntStream.range(0, possible.length)
        .filter(i -> ((seed >> i) & 1) == 1)
        .mapToObj(i -> possible[i])
        .toArray(Trait[]::new);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_orfitUnderNoise_equalsRidgeRegression(long seed) throws Exception {
    for (String summary : new String[] {"ipca", "fd", "full"}) {
      assertRidge("orfit", Fields.of("summary", summary), seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_lofiDiagonal_equalsRidgeRegression(long seed) throws Exception {
    assertRidge("lofi-diagonal", Fields.none(), seed);
  }

  /** Every number is at most 1e100: whatever the traits, all is learned and stays finite. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_refusesNothing(long seed) throws Exception {
    var stream = new RoughStream(seed, traits(seed, Trait.values()));
    Draw draw = new Draw(~seed);
    double prior = Math.pow(10, draw.uniform(-13, 1));
    double noise = Math.pow(10, draw.uniform(-3, 2));
    Fields size = Fields.of("dimension", stream.p);
    Fields memory = size.with("memory", draw.between(1, stream.p));
    Fields filter = memory.with("priorPrecision", prior).with("noise", noise);

    for (String summary : Summary.names()) {
      Fields fields = memory.with("summary", summary);
      assertLearned(Trial.of("orfit", fields), stream);
      if (Summary.named(summary).ranked()) {
        assertLearned(Trial.of("orfit", filter.with("summary", summary)), stream);
      }
    }
    assertLearned(Trial.of("lofi-diagonal", filter), stream);
    // A step above 2 / (ω |x|²) diverges, and then leaves float64 in exact arithmetic, too.
    Fields rate = Fields.of("rate", stream.stableRate()).with("steps", draw.between(1, 3));
    assertLearned(Trial.of("ogd", size.with(rate)), stream);
    assertLearned(Trial.of("one-step-sgd", size), stream);
    assertLearned(Trial.of("greedy", size), stream);
  }

  private static void assertLearned(Trial<?> trial, RoughStream stream) throws Exception {
    for (int i = 0; i < stream.n; i++) {
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      assertThat(Lanes.finite(trial.weights())).isTrue();
    }
    if (trial.state() instanceof OrfitState state) {
      assertSound(state.sketch());
    }
    if (trial.state() instanceof LofiState state) {
      assertSound(state.sketch());
      assertThat(Arrays.stream(state.diagonal()).allMatch(v -> v > 0 && v < 1 / 0.0)).isTrue();
    }
  }

  private static void assertSound(Sketch sketch) {
    assertThat(Lanes.finite(sketch.singularValues())).isTrue();
    assertThat(sketch.discardedEnergy()).isFinite();
    assertThat(OrfitSeveralGradientsTest.deviation(sketch.basis())).isLessThan(1e-12);
  }

  /** The length of 1e-170 has no square in float64; w = y x / |x|² = 3e160 has. */
  @Test
  void learn_inputWhoseSquareUnderflows_isFitted() throws Exception {
    Trial<?> trial = Trial.of("one-step-sgd", Fields.of("dimension", 2));

    trial.learn(new double[] {3e-170, 4e-170}, 5e-10);

    assertThat(trial.weights()[0]).isCloseTo(6e159, within(1e145));
    assertThat(trial.weights()[1]).isCloseTo(8e159, within(1e145));
  }

  @Test
  void learn_inputWhoseSquareOverflows_saysWhichAndWhatToDo() {
    for (String learner : new String[] {"orfit", "lofi-diagonal", "ogd", "one-step-sgd"}) {
      Fields fields =
          switch (learner) {
            case "orfit" -> Fields.of("memory", 1);
            case "lofi-diagonal" ->
                Fields.of("memory", 1).with("noise", 1).with("priorPrecision", 1e300);
            case "ogd" -> Fields.of("rate", 1e-300).with("steps", 1);
            default -> Fields.none();
          };

      assertThatThrownBy(
              () ->
                  Trial.of(learner, Fields.of("dimension", 2).with(fields))
                      .learn(new double[] {1, 1e160}, 1))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("x[1] is 1.0E160")
          .hasMessageContaining("give that feature a scale nearer to 1")
          .hasMessageContaining("the state is unchanged");
    }
  }

  /**
   * Row by row, or without weights in batches of 2 to 4 rows: a batch is one regression, whose
   * rounding grows by the square of the condition where old samples weigh decades less than it.
   */
  private static void assertRidge(String learner, Fields fields, long seed) throws Exception {
    var stream = new RoughStream(seed, traits(seed, Trait.SCALES, Trait.COLLINEAR, Trait.WEIGHTS));
    int rows = stream.weighted() ? 1 : 1 + (int) (seed / 8 % 4);
    Draw draw = new Draw(~seed);
    double prior = Math.pow(10, draw.uniform(-13, 1));
    double noise = Math.pow(10, draw.uniform(-3, 2));
    Trial<?> trial =
        Trial.of(
            learner,
            Fields.of("dimension", stream.p)
                .with("memory", stream.p)
                .with("noise", noise)
                .with("priorPrecision", prior)
                .with(fields));

    double largest = 0;
    for (int i = 0; i < stream.n; i += rows) {
      trial.learnBatch(stream.weight[i], stream.rows(i, rows), stream.targets(i, rows));
      largest = Math.max(largest, stream.largest(trial.weights()));
    }

    BigDecimal ridge = new BigDecimal(prior).multiply(new BigDecimal(noise));
    double[] expected = ExactRidge.solve(stream.x, stream.y, stream.weight, ridge);
    // Each of n steps rounds what is stored, and the weights of the moment, by some 16 sums of p
    // terms.
    double rounding = 16 * stream.p * 0x1p-52 * stream.n * largest;
    double[] error = Lanes.difference(trial.weights(), expected);
    assertThat(stream.largest(error))
        .isLessThan(rounding * stream.sensitivity(prior * noise, expected));
  }
}
