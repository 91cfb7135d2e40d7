package io.rivulet.learner.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import io.rivulet.state.OrfitState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The learners that remember no gradient, and what ORFit is the limit of. */
class BaselinesTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneStepSgd_anySample_takesTheShortestStepThatFits(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 3 + (int) (seed % 38);
    int c = draw.between(1, 3);
    Trial<?> learner =
        Trial.of(
            "one-step-sgd",
            Fields.of("dimension", p).with("outputs", c).with("model", Map.of("kind", "shared")));

    for (int i = 0; i < 4; i++) {
      double[][] block = draw.ofRank(i == 2 ? 1 : c, c, p);
      double[] truth = draw.normal(p);
      double[] y = Arrays.stream(block).mapToDouble(g -> Oracle.dot(g, truth)).toArray();
      double[] expected = Oracle.nearest(block, y, learner.weights(0));
      learner.learn(OrfitSeveralGradientsTest.flat(block), y);

      double condition = Oracle.condition(block);
      assertThat(learner.weights(0))
          .containsExactly(expected, within(1e-14 * p * condition * condition));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sgd_anySample_stepsDownTheGradient(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    double rate = draw.uniform(0.01, 0.5) / (p + 8);
    Trial<?> learner =
        Trial.of("sgd", Fields.of("dimension", p).with("rate", rate).with("outputs", 2));
    double[][] w = new double[2][p];

    for (int i = 0; i < 5; i++) {
      double[] x = draw.normal(p);
      double[] y = draw.normal(2);
      double weight = draw.uniform(0.1, 2);
      learner.learnWeighted(weight, x, y);
      for (int j = 0; j < 2; j++) {
        Oracle.add(rate * weight * (y[j] - Oracle.dot(w[j], x)), x, w[j]);
        double size = 1 + Oracle.norm(w[j]);
        assertThat(learner.weights(j)).containsExactly(w[j], within(1e-14 * p * size));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void greedy_anyInput_answersWithTheLastTarget(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 40);
    Trial<?> learner = Trial.of("greedy", Fields.of("dimension", p).with("outputs", 2));
    double[] last = new double[2];

    for (int i = 0; i < 4; i++) {
      double[] y = draw.normal(2);
      assertThat(learner.learn(draw.normal(p), y)).containsExactly(last);
      last = y;
    }

    assertThat(learner.predict(draw.normal(p))).containsExactly(last);
  }

  /** Corollary 1: passes of SGD over the same samples converge to what ORFit finds in one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_onePass_isTheLimitOfManyPassesOfSgd(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(12, 40);
    int n = 4;
    double[][] x = draw.normal(n, p);
    double[] y = draw.normal(n);
    double[] start = draw.normal(p);
    Trial<OrfitState> orfit =
        Trial.orfit(Fields.of("dimension", p).with("memory", n).with("initialWeights", start));
    // A rate below 1 / |x|² contracts every pass; |x|² of p normal numbers stays below 3 p.
    Trial<?> sgd =
        Trial.of(
            "sgd",
            Fields.of("dimension", p).with("rate", 1 / (3.0 * p)).with("initialWeights", start));

    for (int i = 0; i < n; i++) {
      orfit.learn(x[i], y[i]);
    }
    for (int pass = 0; pass < 3000; pass++) {
      for (int i = 0; i < n; i++) {
        sgd.learn(x[i], y[i]);
      }
    }

    assertThat(sgd.weights(0)).containsExactly(orfit.weights(0), within(1e-12 * p));
  }
}
