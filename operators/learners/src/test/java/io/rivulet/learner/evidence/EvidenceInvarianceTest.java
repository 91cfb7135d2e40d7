package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Publication;
import io.rivulet.record.FoundNoise;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Units and origins of inputs, targets and weights change no answer. */
class EvidenceInvarianceTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_otherUnitsAndOrigins_givesTheSameAnswers(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, seed % 2 == 0);
    Trial<EvidenceState> plain = Trial.evidence(fields(stream, seed));
    Trial<EvidenceState> moved = Trial.evidence(fields(stream, seed));
    double shift = stream.draw.uniform(-1e4, 1e4);
    double targetShift = stream.draw.uniform(-0.1, 0.1);

    for (int i = 0; i < stream.n; i++) {
      double[] x = Arrays.stream(stream.x[i]).map(v -> 1e3 * v + shift).toArray();
      double y = 1e-3 * stream.y[i][0] + targetShift;
      double expected = plain.learnWeighted(stream.weight[i], stream.x[i], stream.y[i])[0];
      double actual = moved.learnWeighted(7 * stream.weight[i], x, y)[0];
      if (i > 0) {
        assertThat(1e3 * (actual - targetShift))
            .isCloseTo(expected, within(tolerance(i) * (10 + Math.abs(expected))));
      }
    }
    double[] variance = plain.answer(stream.x[0]).variance();
    assertThat(moved.published().details().noise().variances()[0])
        .isCloseTo(
            7e-6 * plain.published().details().noise().variances()[0],
            within(1e-9 * 7e-6 * variance[0] * 1e3));
  }

  /** Rounding of the origin, magnified by ridges down to 10⁻⁴ of the mean energy. */
  private static double tolerance(int samples) {
    return 1e-11 * samples;
  }

  private static Fields fields(EvidenceStream stream, long seed) {
    return stream
        .fields()
        .with("memory", 1 + seed % stream.p)
        .with("summary", seed % 4 == 0 ? "fd" : "ipca")
        .with("mergeable", seed % 3 == 0);
  }

  static Stream<Arguments> scales() {
    return Stream.of(
        Arguments.of(1e-150, 1e140, 1.0),
        Arguments.of(1e140, 1e-150, 1.0),
        Arguments.of(1e140, 1e140, 1e-9),
        Arguments.of(1e-150, 1e-150, 1e9),
        Arguments.of(1.0, 1.0, 1e-200),
        Arguments.of(1e30, 1e-30, 1e200));
  }

  /** No square of a number overflows or underflows, however large or small all numbers are. */
  @ParameterizedTest(name = "x {0}, y {1}, weights {2}")
  @MethodSource("scales")
  void learn_hugeOrTinyNumbers_givesTheSameAnswers(double input, double target, double weight)
      throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      EvidenceStream stream = new EvidenceStream(seed, 2, true);
      Trial<EvidenceState> plain = Trial.evidence(fields(stream, seed));
      Trial<EvidenceState> scaled = Trial.evidence(fields(stream, seed));
      for (int i = 0; i < stream.n; i++) {
        double[] x = times(input, stream.x[i]);
        double[] expected = plain.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
        double[] actual =
            scaled.learnWeighted(weight * stream.weight[i], x, times(target, stream.y[i]));
        for (int j = 0; j < expected.length; j++) {
          assertThat(actual[j] / target)
              .isCloseTo(expected[j], within(tolerance(i) * (10 + Math.abs(expected[j]))));
        }
      }
      assertThat(scaled.answer(times(input, stream.x[0])).variance()[0] / target / target)
          .isFinite();
    }
  }

  /** After one sample without an intercept λ is ω |x|², so that w is half of what fits it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneSampleOfAnySize_isHalfOfWhatFitsIt(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double size = power(draw, 100);
    double[] x = times(size, draw.normal(3));
    double y = draw.uniform(-1, 1) * power(draw, 100);
    Trial<EvidenceState> trial =
        Trial.evidence(
            Fields.of("dimension", 3)
                .with("memory", 2)
                .with("bias", false)
                .with("mergeable", seed % 2 == 0));

    trial.learnWeighted(power(draw, 100), x, y);

    double[] unit = times(1 / size, x);
    double square = Oracle.dot(unit, unit);
    for (int j = 0; j < x.length; j++) {
      double expected = unit[j] * (y / size) / square / 2;
      assertThat(trial.weights(0)[j]).isCloseTo(expected, within(1e-14 * Math.abs(y / size)));
    }
  }

  /**
   * Sizes that change by ninety decades from sample to sample are learned, whatever comes of it.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_sizesThatJump_neverRefusesNorOverflows(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 2, false);
    Trial<EvidenceState> trial = Trial.evidence(fields(stream, seed));
    for (int i = 0; i < stream.n; i++) {
      double[] x = times(power(stream.draw, 45), stream.x[i]);
      double[] y = times(power(stream.draw, 45), stream.y[i]);
      trial.learnWeighted(power(stream.draw, 20), x, y);

      assertThat(Lanes.finite(trial.weights())).isTrue();
      FoundNoise noise = trial.published().details().noise();
      assertThat(noise.lambda()).isBetween(0.0, Double.MAX_VALUE);
      assertThat(noise.tail()).isBetween(0.0, Double.MAX_VALUE);
    }
  }

  private static double power(Draw draw, double decades) {
    return Math.pow(10, draw.uniform(-decades, decades));
  }

  /** Outputs share only the ridge: one in other units changes nothing for the others. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_oneOutputInOtherUnits_leavesTheOthersAlone(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 2, false);
    Trial<EvidenceState> plain = Trial.evidence(fields(stream, seed));
    Trial<EvidenceState> scaled = Trial.evidence(fields(stream, seed));
    for (int i = 0; i < stream.n; i++) {
      double expected = plain.learn(stream.x[i], stream.y[i])[0];
      double actual = scaled.learn(stream.x[i], stream.y[i][0], 1e90 * stream.y[i][1])[0];
      assertThat(actual).isCloseTo(expected, within(tolerance(i) * (10 + Math.abs(expected))));
    }
  }

  /** Two equal outputs choose as one does. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_equalOutputs_answerAsOneOutput(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, true);
    Trial<EvidenceState> one = Trial.evidence(fields(stream, seed));
    Trial<EvidenceState> two = Trial.evidence(fields(stream, seed).with("outputs", 2));
    for (int i = 0; i < stream.n; i++) {
      double y = stream.y[i][0];
      double expected = one.learnWeighted(stream.weight[i], stream.x[i], y)[0];
      double[] actual = two.learnWeighted(stream.weight[i], stream.x[i], y, y);
      assertThat(actual)
          .containsExactly(
              new double[] {expected, expected}, within(1e-12 * (10 + Math.abs(expected))));
    }
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(v -> factor * v).toArray();
  }

  /** A feature with a center and a scale is the scaled number. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_scaledFeature_isInRawUnitsBesideItsNoise(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Fields named =
        Fields.of("features", List.of(Map.of("name", "a", "center", 5.0, "scale", 4.0)))
            .with("memory", 1);
    Trial<EvidenceState> plain = Trial.evidence(Fields.of("dimension", 1).with("memory", 1));
    Trial<EvidenceState> scaled = Trial.evidence(named);
    for (int i = 0; i < 10; i++) {
      double[] x = draw.normal(1);
      double y = 3 * x[0] + draw.uniform(-1, 1);
      plain.learn(x, y);
      scaled.learn(x, y);
    }

    Publication raw = Trial.spec("orfit", named.with("noise", "auto")).raw(scaled.published());
    assertThat(raw.columns()[0][0]).isCloseTo(plain.weights(0)[0] / 4, within(1e-15));
    assertThat(raw.details().noise().lambda())
        .isEqualTo(plain.published().details().noise().lambda());
  }
}
