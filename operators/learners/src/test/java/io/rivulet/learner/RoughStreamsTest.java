package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.RoughStream.Trait;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
      assertRidge("orfit", ",'summary':'" + summary + "'", seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_lofiDiagonal_equalsRidgeRegression(long seed) throws Exception {
    assertRidge("lofi-diagonal", "", seed);
  }

  private static void assertRidge(String learner, String fields, long seed) throws Exception {
    var stream = new RoughStream(seed, traits(seed, Trait.SCALES, Trait.COLLINEAR, Trait.WEIGHTS));
    Draw draw = new Draw(~seed);
    double prior = Math.pow(10, draw.uniform(-13, 1));
    double noise = Math.pow(10, draw.uniform(-3, 2));
    Trial<?> trial =
        Trial.of(
            learner,
            "'dimension':%d,'memory':%d,'noise':%s,'priorPrecision':%s" + fields,
            stream.p,
            stream.p,
            noise,
            prior);

    for (int i = 0; i < stream.n; i++) {
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
    }

    BigDecimal ridge = new BigDecimal(prior).multiply(new BigDecimal(noise));
    double[] expected = ExactRidge.solve(stream.x, stream.y, stream.weight, ridge);
    // Each of n steps rounds what is stored by some 16 sums of p terms, 90 p ε of each column's
    // size; the condition says by how much a weight amplifies that.
    double bound = 1e-14 * stream.p * stream.n * stream.condition(prior * noise);
    assertThat(stream.scaledError(trial.weights(), expected)).isLessThan(bound);
  }
}
