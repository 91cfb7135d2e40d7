package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Op;
import io.rivulet.state.LearnedState;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that forgets, in both forms: ridge regression whose weights fall with age. */
final class LedgerDecayTest {

  static Stream<Arguments> seeds() {
    return Stream.of("normal", "square-root")
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRidgeRegressionByAge(String form, long seed) throws Exception {
    Aged aged = new Aged(form, seed);

    for (int i = 0; i < aged.problem.n; i++) {
      aged.ledger.learnWeighted(aged.given[i], aged.problem.x[i], aged.problem.y[i]);
    }

    aged.assertFit(aged.ledger);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_batch_equalsItsRowsOneByOne(String form, long seed) throws Exception {
    Aged aged = new Aged(form, seed);
    Trial<?> single = aged.fresh();
    double weight = aged.given[0];

    aged.ledger.learnBatch(weight, aged.problem.x, aged.problem.y);
    for (int i = 0; i < aged.problem.n; i++) {
      single.learnWeighted(weight, aged.problem.x[i], aged.problem.y[i]);
    }

    aged.weigh(weight);
    aged.assertFit(aged.ledger);
    aged.assertFit(single);
  }

  /** Nothing but the prior is left of what faded, and the prior itself does not fade. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_withoutWeight_onlyFades(String form, long seed) throws Exception {
    Aged aged = new Aged(form, seed);
    LedgerProblem problem = aged.problem;
    aged.ledger.learnBatch(1, problem.x, problem.y);

    for (int i = 0; i < 200; i++) {
      aged.ledger.learnWeighted(0, problem.x[0], problem.y[0]);
    }

    for (int j = 0; j < problem.q; j++) {
      assertThat(aged.ledger.weights(j)).containsExactly(problem.start[j], within(1e-6));
      assertThat(aged.ledger.answer(problem.x[0]).leverage()[0] * problem.ridge)
          .isCloseTo(Oracle.dot(problem.x[0], problem.x[0]), within(1e-5));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_looResidual_isTheErrorOfTheRefitWithout(String form, long seed) throws Exception {
    Aged aged = new Aged(form, seed);
    LedgerProblem problem = aged.problem;

    Answer answer = aged.ledger.learnBatch(1, problem.x, problem.y);
    Answer last =
        aged.ledger.learn(Trial.example(Op.LEARN, 1, new double[][] {problem.x[0]}, problem.y[0]));

    aged.weigh(1);
    int i = problem.n / 2;
    problem.weight[i] = 0;
    double[][] without = problem.fit(problem.n);
    for (int j = 0; j < problem.q; j++) {
      double error = problem.y[i][j] - Oracle.dot(problem.x[i], without[j]);
      assertThat(answer.looResidual()[i * problem.q + j])
          .isCloseTo(error, within(10 * problem.tolerance() * (1 + Math.abs(error))));
    }
    aged.weigh(aged.decay);
    double[][] faded = problem.fit(problem.n);
    for (int j = 0; j < problem.q; j++) {
      double error = problem.y[0][j] - Oracle.dot(problem.x[0], faded[j]);
      assertThat(last.looResidual()[j])
          .isCloseTo(error, within(10 * problem.tolerance() * (1 + Math.abs(error))));
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void predict_anyInput_hasTheLeverageAndVarianceOfTheDefinition(String form, long seed)
      throws Exception {
    Aged aged = new Aged(form, seed);
    LedgerProblem problem = aged.problem;
    for (int i = 0; i < problem.n; i++) {
      aged.ledger.learnWeighted(aged.given[i], problem.x[i], problem.y[i]);
    }
    double[] x = new Draw(seed + 1000).normal(problem.p);

    problem.assertExplained(aged.ledger.answer(x), x);
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "square-root"})
  void merge_decayedStates_isRefusedAndChangesNothing(String form) throws Exception {
    Aged aged = new Aged(form, 7);
    aged.ledger.learnBatch(1, aged.problem.x, aged.problem.y);
    byte[] before = aged.ledger.bytes();

    assertThatThrownBy(() -> merge(aged.ledger, aged.fresh()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("does not merge");

    assertThat(aged.ledger.bytes()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "square-root"})
  void spec_thatDecays_neitherUnlearnsNorMerges(String form) {
    LearnerSpec<?> spec = new Aged(form, 7).spec();

    assertThat(spec.unlearnObstacle()).contains("ledger with decay below 1 cannot unlearn");
    assertThat(spec.mergeObstacle()).contains("ledger with decay below 1 does not merge");
  }

  @SuppressWarnings("unchecked")
  private static <S extends LearnedState> void merge(Trial<S> into, Trial<?> other)
      throws Exception {
    into.merge((Trial<S>) other);
  }

  /** A problem whose samples have lost weight by their age. */
  private static final class Aged {
    final LedgerProblem problem;
    final String form;
    final double decay;
    final double[] given;
    final Trial<?> ledger;

    Aged(String form, long seed) {
      this.form = form;
      this.problem = new LedgerProblem(seed);
      this.decay = new Draw(~seed).uniform(0.6, 0.9);
      this.given = problem.weight.clone();
      this.ledger = fresh();
      fade();
    }

    /** Lets every sample have come in with one weight. */
    void weigh(double weight) {
      Arrays.fill(problem.weight, weight);
      fade();
    }

    private void fade() {
      double fading = 1;
      for (int i = problem.n - 1; i >= 0; i--, fading *= decay) {
        problem.weight[i] *= fading;
      }
    }

    Trial<?> fresh() {
      return Trial.of("ledger", fields());
    }

    LearnerSpec<?> spec() {
      return Trial.spec("ledger", fields());
    }

    private Fields fields() {
      return problem.fields().with("form", form).with("decay", decay);
    }

    void assertFit(Trial<?> trial) {
      double[][] fit = problem.fit(problem.n);
      for (int j = 0; j < problem.q; j++) {
        assertThat(trial.weights(j)).containsExactly(fit[j], within(problem.tolerance()));
      }
    }
  }
}
