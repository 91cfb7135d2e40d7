package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.RootLedgerState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The square-root form without samples that it had learned. */
class RootLedgerUnlearnTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_anEarlierSample_equalsRetrainingWithoutIt(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    int gone = (int) (seed % problem.n);
    Trial<RootLedgerState> all = ledger(problem);
    Trial<RootLedgerState> negative = ledger(problem);
    Trial<RootLedgerState> others = ledger(problem);
    for (int i = 0; i < problem.n; i++) {
      RootLedgerLawsTest.learn(all, problem, i);
      RootLedgerLawsTest.learn(negative, problem, i);
      if (i != gone) {
        RootLedgerLawsTest.learn(others, problem, i);
      }
    }

    all.unlearn(problem.weight[gone], problem.x[gone], problem.y[gone]);
    negative.learnWeighted(-problem.weight[gone], problem.x[gone], problem.y[gone]);

    RootLedgerLawsTest.assertSame(all, others, problem);
    assertThat(negative.bytes()).isEqualTo(all.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_moreThanWasLearned_isRefusedAndChangesNothing(long seed) throws Exception {
    LedgerProblem problem = new LedgerProblem(seed);
    Trial<RootLedgerState> ledger = ledger(problem);
    double all = problem.ridge;
    for (int i = 0; i < problem.n; i++) {
      RootLedgerLawsTest.learn(ledger, problem, i);
      all += problem.weight[i] * Oracle.dot(problem.x[i], problem.x[i]);
    }
    byte[] before = ledger.bytes();
    double[] x = problem.x[0];
    double weight = 1.01 * all / Oracle.dot(x, x);

    assertThatThrownBy(() -> ledger.unlearn(weight, x, problem.y[0]))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);
    ledger.learnWeighted(0, x, problem.y[0]);

    assertThat(ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_allThatWasLearned_isTheInitialState(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 4);
    int n = draw.between(1, 6);
    double[][] x = draw.normal(n, p);
    double[][] y = draw.normal(n, 1);
    double weight = draw.uniform(0.2, 3);
    Trial<RootLedgerState> ledger =
        Trial.rootLedger(Fields.of("dimension", p).with("ridge", seed % 2 == 0 ? 0 : 1e-10));
    byte[] initial = ledger.bytes();
    for (int i = n - 1; i >= 0; i--) {
      ledger.learnWeighted(weight, x[i], y[i]);
    }
    byte[] learned = ledger.bytes();
    double[][] others = x.clone();
    others[n - 1] = x[n - 1].clone();
    others[n - 1][0] *= 2;
    others[n - 1][0] += Math.signum(x[n - 1][0]);

    assertThatThrownBy(() -> ledger.unlearnBatch(weight, others, y))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("were not learned");
    assertThat(ledger.bytes()).isEqualTo(learned);
    ledger.unlearnBatch(weight, x, y);

    assertThat(ledger.bytes()).isEqualTo(initial);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_oneByOneOfOneColumn_endsAtTheInitialState(long seed) throws Exception {
    Draw draw = new Draw(seed);
    double[] x = draw.normal(draw.between(1, 30));
    double[] y = draw.normal(x.length);
    Trial<RootLedgerState> ledger = Trial.rootLedger(Fields.of("dimension", 1).with("ridge", 0));
    byte[] initial = ledger.bytes();
    Arrays.setAll(x, i -> x[i] + 3 * Math.signum(x[i]));
    for (int i = 0; i < x.length; i++) {
      ledger.learn(new double[] {x[i]}, y[i]);
    }

    for (int i = 0; i < x.length; i++) {
      ledger.unlearn(1, new double[] {x[i]}, y[i]);
    }

    assertThat(ledger.bytes()).isEqualTo(initial);
  }

  private static Trial<RootLedgerState> ledger(LedgerProblem problem) {
    return Trial.rootLedger(problem.fields());
  }
}
