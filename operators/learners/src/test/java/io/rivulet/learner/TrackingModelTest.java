package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.RejectedException;
import io.rivulet.state.StateFrame;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Objective {@code track} of {@code orfit} as a model: its spec, its states, what it refuses. */
class TrackingModelTest {

  private static final Fields SPEC =
      Fields.of("dimension", 3).with("memory", 2).with("objective", "track");

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  static Stream<IntFunction<double[]>> inputs() {
    return Stream.of(
        i -> new double[3],
        i -> new double[] {1, 2, 3},
        i -> i % 2 == 0 ? new double[] {1, 0, 0} : new double[] {0, 1, 0},
        i -> new double[] {i, 2.0 * i, -i},
        i -> new double[] {StrictMath.sin(i), StrictMath.cos(i), i % 5});
  }

  /** Constant, zero and repeated inputs, targets that contradict, and the ends of the scale. */
  @ParameterizedTest
  @MethodSource("inputs")
  void learn_degenerateStreams_areAllLearnedAndStayFinite(IntFunction<double[]> input)
      throws Exception {
    List<IntToDoubleFunction> targets = List.of(i -> 0, i -> 5, i -> i % 2 == 0 ? 1 : -1, i -> i);
    for (IntToDoubleFunction target : targets) {
      for (double ofX : new double[] {1, 1e-150, 1e140}) {
        for (double ofY : new double[] {1, 1e-150, 1e140}) {
          if (ofY / ofX > 1e200) {
            continue;
          }
          for (int memory : new int[] {1, 3, 5}) {
            assertFinite(SPEC.with("memory", memory), input, target, ofX, ofY);
          }
        }
      }
    }
  }

  private static void assertFinite(
      Fields spec, IntFunction<double[]> input, IntToDoubleFunction target, double ofX, double ofY)
      throws Exception {
    Trial<?> trial = Trial.of("orfit", spec);
    for (int i = 0; i < 40; i++) {
      double[] x = Arrays.stream(input.apply(i)).map(v -> v * ofX).toArray();
      double[] answer = trial.learn(x, ofY * target.applyAsDouble(i));
      assertThat(answer[0]).isFinite();
      assertThat(Arrays.stream(trial.weights()).allMatch(Double::isFinite)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "3,3", "7,8", "40,8", "40,12"})
  void maximumStateBytes_longStreams_areReachedAndNotPassed(int p, int memory) throws Exception {
    Fields fields =
        Fields.of("dimension", p)
            .with("outputs", 2)
            .with("memory", memory)
            .with("objective", "track");
    LearnerSpec<?> spec = Trial.spec("orfit", fields);
    Trial<?> trial = Trial.of("orfit", fields);
    Draw draw = new Draw(p);
    long most = 0;
    for (int i = 0; i < 4 * p + 8; i++) {
      trial.learn(draw.normal(p), draw.normal(2));
      most = Math.max(most, trial.bytes().length);
    }

    assertThat(most).isLessThanOrEqualTo(spec.maximumStateBytes() + StateFrame.OVERHEAD);
    assertThat(most).isGreaterThan((long) (0.85 * spec.maximumStateBytes()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'noise':0                       | 'noise' must be positive or left out",
        "'noise':-1                      | 'noise' must be positive or left out",
        "'noise':'auto'                  | 'noise' must be a positive number or left out",
        "'memoryDecay':0.9               | its decays are in the field decays",
        "'priorPrecision':2              | unless noise is given",
        "'mergeable':true                | its states do not merge",
        "'tolerance':1e-9                | 'tolerance' must be left out",
        "'seed':1                        | nothing is drawn",
        "'summary':'latest'              | ipca, fd or full",
        "'summary':'random'              | ipca, fd or full",
        "'model':{'kind':'mlp','hidden':[2]} | gradients of their own",
        "'decays':[]                     | 1 to 8 different numbers",
        "'decays':[1,1]                  | 'decays[1]' must be another number than those before it, got 1.0",
        "'decays':[1,0]                  | 'decays[1]' must be in (0, 1]; 1 never forgets, got 0.0",
        "'decays':[1.1]                  | 'decays[0]' must be in (0, 1]; 1 never forgets, got 1.1",
        "'decays':[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9] | 1 to 8 different numbers",
        "'decays':0.9                    | an array of numbers",
        "'objective':'trac'              | did you mean 'track'",
        "'objective':'fit','decays':[1]  | unless objective is 'track'"
      })
  void read_fieldsThatDoNotFit_areRefusedWithTheReason(String fields, String part) {
    assertThatThrownBy(() -> Trial.spec("orfit", SPEC.with(Fields.read(fields))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void canonical_track_holdsWhatItMeans() {
    assertThat(canonical(SPEC))
        .isEqualTo(
            ("{'bias':false,'decays':[1.0,0.98,0.92],'dimension':3,"
                    + "'learner':'orfit','memory':2,"
                    + "'model':{'kind':'linear'},'objective':'track','outputs':1,"
                    + "'summary':'ipca'}")
                .replace('\'', '"'));
    assertThat(canonical(SPEC.with("noise", 2)))
        .contains("\"noise\":2.0")
        .contains("\"priorPrecision\":1.0");
  }

  /** A stored spec of before says neither, and keeps its fingerprint. */
  @Test
  void canonical_fit_isThatOfASpecWithoutObjective() {
    Fields fit = Fields.of("dimension", 3).with("memory", 2);

    assertThat(canonical(fit.with("objective", "fit")))
        .isEqualTo(canonical(fit))
        .doesNotContain("objective")
        .doesNotContain("decays");
  }

  @Test
  void canonical_readAgain_isTheSameSpec() {
    for (Fields fields : List.of(SPEC, SPEC.with("noise", 2), SPEC.with("summary", "full"))) {
      LearnerSpec<?> spec = Trial.spec("orfit", fields);

      assertThat(Catalogue.readStored(SpecJson.read(canonical(fields)))).isEqualTo(spec);
      assertThat(spec.hashCode()).isEqualTo(Trial.spec("orfit", fields).hashCode());
    }
    assertThat(Trial.spec("orfit", SPEC.with("decays", new double[] {0.5})))
        .isNotEqualTo(Trial.spec("orfit", SPEC));
  }

  private static String canonical(Fields fields) {
    Map<String, Object> described = Catalogue.describe(Trial.spec("orfit", fields));
    return SpecJson.canonical(described);
  }

  @Test
  void obstacles_giveReasons() {
    LearnerSpec<?> spec = Trial.spec("orfit", SPEC);

    assertThat(spec.unlearnObstacle()).contains("objective 'track'").contains("use ledger");
    assertThat(spec.mergeObstacle()).contains("order of samples").contains("use objective 'fit'");
    assertThatThrownBy(() -> Trial.of("orfit", SPEC).unlearn(1, new double[3], 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(spec.warnings()).isEmpty();
    assertThat(Trial.spec("orfit", SPEC.with("decays", new double[] {1})).warnings())
        .singleElement()
        .asString()
        .contains("never forgets");
  }

  /** What a system is now counts, not what it was: after a jump fit has both. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_systemThatJumps_followsWhereFitDoesNot(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(4, 20);
    Fields fields = Fields.of("dimension", p).with("memory", p).with("bias", seed % 2 == 0);
    Trial<?> fit = Trial.of("orfit", fields.with("noise", 0.1));
    Trial<?> track = Trial.of("orfit", fields.with("objective", "track"));
    double[][] truth = draw.normal(2, p);

    double ofFit = 0;
    double ofTrack = 0;
    for (int i = 0; i < 20 * p; i++) {
      double[] x = draw.normal(p);
      double y = Oracle.dot(truth[i / (10 * p)], x) + 0.1 * draw.normal(1)[0];
      double first = fit.learn(x, y)[0] - y;
      double second = track.learn(x, y)[0] - y;
      if (i >= 18 * p) {
        ofFit += first * first;
        ofTrack += second * second;
      }
    }

    assertThat(ofTrack).isLessThan(0.5 * ofFit);
  }

  @Test
  void learn_refusedSample_leavesEveryPairAsItWas() throws Exception {
    Trial<?> trial = Trial.of("orfit", SPEC);
    Draw draw = new Draw(1);
    for (int i = 0; i < 20; i++) {
      trial.learn(draw.normal(3), draw.normal(1));
    }
    byte[] before = trial.bytes();

    assertThatThrownBy(() -> trial.learn(new double[] {1e200, 1, 1}, 1))
        .isInstanceOf(RejectedException.class);

    assertThat(trial.bytes()).isEqualTo(before);
  }
}
