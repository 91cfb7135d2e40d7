package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
    Trial<LedgerState> biased =
        Trial.ledger(
            "'dimension':%d,'outputs':%d,'ridge':1,'bias':true,'biasPrecision':1",
            problem.p, problem.q);
    Trial<LedgerState> longer =
        Trial.ledger("'dimension':%d,'outputs':%d,'ridge':1", problem.p + 1, problem.q);

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
    Problem problem = new Problem(seed);
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
  void unlearn_aLearnedSample_isTheIdentity(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    Trial<LedgerState> before = problem.ledger();
    problem.learnAll(ledger);
    problem.learnAll(before);
    double[] x = new Draw(~seed).normal(problem.p);
    double[] y = new Draw(~seed).normal(problem.q);

    ledger.learnWeighted(1.5, x, y);
    ledger.unlearn(1.5, x, y);

    assertSame(ledger, before, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_anEarlierSample_equalsRetrainingWithoutIt(long seed) throws Exception {
    Problem problem = new Problem(seed);
    int gone = (int) (seed % problem.n);
    Trial<LedgerState> all = problem.ledger();
    Trial<LedgerState> others = problem.ledger();
    problem.learnAll(all);
    for (int i = 0; i < problem.n; i++) {
      if (i != gone) {
        problem.learn(others, i);
      }
    }

    all.unlearn(problem.weight[gone], problem.x[gone], problem.y[gone]);

    assertSame(all, others, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_negativeWeight_equalsUnlearning(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> negative = problem.ledger();
    Trial<LedgerState> unlearned = problem.ledger();
    problem.learnAll(negative);
    problem.learnAll(unlearned);

    negative.learnWeighted(-problem.weight[0], problem.x[0], problem.y[0]);
    unlearned.unlearn(problem.weight[0], problem.x[0], problem.y[0]);

    assertThat(negative.bytes()).isEqualTo(unlearned.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_zeroWeight_changesNothing(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    byte[] before = ledger.bytes();

    ledger.learnWeighted(0, problem.x[0], problem.y[0]);
    ledger.unlearn(0, problem.x[0], problem.y[0]);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_moreThanWasLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    byte[] before = ledger.bytes();
    double[] x = problem.x[0];
    double all = 0;
    for (int i = 0; i < problem.n; i++) {
      all += problem.weight[i] * Oracle.dot(problem.x[i], problem.x[i]);
    }
    // ω |x|² beyond tr A + ridge leaves a negative eigenvalue.
    double weight = 1.01 * (all + problem.ridge) / Oracle.dot(x, x);

    assertThatThrownBy(() -> ledger.unlearn(weight, x, problem.y[0]))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_directionNeverLearnedWithoutRidge_isRefused(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(2, 10);
    Trial<LedgerState> ledger = Trial.ledger("'dimension':%d,'ridge':0", p);
    for (int i = 0; i < p - 1; i++) {
      ledger.learn(draw.normal(p), 1);
    }
    byte[] before = ledger.bytes();

    assertThatThrownBy(() -> ledger.unlearn(1, draw.normal(p), 1))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batch_equalsItsRowsOneByOne(long seed) throws Exception {
    Problem problem = new Problem(seed);
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
    Unridged problem = Unridged.draw(seed);
    Trial<LedgerState> ledger = Trial.ledger(problem.fields());

    for (int i = 0; i < problem.x.length; i++) {
      ledger.learn(problem.x[i], problem.y[i]);

      double condition = problem.condition(i + 1);
      if (condition < 1e8) {
        double[] nearest = problem.nearest(i + 1);
        // A residual, here of order one, enters with the square of the condition.
        double bound = problem.rounding() * condition * (condition + Oracle.norm(nearest));
        assertThat(ledger.weights(0)).containsExactly(nearest, within(bound));
      }
    }
    if (problem.condition(problem.x.length) < 1e8) {
      assertThat(ledger.state().estimate().spread().openings() == 0)
          .isEqualTo(problem.determined());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_beforeLearning_isThePrior(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    double[] x = problem.x[0];

    Answer answer = ledger.answer(x);

    for (int j = 0; j < problem.q; j++) {
      assertThat(ledger.weights(j)).containsExactly(problem.start[j]);
      assertThat(answer.y()[j]).isCloseTo(Oracle.dot(x, problem.start[j]), within(1e-13));
    }
    double prior = Oracle.dot(x, x) / problem.ridge;
    assertThat(answer.leverage()[0]).isCloseTo(prior, within(1e-13 * prior));
    assertThat(answer.variance()).isNull();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_anyInput_hasTheLeverageAndVarianceOfTheDefinition(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    double[] x = new Draw(~seed).normal(problem.p);

    problem.assertExplained(ledger.answer(x), x);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_leverage_fallsByShermanMorrison(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    Draw draw = new Draw(~seed);
    double[] x = draw.normal(problem.p);
    double weight = draw.uniform(0.1, 3);

    double before = ledger.answer(x).leverage()[0];
    ledger.learnWeighted(weight, x, problem.y[0]);

    assertThat(ledger.answer(x).leverage()[0])
        .isCloseTo(before / (1 + weight * before), within(problem.tolerance() * (1 + before)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_looResidual_isTheErrorOfTheRefitWithout(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    double weight = 0.75;

    Answer answer = ledger.learnBatch(weight, problem.x, problem.y);

    Arrays.fill(problem.weight, weight);
    for (int i = 0; i < problem.n; i += 1 + problem.n / 4) {
      problem.weight[i] = 0;
      double[][] without = problem.fit(problem.n);
      problem.weight[i] = weight;
      for (int j = 0; j < problem.q; j++) {
        double error = problem.y[i][j] - Oracle.dot(problem.x[i], without[j]);
        assertThat(answer.looResidual()[i * problem.q + j])
            .isCloseTo(error, within(10 * problem.tolerance() * (1 + Math.abs(error))));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_looResidualOfOneRow_isErrorOverOneLessLeverageAfterwards(long seed) throws Exception {
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    double[] x = new Draw(~seed).normal(problem.p);

    Answer before = ledger.learnBatch(1, new double[][] {x}, problem.y[0]);

    Answer after = ledger.answer(x);
    for (int j = 0; j < problem.q; j++) {
      double error = problem.y[0][j] - after.y()[j];
      assertThat(before.looResidual()[j])
          .isCloseTo(
              error / (1 - after.leverage()[0]),
              within(problem.tolerance() * (1 + before.leverage()[0]) * 100));
    }
  }

  @Test
  void learn_batchRowThatFitsItself_hasNoLooResidual() throws Exception {
    Trial<LedgerState> ledger = Trial.ledger("'dimension':2,'ridge':0");

    Answer answer =
        ledger.learnBatch(1, new double[][] {{1, 0}, {0, 1}}, new double[] {1}, new double[] {2});

    assertThat(answer.looResidual()).isNull();
    assertThat(answer.error()).containsExactly(1, 2);
  }

  @Test
  void unlearn_everythingWithoutRidge_isTheStart() throws Exception {
    Trial<LedgerState> ledger = Trial.ledger("'dimension':2,'ridge':0,'initialWeights':[3,-1]");

    ledger.learn(new double[] {0.1, 0.7}, 5);
    assertThat(ledger.weights(0)[1]).isNotEqualTo(-1);
    ledger.unlearn(1, new double[] {0.1, 0.7}, 5);

    assertThat(ledger.weights(0)).containsExactly(3, -1);
  }

  private static void assertSame(
      Trial<LedgerState> actual, Trial<LedgerState> expected, Problem problem) {
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

  /** Samples that determine all weights or only some, about a start. */
  record Unridged(int p, int rank, double[][] x, double[] y, double[] start) {

    static Unridged draw(long seed) {
      Draw draw = new Draw(seed);
      int p = draw.between(1, 12);
      int rank = draw.between(1, p);
      double[][] x = draw.ofRank(rank, draw.between(1, 2 * p), p);
      return new Unridged(p, rank, x, draw.normal(x.length), draw.normal(p));
    }

    /** The fields of the spec beside the form. */
    String fields() {
      return String.format(
          "'dimension':%d,'ridge':0,'initialWeights':%s", p, Arrays.toString(start));
    }

    /** Of the first samples. */
    double condition(int samples) {
      return Oracle.condition(Arrays.copyOf(x, samples));
    }

    /** The fit to the first samples that is nearest to the start. */
    double[] nearest(int samples) {
      return Oracle.nearest(Arrays.copyOf(x, samples), Arrays.copyOf(y, samples), start);
    }

    double rounding() {
      return 4e-15 * p * p;
    }

    boolean determined() {
      return Math.min(rank, x.length) == p;
    }
  }

  /** Weighted samples of several outputs, often fewer than weights. */
  static final class Problem {
    final int p;
    final int q;
    final int n;
    final double ridge;
    final double[][] start;
    final double[][] x;
    final double[][] y;
    final double[] weight;
    private double tolerance;

    Problem(long seed) {
      Draw draw = new Draw(seed);
      this.p = 1 + (int) (seed % 20);
      this.q = draw.between(1, 3);
      this.n = draw.between(3, 3 + 2 * p);
      this.ridge = draw.uniform(0.05, 3);
      this.start = draw.normal(q, p);
      this.x = draw.normal(n, p);
      this.y = draw.normal(n, q);
      this.weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
    }

    Trial<LedgerState> ledger() {
      return Trial.ledger(fields());
    }

    /** The fields of the spec beside the form. */
    String fields() {
      double[] rowMajor = new double[p * q];
      for (int i = 0; i < rowMajor.length; i++) {
        rowMajor[i] = start[i % q][i / q];
      }
      return String.format(
          "'dimension':%d,'outputs':%d,'ridge':%s,'initialWeights':%s",
          p, q, ridge, Arrays.toString(rowMajor));
    }

    void learn(Trial<LedgerState> ledger, int i) throws RejectedException {
      ledger.learnWeighted(weight[i], x[i], y[i]);
    }

    void learnAll(Trial<LedgerState> ledger) throws RejectedException {
      for (int i = 0; i < n; i++) {
        learn(ledger, i);
      }
    }

    /** What one of three shards has learned. */
    Trial<LedgerState> partial(int shard) throws RejectedException {
      Trial<LedgerState> ledger = ledger();
      for (int i = shard; i < n; i += 3) {
        learn(ledger, i);
      }
      return ledger;
    }

    Trial<LedgerState> merged(Trial<LedgerState> into, Trial<LedgerState> other)
        throws RejectedException {
      into.merge(other);
      return into;
    }

    /** The fit to the first samples by the normal equations, a row an output. */
    double[][] fit(int samples) {
      double[][] fit = new double[q][];
      for (int j = 0; j < q; j++) {
        double[] target = new double[samples];
        for (int i = 0; i < samples; i++) {
          target[i] = y[i][j];
        }
        double[][] rows = Arrays.copyOf(x, samples);
        fit[j] = Oracle.ridge(rows, target, Arrays.copyOf(weight, samples), prior(), start[j]);
      }
      return fit;
    }

    RealMatrix inverse(int samples) {
      return Oracle.matrix(
          Oracle.inverse(
              Oracle.information(
                  Arrays.copyOf(x, samples), Arrays.copyOf(weight, samples), prior())));
    }

    /** n - tr (A + ridge I)⁻¹ A. */
    double freedom() {
      RealMatrix a = Oracle.information(x, weight, new double[p]);
      return Arrays.stream(weight).sum() - inverse(n).multiply(a).getTrace();
    }

    /** Leverage and variance of an input must be those of the definition. */
    void assertExplained(Answer answer, double[] x) {
      double h = Oracle.dot(x, inverse(n).operate(x));
      assertThat(answer.leverage()[0]).isCloseTo(h, within(tolerance() * (1 + h)));
      double freedom = freedom();
      if (freedom <= 0) {
        assertThat(answer.variance()).isNull();
        return;
      }
      double[][] fit = fit(n);
      for (int j = 0; j < q; j++) {
        double rest = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
          double error = y[i][j] - Oracle.dot(this.x[i], fit[j]);
          rest += weight[i] * error * error;
          squares += weight[i] * y[i][j] * y[i][j];
        }
        double scale = squares / freedom * (1 + h);
        assertThat(answer.variance()[j])
            .isCloseTo(rest / freedom * (1 + h), within(tolerance() * (1 + scale)));
      }
    }

    /** Each of n steps rounds by ε times the spread of A + ridge I, p entries to a sum. */
    double tolerance() {
      if (tolerance == 0) {
        tolerance = 1e-15 * (n + p) * Oracle.spread(Oracle.information(x, weight, prior()));
      }
      return tolerance;
    }

    private double[] prior() {
      double[] prior = new double[p];
      Arrays.fill(prior, ridge);
      return prior;
    }
  }
}
