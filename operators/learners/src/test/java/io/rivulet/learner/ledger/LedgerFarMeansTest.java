package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Learner;
import io.rivulet.record.Op;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;
import io.rivulet.state.StateFrame;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A ledger that standardises keeps its digits wherever the means are and however many samples there
 * were.
 */
class LedgerFarMeansTest {

  private static final double EPSILON = 0x1.0p-52;

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest
  @CsvSource({"0.3333333333333333,1", "0.3,1", "1000000.1,1", "1e-3,1", "1e-3,0.7", "-7.1e9,0.1"})
  void learn_constantColumn_staysAtItsStartHoweverLong(double constant, double weight)
      throws Exception {
    Draw draw = new Draw(7);
    Trial<LedgerState> ledger =
        Trial.ledger(
            Fields.of("dimension", 2)
                .with("ridge", 0.1)
                .with("bias", true)
                .with("standardize", true)
                .with("initialWeights", new double[] {0.25, 0, 0}));

    for (int i = 0; i < 100_000; i++) {
      double[] noise = draw.normal(2);
      double y = 0.25 * constant + 1 + 0.1 * noise[1];
      ledger.learnWeighted(weight, new double[] {constant, noise[0]}, y);
      assertThat(ledger.weights(0)[0]).isEqualTo(0.25);
    }

    assertThat(ledger.weights(0)[1]).isCloseTo(0, within(5 * 0.1 / Math.sqrt(1e5)));
    Answer answer = ledger.answer(new double[] {constant, 0});
    double rounding = 4 * EPSILON * Math.abs(constant);
    assertThat(answer.y()[0] - 0.25 * constant)
        .isCloseTo(1, within(5 * 0.1 / Math.sqrt(1e5) + rounding));
    assertThat(answer.variance()[0]).isCloseTo(0.01, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"0.3333333333333333,false", "0.3,false", "0.3333333333333333,true", "0.3,true"})
  void unlearn_whatWasUnlikeAConstant_leavesAConstant(double constant, boolean first)
      throws Exception {
    Trial<LedgerState> ledger =
        Trial.ledger(
            Fields.of("dimension", 1)
                .with("ridge", 0.1)
                .with("bias", true)
                .with("standardize", true));
    int other = first ? 20_000 : 1;

    for (int i = 0; i < 40_000; i++) {
      ledger.learn(new double[] {i < other ? 0 : constant}, i < other ? 3 : 1);
    }
    for (int i = 0; i < other; i++) {
      ledger.unlearn(1, new double[] {0}, 3);
    }

    assertThat(ledger.weights(0)[0]).isZero();
    assertThat(ledger.weights(0)[1]).isCloseTo(1, within(1e-13));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_farMeans_equalsTheExactRegression(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> ledger = problem.fresh();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    problem.assertExact(ledger);
  }

  /**
   * The second solve is for what the first left, which is computed from exact sums: it rounds the
   * weights and squares the relative error κ ε of a solve.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_farMeans_roundsTheWeightsOnly(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> ledger = problem.fresh();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    ExactLedger exact = problem.exact();
    double[] expected = exact.weights();
    double bound = problem.bound(exact);
    for (int j = 0; j < problem.p; j++) {
      double twice = bound * bound / problem.size(exact) / exact.unit(j);
      double rounding = 2 * EPSILON * Math.abs(expected[j]);
      assertThat(ledger.weights(0)[j]).isCloseTo(expected[j], within(rounding + twice));
    }
  }

  /** Where columns are alike, a weight decides little, and the far targets must not decide it. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_farTargetsOfColumnsAlike_equalsTheExactRegression(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    problem.likenColumns(new Draw(~seed));
    Trial<LedgerState> ledger = problem.fresh();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    problem.assertExact(ledger);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partsInOtherPlaces_equalsTheExactRegression(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> early = problem.fresh();
    Trial<LedgerState> late = problem.fresh();
    for (int i = problem.n - 1; i >= 0; i--) {
      problem.learn(i < problem.n / 3 ? early : late, i);
    }

    late.merge(early);

    problem.assertExact(late);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_everyFirstSample_equalsTheExactRegression(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> ledger = problem.fresh();
    double[] outlier = new double[problem.p];
    ledger.learnWeighted(2.5, outlier, 1e3);
    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    ledger.unlearn(2.5, outlier, 1e3);

    problem.assertExact(ledger);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_everything_startsAnew(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> ledger = problem.fresh();
    Trial<LedgerState> fresh = problem.fresh();
    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    for (int k = 0; k < problem.n; k++) {
      int i = (k + problem.n / 2) % problem.n;
      ledger.unlearn(problem.weight[i], problem.x[i], problem.y[i]);
    }

    Moments left = ledger.state().moments();
    assertThat(left.n()).isZero();
    assertThat(left.trace()).isZero();
    assertThat(left.tail().trace()).isZero();
    assertThat(ledger.weights(0)).containsExactly(fresh.weights(0));
    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }
    problem.assertExact(ledger);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restore_inBetween_changesNoBit(long seed) throws Exception {
    FarMeansProblem problem = new FarMeansProblem(seed);
    Trial<LedgerState> straight = problem.fresh();
    Learner<LedgerState> learner = problem.spec().newLearner();
    LedgerState state = learner.initialState();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(straight, i);
      state = StateFrame.read(LedgerState.FORMAT, StateFrame.write(LedgerState.FORMAT, state));
      double[][] x = {problem.x[i]};
      double[][] y = {{problem.y[i]}};
      learner.learn(state, Trial.example(Op.LEARN, problem.weight[i], x, y));
    }

    assertThat(StateFrame.write(LedgerState.FORMAT, state)).isEqualTo(straight.bytes());
    assertThat(LedgerState.FORMAT.bytes(state)).isEqualTo(problem.spec().maximumStateBytes());
  }
}
