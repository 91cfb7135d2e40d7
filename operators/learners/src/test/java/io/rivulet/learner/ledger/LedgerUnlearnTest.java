package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LedgerState;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A ledger without samples that it had learned. */
class LedgerUnlearnTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_aLearnedSample_isTheIdentity(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<LedgerState> ledger = problem.ledger();
    Trial<LedgerState> before = problem.ledger();
    problem.learnAll(ledger);
    problem.learnAll(before);
    double[] x = new Draw(~seed).normal(problem.p);
    double[] y = new Draw(~seed).normal(problem.q);

    ledger.learnWeighted(1.5, x, y);
    ledger.unlearn(1.5, x, y);

    LedgerLawsTest.assertSame(ledger, before, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_anEarlierSample_equalsRetrainingWithoutIt(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
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

    LedgerLawsTest.assertSame(all, others, problem);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_negativeWeight_equalsUnlearning(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
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
  void unlearn_moreThanWasLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
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
    Trial<LedgerState> ledger = Trial.ledger(Fields.of("dimension", p).with("ridge", 0));
    for (int i = 0; i < p - 1; i++) {
      ledger.learn(draw.normal(p), 1);
    }
    byte[] before = ledger.bytes();

    assertThatThrownBy(() -> ledger.unlearn(1, draw.normal(p), 1))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @Test
  void unlearn_everythingWithoutRidge_isTheStart() throws Exception {
    Trial<LedgerState> ledger =
        Trial.ledger(
            Fields.of("dimension", 2).with("ridge", 0).with("initialWeights", List.of(3, -1)));

    ledger.learn(new double[] {0.1, 0.7}, 5);
    assertThat(ledger.weights(0)[1]).isNotEqualTo(-1);
    ledger.unlearn(1, new double[] {0.1, 0.7}, 5);

    assertThat(ledger.weights(0)).containsExactly(3, -1);
  }
}
