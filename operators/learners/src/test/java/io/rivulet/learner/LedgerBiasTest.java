package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.step.Answer;
import io.rivulet.state.LearnedState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bias of a ledger has a prior of its own, in everything that the ledger says. */
class LedgerBiasTest {

  static Stream<Arguments> seeds() {
    return Stream.of("normal", "square-root")
        .flatMap(form -> Draw.seeds(200).mapToObj(seed -> Arguments.of(form, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_anyStream_equalsRidgeRegressionByBothPrecisions(String form, long seed)
      throws Exception {
    Problem problem = new Problem(form, seed);

    problem.learn(problem.ledger, 0, problem.n);

    problem.assertFit(problem.ledger);
    problem.assertExplained();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void merge_partials_countsBothPriorsOnce(String form, long seed) throws Exception {
    Problem problem = new Problem(form, seed);
    Trial<?> other = problem.fresh();
    problem.learn(problem.ledger, 0, problem.n / 2);
    problem.learn(other, problem.n / 2, problem.n);

    merge(problem.ledger, other);

    problem.assertFit(problem.ledger);
    problem.assertExplained();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void unlearn_aLearnedSample_leavesThePriors(String form, long seed) throws Exception {
    Problem problem = new Problem(form, seed);
    problem.learn(problem.ledger, 0, problem.n);
    double[] x = new Draw(~seed).normal(problem.p);

    problem.ledger.learnWeighted(0.75, x, 2);
    problem.ledger.unlearn(0.75, x, 2);

    problem.assertFit(problem.ledger);
    problem.assertExplained();
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_withDecay_keepsBothPriorsWhole(String form, long seed) throws Exception {
    Problem problem = new Problem(form, seed);
    double decay = 0.9;
    Trial<?> ledger = Trial.of("ledger", problem.fields.with("decay", decay));

    problem.learn(ledger, 0, problem.n);

    double fading = 1;
    for (int i = problem.n - 1; i >= 0; i--, fading *= decay) {
      problem.weight[i] *= fading;
    }
    problem.assertFit(ledger);
  }

  /** A target far from zero: a bias with the common ridge would be short by 1 / (n + 1). */
  @ParameterizedTest
  @ValueSource(strings = {"normal", "square-root"})
  void learn_byDefault_doesNotShrinkTheBias(String form) throws Exception {
    Trial<?> ledger =
        Trial.of(
            "ledger",
            Fields.of("dimension", 1).with("bias", true).with("ridge", 1).with("form", form));
    double square = 0;

    for (int i = 0; i < 30; i++) {
      double x = (i % 7) - 3;
      ledger.learn(new double[] {x}, 250 + 3 * x);
    }
    double mean = 0;
    for (int i = 0; i < 30; i++) {
      mean += ((i % 7) - 3) / 30.0;
    }
    for (int i = 0; i < 30; i++) {
      double centred = (i % 7) - 3 - mean;
      square += centred * centred;
    }
    double slope = 3 * square / (square + 1);

    // (Σ (x - m)² + 1) w = 3 Σ (x - m)², b = mean of y - w m; biasPrecision 1e-9 moves b by 1e-8.
    assertThat(ledger.weights(0)[0]).isCloseTo(slope, within(1e-6));
    assertThat(ledger.weights(0)[1]).isCloseTo(250 + (3 - slope) * mean, within(1e-6));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void learn_withoutBiasPrecision_equalsTheCentredRegression(String form, long seed)
      throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 6);
    double[] start = draw.normal(p + 1);
    Trial<?> ledger =
        Trial.of(
            "ledger",
            Fields.of("dimension", p)
                .with("bias", true)
                .with("ridge", 2)
                .with("biasPrecision", 0)
                .with("form", form)
                .with("initialWeights", start));
    assertThat(ledger.weights(0)).containsExactly(start);
    double[] first = draw.normal(p);

    ledger.learn(first, 7);

    // One sample is answered by the bias alone.
    assertThat(Arrays.copyOf(ledger.weights(0), p))
        .containsExactly(Arrays.copyOf(start, p), within(1e-12));
    assertThat(ledger.predict(first)[0]).isCloseTo(7, within(1e-12));
  }

  @Test
  void spec_biasPrecision_isWrittenForNewModelsOnly() {
    Map<String, Object> asked = spec("'bias':true,'ridge':2");
    Map<String, Object> free = spec("'bias':true,'ridge':0");
    Map<String, Object> plain = spec("'ridge':2");

    assertThat(Catalogue.describe(Catalogue.read(asked))).containsEntry("biasPrecision", 2e-9);
    assertThat(Catalogue.describe(Catalogue.read(free))).containsEntry("biasPrecision", 0.0);
    assertThat(Catalogue.describe(Catalogue.read(plain))).doesNotContainKey("biasPrecision");
    assertThat(Catalogue.describe(Catalogue.readStored(asked))).doesNotContainKey("biasPrecision");
    assertThatThrownBy(() -> Catalogue.read(spec("'ridge':2,'biasPrecision':1")))
        .hasMessageContaining("set bias: true");
  }

  private static Map<String, Object> spec(String fields) {
    return Fields.read(fields).with("learner", "ledger").with("dimension", 1).spec();
  }

  @SuppressWarnings("unchecked")
  private static <S extends LearnedState> void merge(Trial<S> into, Trial<?> other)
      throws Exception {
    into.merge((Trial<S>) other);
  }

  /** Weighted samples with a bias whose prior is much weaker or stronger than the ridge. */
  private static final class Problem {
    final int p;
    final int n;
    final double ridge;
    final double biasPrecision;
    final double[] start;
    final double[][] x;
    final double[] y;
    final double[] weight;
    final Fields fields;
    final Trial<?> ledger;

    Problem(String form, long seed) {
      Draw draw = new Draw(seed);
      this.p = draw.between(1, 8);
      this.n = draw.between(2 * p + 3, 4 * p + 6);
      this.ridge = draw.uniform(0.1, 3);
      this.biasPrecision = Math.pow(10, draw.between(-6, 2));
      this.start = draw.normal(p + 1);
      this.x = draw.normal(n, p);
      this.y = draw.normal(n);
      this.weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
      this.fields =
          Fields.of("dimension", p)
              .with("bias", true)
              .with("ridge", ridge)
              .with("biasPrecision", biasPrecision)
              .with("initialWeights", start)
              .with("form", form);
      this.ledger = fresh();
    }

    Trial<?> fresh() {
      return Trial.of("ledger", fields);
    }

    void learn(Trial<?> into, int from, int to) throws Exception {
      for (int i = from; i < to; i++) {
        into.learnWeighted(weight[i], x[i], y[i]);
      }
    }

    double[][] rows() {
      double[][] rows = new double[n][];
      Arrays.setAll(rows, i -> withOne(x[i]));
      return rows;
    }

    double[] withOne(double[] row) {
      double[] longer = Arrays.copyOf(row, p + 1);
      longer[p] = 1;
      return longer;
    }

    double[] prior() {
      double[] prior = new double[p + 1];
      Arrays.fill(prior, ridge);
      prior[p] = biasPrecision;
      return prior;
    }

    double[] fit() {
      return Oracle.ridge(rows(), y, weight, prior(), start);
    }

    void assertFit(Trial<?> trial) {
      assertThat(trial.weights(0)).containsExactly(fit(), within(1e-10));
    }

    void assertExplained() throws Exception {
      RealMatrix inverse =
          Oracle.matrix(Oracle.inverse(Oracle.information(rows(), weight, prior())));
      RealMatrix sums = Oracle.information(rows(), weight, new double[p + 1]);
      double freedom = Arrays.stream(weight).sum() - inverse.multiply(sums).getTrace();
      double rest = 0;
      for (int i = 0; i < n; i++) {
        double error = y[i] - Oracle.dot(withOne(x[i]), fit());
        rest += weight[i] * error * error;
      }
      double[] asked = new Draw(n).normal(p);
      double h = Oracle.dot(withOne(asked), inverse.operate(withOne(asked)));
      Answer answer = ledger.answer(asked);
      assertThat(answer.leverage()[0]).isCloseTo(h, within(1e-10 * (1 + h)));
      if (freedom > 0.1) {
        double variance = rest / freedom * (1 + h);
        assertThat(answer.variance()[0]).isCloseTo(variance, within(1e-8 * (1 + variance)));
      }
    }
  }
}
