package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger of samples is a commutative group, and its fit is ridge regression. */
class LedgerLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRidgeRegressionAboutTheStart(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);

      if (Draw.checked(i, problem.n)) {
        assertClose(ledger, problem.fit(i + 1), problem.tolerance());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_keepsSumsThatHoldNoPrior(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();

    problem.learnAll(ledger);

    double[][] sums = Trial.dense(ledger.state().moments().second());
    RealMatrix direct = Oracle.information(problem.x, problem.weight, new double[problem.p]);
    assertThat(Oracle.largestDifference(sums, direct.getData()))
        .isLessThan(1e-15 * problem.n * direct.getNorm());
    assertThat(ledger.state().moments().n())
        .isCloseTo(Arrays.stream(problem.weight).sum(), within(1e-12));
    double[] squares = new double[problem.q];
    for (int i = 0; i < problem.n; i++) {
      for (int j = 0; j < problem.q; j++) {
        squares[j] += problem.weight[i] * problem.y[i][j] * problem.y[i][j];
      }
    }
    assertThat(ledger.state().moments().squares())
        .containsExactly(squares, within(1e-14 * problem.n * 50));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anotherOrder_givesTheSameLedger(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> forward = problem.ledger();
    Trial<LedgerState> backward = problem.ledger();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(forward, i);
      problem.learn(backward, problem.n - 1 - i);
    }

    assertSame(forward, backward, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partials_equalsTheJointStreamInAnyGrouping(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> joint = problem.ledger();
    problem.learnAll(joint);

    Trial<LedgerState> left = problem.merged(problem.partial(0), problem.partial(1));
    left.merge(problem.partial(2));
    Trial<LedgerState> right = problem.partial(0);
    right.merge(problem.merged(problem.partial(1), problem.partial(2)));
    Trial<LedgerState> turned = problem.merged(problem.partial(1), problem.partial(0));
    turned.merge(problem.partial(2));

    assertSame(left, joint, problem);
    assertSame(left, right, problem);
    assertThat(turned.bytes()).isEqualTo(left.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_withAnEmptyLedger_isTheIdentityOfTheSums(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    double[][] before = Trial.dense(ledger.state().moments().second());

    ledger.merge(problem.ledger());

    assertThat(Trial.dense(ledger.state().moments().second())).isDeepEqualTo(before);
    assertClose(ledger, problem.fit(problem.n), problem.tolerance());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withBias_equalsAConstantFeature(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> biased =
        Trial.ledger(
            Fields.of("dimension", problem.p)
                .with("outputs", problem.q)
                .with("ridge", 1)
                .with("bias", true)
                .with("biasPrecision", 1));
    Trial<LedgerState> longer =
        Trial.ledger(
            Fields.of("dimension", problem.p + 1).with("outputs", problem.q).with("ridge", 1));

    for (int i = 0; i < problem.n; i++) {
      double[] x = Arrays.copyOf(problem.x[i], problem.p + 1);
      x[problem.p] = 1;
      problem.learn(biased, i);
      longer.learnWeighted(problem.weight[i], x, problem.y[i]);
    }

    assertThat(biased.bytes()).isEqualTo(longer.bytes());
  }

  /** The combiner keeps the newest partial of each shard, so one that is sent twice counts once. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partialSentAgain_replacesItself(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> joint = problem.ledger();
    problem.learnAll(joint);
    TreeMap<Integer, Trial<LedgerState>> newest = new TreeMap<>();

    for (int shard : new int[] {2, 0, 1, 0, 2, 2}) {
      newest.put(shard, problem.partial(shard));
    }
    Trial<LedgerState> combined = problem.ledger();
    for (Trial<LedgerState> partial : newest.values()) {
      combined.merge(partial);
    }

    assertSame(combined, joint, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_zeroWeight_changesNothing(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    byte[] before = ledger.bytes();

    ledger.learnWeighted(0, problem.x[0], problem.y[0]);
    ledger.unlearn(0, problem.x[0], problem.y[0]);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batch_equalsItsRowsOneByOne(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> batch = problem.ledger();
    Trial<LedgerState> single = problem.ledger();

    batch.learnBatch(1.25, problem.x, problem.y);
    for (int i = 0; i < problem.n; i++) {
      single.learnWeighted(1.25, problem.x[i], problem.y[i]);
    }

    assertSame(batch, single, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withoutRidge_isTheFitNearestToTheStart(long seed) throws Exception {
    UnridgedProblem problem = UnridgedProblem.draw(seed);
    Trial<LedgerState> ledger = Trial.ledger(problem.fields());

    problem.assertNearest(ledger, () -> ledger.state().estimate());
  }

  static void assertSame(
      Trial<LedgerState> actual, Trial<LedgerState> expected, LedgerProblem problem) {
    double[][] sums = Trial.dense(expected.state().moments().second());
    double size = Oracle.matrix(sums).getNorm();
    assertThat(Oracle.largestDifference(Trial.dense(actual.state().moments().second()), sums))
        .isLessThanOrEqualTo(1e-12 * size);
    for (int j = 0; j < problem.q; j++) {
      assertThat(actual.weights(j))
          .containsExactly(expected.weights(j), within(problem.tolerance()));
    }
  }

  private static void assertClose(Trial<LedgerState> ledger, double[][] fit, double tolerance) {
    for (int j = 0; j < fit.length; j++) {
      assertThat(ledger.weights(j)).containsExactly(fit[j], within(tolerance));
    }
  }
}
