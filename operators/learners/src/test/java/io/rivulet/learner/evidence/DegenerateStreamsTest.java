package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.RejectedException;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that tell little or nothing: numbers stay finite, and the answer is the mean. */
class DegenerateStreamsTest {

  private static final double[] SCALES = {1, 1e-150, 1e140, 1e-300, 1e-30};

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_inputsThatNeverDiffer_answersTheMean(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double scale = SCALES[(int) (seed % SCALES.length)];
    int p = draw.between(1, 6);
    double[] x = seed % 3 == 0 ? new double[p] : times(scale, draw.normal(p));
    Trial<EvidenceState> trial = trial(p, draw.between(1, 9), seed);
    double sum = 0;
    for (int i = 1; i <= 20; i++) {
      double y = scale * draw.uniform(-5, 5);
      trial.learn(x, y);
      sum += y;
      assertFinite(trial, x, scale);
      assertThat(trial.predict(x)[0]).isCloseTo(sum / i, within(1e-14 * 5 * scale));
      assertThat(trial.weights(0)[p]).isCloseTo(sum / i, within(1e-14 * 5 * scale));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_targetsThatNeverDiffer_answersThem(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double scale = SCALES[(int) (seed % SCALES.length)];
    int p = draw.between(1, 6);
    double y = seed % 3 == 0 ? 0 : scale * draw.uniform(-5, 5);
    Trial<EvidenceState> trial = trial(p, draw.between(1, 9), seed);
    for (int i = 0; i < 20; i++) {
      double[] x = times(scale, draw.normal(p));
      trial.learn(x, y);
      assertFinite(trial, x, scale);
      assertThat(trial.predict(x)[0]).isCloseTo(y, within(1e-14 * 5 * scale));
    }
    assertThat(trial.published().details().noise().variances()[0])
        .isLessThan(1e-25 * scale * scale + 1e-300);
  }

  /** Two inputs that come again and again, each with its target or with contradicting ones. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_repeatedInputs_staysFiniteBetweenItsTargets(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double scale = SCALES[(int) (seed % SCALES.length)];
    int p = draw.between(1, 6);
    double[][] x = {times(scale, draw.normal(p)), times(scale, draw.normal(p))};
    Trial<EvidenceState> trial = trial(p, draw.between(1, 9), seed);
    boolean conflicting = seed % 2 == 0;
    for (int i = 0; i < 40; i++) {
      double y = i % 2 == 0 ? 1 : 3;
      trial.learn(x[i % 2], scale * (conflicting && i % 4 > 1 ? y + 1 : y));
      assertFinite(trial, x[0], scale);
    }
    for (int k = 0; k < 2; k++) {
      double target = 1 + 2 * k + (conflicting ? 0.5 : 0);
      assertThat(trial.predict(x[k])[0] / scale).isCloseTo(target, within(conflicting ? 0.3 : 0.1));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneOrTwoSamples_isTheMeanAndTheRidgeOfBoth(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 6);
    double[][] x = draw.normal(2, p);
    double[] y = draw.normal(2);
    Trial<EvidenceState> trial = trial(p, draw.between(1, 9), 0);

    trial.learn(x[0], y[0]);
    assertThat(trial.predict(x[1])).containsExactly(y[0]);
    assertThat(trial.answer(x[1]).variance()).isNull();
    assertThat(trial.published().details().noise().variances()).isNull();
    trial.learn(x[1], y[1]);

    // λ = ‖x~‖² / 2 of the one x~ = (x₂ - x₁) / √2
    double[] apart = Lanes.difference(x[1], x[0]);
    double energy = Oracle.dot(apart, apart) / 2;
    double slope = (y[1] - y[0]) / 2 / (energy + energy / 2);
    double step = Oracle.dot(apart, apart) / 2 * slope;
    double mean = (y[0] + y[1]) / 2;
    assertThat(trial.predict(x[1])[0]).isCloseTo(mean + step, within(1e-14));
    assertThat(trial.predict(x[0])[0]).isCloseTo(mean - step, within(1e-14));
    assertThat(trial.published().details().noise().variances()[0])
        .isCloseTo((y[1] - y[0]) * (y[1] - y[0]) / 2, within(1e-14));
  }

  @Test
  void predict_beforeAnySample_answersTheWeightsOfTheStart() throws Exception {
    Trial<EvidenceState> trial =
        Trial.evidence(
            Fields.of("dimension", 2)
                .with("memory", 1)
                .with("initialWeights", new double[] {2, 3, 5}));

    Answer answer = trial.answer(new double[] {10, 100});

    assertThat(answer.y()).containsExactly(2 * 10 + 3 * 100 + 5);
    assertThat(answer.variance()).isNull();
    assertThat(trial.weights()).containsExactly(2, 3, 5);
  }

  private static Trial<EvidenceState> trial(int p, int memory, long seed) {
    return Trial.evidence(
        Fields.of("dimension", p)
            .with("memory", memory)
            .with("mergeable", seed % 2 == 1)
            .with("summary", seed % 4 > 1 ? "fd" : "ipca"));
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  private static void assertFinite(Trial<EvidenceState> trial, double[] x, double scale)
      throws RejectedException {
    assertThat(Lanes.finite(trial.weights())).isTrue();
    Answer answer = trial.answer(x);
    assertThat(Lanes.finite(answer.y())).isTrue();
    if (answer.variance() != null) {
      assertThat(answer.variance()[0]).isBetween(0.0, 1e4 * scale * scale + 1e-300);
    }
    FoundNoise noise = trial.published().details().noise();
    assertThat(noise.lambda()).isBetween(0.0, Double.MAX_VALUE);
    assertThat(noise.tail()).isBetween(0.0, Double.MAX_VALUE);
  }
}
