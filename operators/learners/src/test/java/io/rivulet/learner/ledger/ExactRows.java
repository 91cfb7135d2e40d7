package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Rows of a regression for a ledger, whose weights are compared with those of exact sums. */
final class ExactRows {

  final Draw draw;
  final int p;
  final int n;
  final double[][] x;
  final double[] y;
  final double[] weight;

  private final long seed;

  ExactRows(long seed) {
    this(seed, 0);
  }

  /**
   * @param offset of all columns but the last, which is then constant
   */
  ExactRows(long seed, double offset) {
    this.seed = seed;
    draw = new Draw(seed);
    p = draw.between(2, 6);
    n = draw.between(6 * p, 60);
    x = new double[n][p];
    y = new double[n];
    weight = new double[n];
    Arrays.fill(weight, 1);
    double[] truth = new double[p];
    Arrays.setAll(truth, j -> draw.uniform(0.5, 2));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < p; j++) {
        x[i][j] = offset > 0 && j == p - 1 ? 1 : offset + draw.uniform(-1, 1);
      }
      y[i] = Oracle.dot(x[i], truth) + draw.uniform(-0.01, 0.01);
    }
  }

  /** Both forms, with and without a ridge, of 200 seeds. */
  static Stream<Arguments> forms() {
    return Stream.of("normal", "square-root")
        .flatMap(
            form ->
                Stream.of(0.0, 1e-3)
                    .flatMap(
                        ridge ->
                            Draw.seeds(200).mapToObj(seed -> Arguments.of(form, ridge, seed))));
  }

  /** With and without a ridge, of 200 seeds. */
  static Stream<Arguments> ridges() {
    return Stream.of(0.0, 1e-3)
        .flatMap(ridge -> Draw.seeds(200).mapToObj(seed -> Arguments.of(ridge, seed)));
  }

  Trial<?> learned(String form, double ridge) throws Exception {
    return learned(form, ridge, 0, n);
  }

  Trial<?> learned(String form, double ridge, int from, int to) throws Exception {
    Trial<?> ledger =
        Trial.of("ledger", Fields.of("form", form).with("ridge", ridge).with("dimension", p));
    for (int i = from; i < to; i++) {
      ledger.learnWeighted(weight[i], x[i], y[i]);
    }
    return ledger;
  }

  void assertExact(Trial<?> ledger, double ridge, double tolerance) {
    assertExact(ledger, ridge, tolerance, n);
  }

  void assertExact(Trial<?> ledger, double ridge, double tolerance, int rows) {
    double[] prior = new double[p];
    Arrays.fill(prior, ridge);
    ExactLedger exact = new ExactLedger(prior);
    for (int i = 0; i < rows; i++) {
      exact.add(weight[i], x[i], y[i]);
    }
    double[] expected = exact.weights();
    for (int j = 0; j < p; j++) {
      assertThat(ledger.weights(0)[j])
          .as("weight %d of %s", j, this)
          .isCloseTo(expected[j], within(tolerance * (1 + Math.abs(expected[j]))));
    }
  }

  @Override
  public String toString() {
    return "p " + p + ", n " + n + ", seed " + seed;
  }
}
