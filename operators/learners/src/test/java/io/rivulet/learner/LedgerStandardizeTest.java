package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import io.rivulet.wire.SpecJson;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A ledger that standardises is ridge regression on columns of mean 0 and deviation 1, of all that
 * was learned, with its weights in raw units.
 */
class LedgerStandardizeTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRidgeRegressionOnStandardColumns(long seed) throws Exception {
    ColumnsOfAnyUnit problem = new ColumnsOfAnyUnit(seed);
    Trial<LedgerState> ledger = problem.fresh();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
      if (i > 0 && Draw.checked(i, problem.n)) {
        problem.assertFit(ledger, i + 1);
      }
    }

    problem.assertExplained(ledger);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partialsInAnyOrder_equalsTheJointStream(long seed) throws Exception {
    ColumnsOfAnyUnit problem = new ColumnsOfAnyUnit(seed);
    Trial<LedgerState> even = problem.fresh();
    Trial<LedgerState> odd = problem.fresh();
    for (int i = problem.n - 1; i >= 0; i--) {
      problem.learn(i % 2 == 0 ? even : odd, i);
    }

    odd.merge(even);

    problem.assertFit(odd, problem.n);
    problem.assertExplained(odd);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_learnedSamples_leavesTheScaleOfTheOthers(long seed) throws Exception {
    ColumnsOfAnyUnit problem = new ColumnsOfAnyUnit(seed);
    Trial<LedgerState> ledger = problem.fresh();
    double[][] gone = new Draw(~seed).normal(3, problem.p);
    for (double[] x : gone) {
      for (int j = 0; j < x.length; j++) {
        x[j] = problem.offset[j] + problem.unit[j] * (x[j] + 40);
      }
      ledger.learnWeighted(1.5, x, 100);
    }
    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    for (double[] x : gone) {
      ledger.unlearn(1.5, x, 100);
    }

    problem.assertFit(ledger, problem.n);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_whatWasNeverLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    ColumnsOfAnyUnit problem = new ColumnsOfAnyUnit(seed);
    Trial<LedgerState> ledger = problem.fresh();
    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }
    byte[] before = ledger.bytes();
    double[] far = new double[problem.p];
    Arrays.setAll(far, j -> problem.offset[j] + 1e3 * problem.unit[j]);

    assertThatThrownBy(() -> ledger.unlearn(0.5, far, 1))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC)
        .hasMessageContaining("were not learned");

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anotherUnitAndOrigin_changesNoAnswer(long seed) throws Exception {
    ColumnsOfAnyUnit problem = new ColumnsOfAnyUnit(seed);
    Trial<LedgerState> ledger =
        problem.fresh(Fields.of("initialWeights", new double[problem.p + 1]));
    Trial<LedgerState> moved =
        problem.fresh(Fields.of("initialWeights", new double[problem.p + 1]));
    double[] asked = problem.x[0];

    for (int i = 0; i < problem.n; i++) {
      ledger.learnWeighted(problem.weight[i], problem.x[i], problem.y[i]);
      moved.learnWeighted(problem.weight[i], problem.moved(problem.x[i]), problem.y[i]);
    }

    double expected = ledger.predict(asked)[0];
    assertThat(moved.predict(problem.moved(asked))[0])
        .isCloseTo(expected, within(problem.tolerance() * (1 + Math.abs(expected))));
  }

  /** A column of one value says nothing about its weight, which stays where it started. */
  @Test
  void learn_constantColumn_keepsItsStartAndLeavesTheRestToTheBias() throws Exception {
    Trial<LedgerState> ledger =
        Trial.ledger(
            Fields.of("dimension", 2)
                .with("bias", true)
                .with("standardize", true)
                .with("ridge", 0.001));

    for (int i = 0; i < 50; i++) {
      ledger.learn(new double[] {2026, i % 5}, 10 + 2 * (i % 5));
    }

    assertThat(ledger.weights(0)[0]).isZero();
    assertThat(ledger.weights(0)[1]).isCloseTo(2, within(1e-4));
    assertThat(ledger.predict(new double[] {2026, 3})[0]).isCloseTo(16, within(1e-3));
    assertThat(ledger.predict(new double[] {1900, 3})[0]).isCloseTo(16, within(1e-3));
  }

  @Test
  void learn_beforeAnythingVaries_answersTheMean() throws Exception {
    Trial<LedgerState> ledger =
        Trial.ledger(
            Fields.of("dimension", 2)
                .with("bias", true)
                .with("standardize", true)
                .with("ridge", 1)
                .with("biasPrecision", 0));

    ledger.learn(new double[] {3, 4}, 7);
    ledger.learn(new double[] {3, 4}, 9);

    assertThat(ledger.weights(0)).containsExactly(new double[] {0, 0, 8}, within(1e-15));
  }

  @Test
  void spec_standardize_needsABiasAndTheNormalForm() {
    assertRefused("'learner':'ledger','ridge':1,'standardize':true", "set bias: true");
    assertRefused(
        "'learner':'ledger','ridge':1,'standardize':true,'bias':true,'form':'square-root'",
        "use form normal");
    assertThat(Trial.spec("ledger", Fields.of("dimension", 2).with("ridge", 1)).standardizes())
        .isFalse();
    LearnerSpec<?> spec =
        Trial.spec(
            "ledger",
            Fields.of("dimension", 2)
                .with("ridge", 1)
                .with("bias", true)
                .with("standardize", true));
    assertThat(spec.standardizes()).isTrue();
    assertThat(Catalogue.describe(spec)).containsEntry("standardize", true);
    assertThat(Catalogue.describe(Trial.spec("ledger", Fields.of("dimension", 2).with("ridge", 1))))
        .doesNotContainKey("standardize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'learner':'rls'",
        "'learner':'ekf','noise':1",
        "'learner':'orfit','memory':1",
        "'learner':'online-net'",
        "'learner':'matrix-flow','time':1,'initialScale':0.1",
        "'learner':'laplace','classes':2,'window':5",
        "'learner':'greedy'"
      })
  void spec_standardizeOfOtherLearners_isRefusedWithTheReason(String fields) {
    assertRefused(
        fields + ",'standardize':true",
        "give center and scale per feature; a running scale would change what was already learned");
  }

  private static void assertRefused(String fields, String message) {
    String json = ("{'dimension':2," + fields + "}").replace('\'', '"');
    assertThatThrownBy(() -> Catalogue.read(SpecJson.read(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
