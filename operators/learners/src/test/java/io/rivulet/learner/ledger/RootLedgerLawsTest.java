package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.DiffuseFactor;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.flow.RiccatiFlowTest;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RootLedgerState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The square-root form is the same ledger, with the digits that squares lose. */
class RootLedgerLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRidgeRegressionAndTheNormalForm(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<RootLedgerState> root = ledger(problem);
    var normal = problem.ledger();

    for (int i = 0; i < problem.n; i++) {
      learn(root, problem, i);
      problem.learn(normal, i);
    }
    Answer actual = root.learnBatch(0.75, problem.x, problem.y);
    Answer expected = normal.learnBatch(0.75, problem.x, problem.y);

    double[] weight = problem.weight;
    Arrays.setAll(weight, i -> weight[i] + 0.75);
    double[][] fit = problem.fit(problem.n);
    for (int j = 0; j < problem.q; j++) {
      assertThat(root.weights(j)).containsExactly(fit[j], within(problem.tolerance()));
    }
    double tolerance = 10 * problem.tolerance();
    assertThat(actual.y()).containsExactly(expected.y(), within(tolerance));
    assertThat(actual.leverage()).containsExactly(expected.leverage(), within(tolerance));
    assertThat(actual.looResidual()).containsExactly(expected.looResidual(), within(tolerance));
    assertThat(actual.variance() == null).isEqualTo(expected.variance() == null);
    for (int i = 0; actual.variance() != null && i < actual.variance().length; i++) {
      double variance = expected.variance()[i];
      assertThat(actual.variance()[i])
          .isCloseTo(variance, within(100 * tolerance * (1 + variance)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partials_equalsTheJointStreamInAnyGrouping(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<RootLedgerState> joint = ledger(problem);
    for (int i = 0; i < problem.n; i++) {
      learn(joint, problem, i);
    }
    Trial<RootLedgerState> left = partial(problem, 0);
    left.merge(partial(problem, 1));
    left.merge(partial(problem, 2));
    Trial<RootLedgerState> right = partial(problem, 1);
    right.merge(partial(problem, 2));
    Trial<RootLedgerState> turned = partial(problem, 0);
    turned.merge(right);

    assertSame(left, joint, problem);
    assertSame(turned, joint, problem);
    joint.merge(ledger(problem));
    assertSame(joint, left, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_withoutRidge_isTheFitNearestToTheStart(long seed) throws Exception {
    UnridgedProblem problem = UnridgedProblem.draw(seed);
    Trial<RootLedgerState> ledger = Trial.rootLedger(problem.fields());

    problem.assertNearest(ledger, () -> ledger.state().estimate());
  }

  /** The residual squares over n - rank, and |u|² of the shortest u with Xᵀ u = x as leverage. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_withoutRidgeAndFullRank_hasTheVarianceOfTheDefinition(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 10);
    int rank = draw.between(1, p - 1);
    double[][] x = draw.ofRank(rank, p + 3, p);
    double[] y = draw.normal(x.length);
    Trial<RootLedgerState> root = Trial.rootLedger(Fields.of("dimension", p).with("ridge", 0));
    var normal = Trial.ledger(Fields.of("dimension", p).with("ridge", 0));
    for (int i = 0; i < x.length; i++) {
      root.learn(x[i], y[i]);
      normal.learn(x[i], y[i]);
    }

    double[] fit = Oracle.nearest(x, y, new double[p]);
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += Math.pow(y[i] - Oracle.dot(x[i], fit), 2);
    }
    double[] u = Oracle.nearest(Oracle.matrix(x).transpose().getData(), x[0], new double[x.length]);
    double h = Oracle.dot(u, u);
    double variance = squares / (x.length - rank) * (1 + h);
    double condition = Oracle.condition(x);
    double tolerance = 1e-14 * p * p * condition * condition;
    if (tolerance > 1e-6) {
      return;
    }
    for (Answer answer : new Answer[] {root.answer(x[0]), normal.answer(x[0])}) {
      assertThat(answer.leverage()[0]).isCloseTo(h, within(tolerance));
      assertThat(answer.variance()[0]).isCloseTo(variance, within(tolerance * (1 + variance)));
    }
  }

  /** Consistent data of condition 10⁷: the square, 10¹⁴, is beyond what doubles can sum. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_illConditionedInputs_keepsTheDigitsThatSquaresLose(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 8);
    double[] values = new double[p];
    Arrays.setAll(values, i -> Math.pow(10, -7.0 * i / (p - 1)));
    RealMatrix left = RiccatiFlowTest.orthogonal(draw, 2 * p).getSubMatrix(0, 2 * p - 1, 0, p - 1);
    RealMatrix x =
        left.multiply(MatrixUtils.createRealDiagonalMatrix(values))
            .multiply(RiccatiFlowTest.orthogonal(draw, p));
    double[] truth = draw.normal(p);
    Trial<RootLedgerState> root = Trial.rootLedger(Fields.of("dimension", p).with("ridge", 0));
    var normal = Trial.ledger(Fields.of("dimension", p).with("ridge", 0));

    for (double[] row : x.getData()) {
      root.learn(row, Oracle.dot(row, truth));
      normal.learn(row, Oracle.dot(row, truth));
    }

    double bound = 1e-15 * p * p * 1e7 * (1 + Oracle.norm(truth));
    assertThat(distance(root.weights(0), truth)).isLessThan(bound);
    assertThat(distance(normal.weights(0), truth)).isLessThan(bound);
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = a.clone();
    Oracle.add(-1, b, difference);
    return Oracle.norm(difference);
  }

  private static Trial<RootLedgerState> ledger(LedgerProblem problem) {
    return Trial.rootLedger(problem.fields());
  }

  static void learn(Trial<RootLedgerState> ledger, LedgerProblem problem, int i)
      throws RejectedException {
    ledger.learnWeighted(problem.weight[i], problem.x[i], problem.y[i]);
  }

  private static Trial<RootLedgerState> partial(LedgerProblem problem, int shard)
      throws RejectedException {
    Trial<RootLedgerState> ledger = ledger(problem);
    for (int i = shard; i < problem.n; i += 3) {
      learn(ledger, problem, i);
    }
    return ledger;
  }

  static void assertSame(
      Trial<RootLedgerState> actual, Trial<RootLedgerState> expected, LedgerProblem problem) {
    double tolerance = 10 * problem.tolerance();
    for (int j = 0; j < problem.q; j++) {
      assertThat(actual.weights(j)).containsExactly(expected.weights(j), within(tolerance));
    }
    assertThat(actual.state().n()).isCloseTo(expected.state().n(), within(1e-12 * problem.n));
    assertThat(variances(actual))
        .containsExactly(variances(expected), within(tolerance / problem.ridge * problem.p));
    assertThat(actual.state().estimate().rest())
        .containsExactly(expected.state().estimate().rest(), within(tolerance * (1 + problem.n)));
  }

  private static double[] variances(Trial<RootLedgerState> ledger) {
    DiffuseFactor spread = ledger.state().estimate().spread();
    double[] variances = new double[spread.size()];
    spread.variances(variances);
    return variances;
  }
}
