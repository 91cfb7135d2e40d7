package io.rivulet.learner.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.state.OrfitState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What objective {@code track} of {@code orfit} does, against definitions and itself. */
class TrackingLawsTest {

  private static final int STEPS = 60;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_isTheDefinitionAndChoosesTheLeastError(long seed) throws Exception {
    TrackingStream stream = new TrackingStream(seed);
    Trial<?> trial = Trial.of("orfit", stream.tracking());
    ExactTracking exact = stream.exact();
    int compared = 0;

    for (int i = 0; i < STEPS; i++) {
      Example example = stream.next();
      double[] answers = trial.learn(example).y();
      for (int j = 0; j < stream.q; j++) {
        if (exact.decided(j)) {
          for (int row = 0; row < example.rows(); row++) {
            double expected = Oracle.dot(example.x()[row], exact.weights(j));
            assertThat(answers[row * stream.q + j]).isCloseTo(expected, within(1e-8));
            compared++;
          }
        }
      }
      exact.learn(example.x(), example.y(), example.weight());
      for (int j = 0; j < stream.q; j++) {
        if (exact.decided(j)) {
          assertThat(trial.weights(j)).containsExactly(exact.weights(j), within(1e-8));
        }
      }
    }
    assertThat(compared).isGreaterThan(STEPS / 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneDecayAndAKnownNoise_isOrfitUnderThatNoise(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 30);
    int q = draw.between(1, 3);
    boolean shared = draw.between(0, 2) == 0;
    double decay = draw.uniform(0.6, 1);
    Fields fields =
        Fields.of("dimension", p)
            .with("outputs", q)
            .with("memory", draw.between(1, p))
            .with("noise", draw.uniform(0.01, 3))
            .with("priorPrecision", draw.uniform(0.1, 2))
            .with("initialWeights", Map.of("uniform", 1, "seed", seed))
            .with("model", Map.of("kind", shared ? "shared" : "linear"))
            .with("bias", !shared && draw.between(0, 1) == 0);
    Trial<OrfitState> orfit = Trial.orfit(fields.with("memoryDecay", decay));
    Trial<?> tracking =
        Trial.of("orfit", fields.with("objective", "track").with("decays", new double[] {decay}));

    for (int i = 0; i < STEPS; i++) {
      int rows = draw.between(0, 4) == 0 ? 3 : 1;
      double[][] x = draw.normal(rows, shared ? p * q : p);
      double[][] y = draw.normal(rows, q);
      double weight = draw.between(0, 3) == 0 ? draw.uniform(0, 2) : 1;
      double[] expected = orfit.learn(Trial.example(Op.LEARN, weight, x, y)).y();
      double[] actual = tracking.learn(Trial.example(Op.LEARN, weight, x, y)).y();

      assertThat(actual).containsExactly(expected, within(1e-12 * (1 + Oracle.norm(expected))));
      assertThat(tracking.weights())
          .containsExactly(orfit.weights(), within(1e-12 * (1 + Oracle.norm(orfit.weights()))));
    }
  }

  /** A basis does not depend on targets, and every output has a choice of its own. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_severalOutputs_areModelsOfOneBitForBit(long seed) throws Exception {
    TrackingStream stream = new TrackingStream(seed);
    Trial<?> together = Trial.of("orfit", stream.tracking());
    Trial<?>[] apart = new Trial<?>[stream.q];
    Arrays.setAll(apart, j -> Trial.of("orfit", stream.tracking().with("outputs", 1)));

    for (int i = 0; i < STEPS; i++) {
      Example example = stream.next();
      together.learn(example);
      for (int j = 0; j < stream.q; j++) {
        int output = j;
        double[][] y =
            Stream.of(example.y()).map(row -> new double[] {row[output]}).toArray(double[][]::new);
        apart[j].learn(example.with(example.x(), y));
        assertThat(together.weights(j)).containsExactly(apart[j].weights(0));
      }
    }
  }

  /** Powers of two change no digit, so that neither step nor choice may depend on a unit. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_otherUnits_givesTheSameAnswersInThem(long seed) throws Exception {
    TrackingStream stream = new TrackingStream(3 * seed + 1);
    int ofX = stream.draw.between(-60, 60);
    int[] ofY = new int[stream.q];
    Arrays.setAll(ofY, j -> stream.draw.between(-60, 60));
    double ofWeights = Math.scalb(1.0, 2 * stream.draw.between(-20, 20));
    Trial<?> plain = Trial.of("orfit", stream.tracking());
    Trial<?> scaled = Trial.of("orfit", stream.tracking());

    for (int i = 0; i < STEPS; i++) {
      Example example = stream.next();
      double[][] x = example.x().clone();
      double[][] y = example.y().clone();
      for (int row = 0; row < x.length; row++) {
        x[row] = Arrays.stream(x[row]).map(v -> Math.scalb(v, ofX)).toArray();
        double[] targets = y[row].clone();
        Arrays.setAll(targets, j -> Math.scalb(targets[j], ofY[j]));
        y[row] = targets;
      }
      double[] expected = plain.learn(example).y();
      double weight = ofWeights * example.weight();
      double[] actual = scaled.learn(Trial.example(Op.LEARN, weight, x, y)).y();

      Arrays.setAll(expected, j -> Math.scalb(expected[j], ofY[j % stream.q]));
      assertThat(actual).containsExactly(expected);
    }
  }

  /** A reading of 1e15 neither becomes the unit of all others nor moves what it does not touch. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneWrongReading_goesOnLearning(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 6;
    Trial<?> trial =
        Trial.of("orfit", Fields.of("dimension", p).with("memory", 4).with("objective", "track"));
    double[][] truth = draw.normal(2, p);
    truth[0][0] = 0;
    truth[1][0] = 0;

    for (int i = 0; i < 400; i++) {
      double[] x = draw.normal(p);
      x[0] = i == 50 ? 1e15 : 0;
      trial.learn(x, Oracle.dot(truth[i < 100 ? 0 : 1], x));
    }

    assertThat(trial.weights(0)).containsExactly(truth[1], within(1e-2));
  }
}
