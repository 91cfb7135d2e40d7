package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Learner;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import io.rivulet.state.Moments;
import io.rivulet.state.StateFrame;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
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
            "'dimension':2,'ridge':0.1,'bias':true,'standardize':true,"
                + "'initialWeights':[0.25,0,0]");

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
        Trial.ledger("'dimension':1,'ridge':0.1,'bias':true,'standardize':true");
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
    Problem problem = new Problem(seed);
    Trial<LedgerState> ledger = problem.fresh();

    for (int i = 0; i < problem.n; i++) {
      problem.learn(ledger, i);
    }

    problem.assertExact(ledger);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_partsInOtherPlaces_equalsTheExactRegression(long seed) throws Exception {
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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
    Problem problem = new Problem(seed);
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

  /** Columns whose mean is up to 3e5 deviations from 0, some rising, of any unit. */
  private static final class Problem {
    final int p;
    final int n;
    final double ridge;
    final double[][] x;
    final double[] y;
    final double[] weight;

    Problem(long seed) {
      Draw draw = new Draw(seed);
      this.p = draw.between(1, 4);
      this.n = draw.between(p + 8, 60);
      this.ridge = draw.uniform(0.05, 3);
      this.x = draw.normal(n, p);
      this.y = draw.normal(n);
      this.weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
      for (int j = 0; j < p; j++) {
        double unit = Math.pow(10, draw.between(-6, 6));
        double far = Math.pow(10, draw.uniform(3, 5.5)) * unit;
        double rise = draw.between(0, 1) * 10 * unit / n;
        for (int i = 0; i < n; i++) {
          x[i][j] = far + unit * x[i][j] + rise * i;
          y[i] += (x[i][j] - far) / unit;
        }
      }
    }

    private String fields() {
      return String.format(
          "'dimension':%d,'bias':true,'standardize':true,'biasPrecision':0,'ridge':%s", p, ridge);
    }

    @SuppressWarnings("unchecked")
    LedgerSpec<LedgerState> spec() {
      return (LedgerSpec<LedgerState>) Trial.spec("ledger", fields());
    }

    Trial<LedgerState> fresh() {
      return Trial.ledger(fields());
    }

    void learn(Trial<LedgerState> ledger, int i) throws RejectedException {
      ledger.learnWeighted(weight[i], x[i], y[i]);
    }

    /**
     * The entries of H, made of exact sums, are off by ε each and those of the right-hand side by ε
     * |y|, whatever the means and n: with κ the condition of the scaled H, p² ε κ (|w| + |y|). The
     * intercept is the mean of y less the weights times the means, rounded once.
     */
    void assertExact(Trial<LedgerState> ledger) {
      ExactLedger exact = ExactLedger.standardised(x, y, weight, ridge);
      double[] expected = exact.weights();
      double[] weights = ledger.weights(0);
      double size = exact.size();
      for (int j = 0; j < p; j++) {
        size += exact.unit(j) * Math.abs(expected[j]);
      }
      double bound = (p + 1) * (p + 1) * EPSILON * exact.condition() * size;
      BigDecimal error = new BigDecimal(weights[p]).subtract(mean(y));
      for (int j = 0; j < p; j++) {
        double unit = exact.unit(j);
        assertThat(weights[j] * unit).isCloseTo(expected[j] * unit, within(bound));
        int column = j;
        BigDecimal mean = mean(Arrays.stream(x).mapToDouble(row -> row[column]).toArray());
        error = error.add(mean.multiply(new BigDecimal(weights[j])));
      }
      double answer = mean(y).abs().doubleValue() + Math.abs(weights[p]);
      assertThat(error.doubleValue()).isCloseTo(0, within(2 * EPSILON * answer));
    }

    private BigDecimal mean(double[] column) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal all = BigDecimal.ZERO;
      for (int i = 0; i < n; i++) {
        sum = sum.add(new BigDecimal(weight[i]).multiply(new BigDecimal(column[i])));
        all = all.add(new BigDecimal(weight[i]));
      }
      return sum.divide(all, MathContext.DECIMAL128);
    }
  }
}
