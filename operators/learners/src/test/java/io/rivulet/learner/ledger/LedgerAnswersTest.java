package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.state.LedgerState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a ledger answers beside the prediction: leverage, variance and the residual without the row.
 */
class LedgerAnswersTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_beforeLearning_isThePrior(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
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
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    problem.learnAll(ledger);
    double[] x = new Draw(~seed).normal(problem.p);

    problem.assertExplained(ledger.answer(x), x);
  }

  /** Sums are of doubles in ledgers of many columns, and in old states. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_sumsOfDoubles_hasTheLeverageAndVarianceOfTheDefinition(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.partial(0);
    ledger.state().moments().narrow();
    for (int shard = 1; shard < 3; shard++) {
      Trial<LedgerState> other = problem.partial(shard);
      other.state().moments().narrow();
      ledger.merge(other);
    }
    double[] x = new Draw(~seed).normal(problem.p);

    assertThat(ledger.state().moments().tail()).isNull();
    problem.assertExplained(ledger.answer(x), x);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_leverage_fallsByShermanMorrison(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
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
    LedgerProblem problem = new LedgerProblem(seed);
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
    LedgerProblem problem = new LedgerProblem(seed);
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
    Trial<LedgerState> ledger = Trial.ledger(Fields.of("dimension", 2).with("ridge", 0));

    Answer answer =
        ledger.learnBatch(1, new double[][] {{1, 0}, {0, 1}}, new double[] {1}, new double[] {2});

    assertThat(answer.looResidual()).isNull();
    assertThat(answer.error()).containsExactly(1, 2);
  }
}
