package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several rows that outweigh all others, and columns that nearly depend, against exact sums. */
class LedgerHugeRowsTest {

  static Stream<Arguments> forms() {
    return Stream.of("normal", "square-root")
        .flatMap(
            form ->
                Stream.of(0.0, 1e-3)
                    .flatMap(
                        ridge ->
                            Draw.seeds(200).mapToObj(seed -> Arguments.of(form, ridge, seed))));
  }

  /** Two to four rows with one column at 1e6 to 1e14 times the others, the same column in all. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_hugeRowsInOneColumn_keepEveryWeight(String form, double ridge, long seed)
      throws Exception {
    Rows rows = new Rows(seed);
    rows.enlarge(rows.draw.between(2, 4), 14);

    rows.assertExact(rows.learned(form, ridge, 0, rows.n), ridge, 1e-9);
  }

  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_weightsFarApartAndOutliers_keepEveryWeight(String form, double ridge, long seed)
      throws Exception {
    Rows rows = new Rows(seed);
    Arrays.setAll(rows.weight, i -> Math.pow(10, rows.draw.uniform(-12, 6)));
    rows.enlarge(1, 14);

    rows.assertExact(rows.learned(form, ridge, 0, rows.n), ridge, 1e-9);
  }

  /** A column that is another one but for one part in 10 to 1e5. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_nearCopies_keepEveryWeight(String form, double ridge, long seed) throws Exception {
    Rows rows = new Rows(seed);
    double apart = Math.pow(10, rows.draw.uniform(-5, -1));
    for (double[] row : rows.x) {
      row[1] = row[0] + apart * row[1];
    }

    rows.assertExact(rows.learned(form, ridge, 0, rows.n), ridge, 1e-9);
  }

  /** Columns at 1e6 times their spread beside a constant, by sums of twice the digits. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void learn_farColumns_keepEveryWeight(String form, double ridge, long seed) throws Exception {
    Rows rows = new Rows(seed);
    for (double[] row : rows.x) {
      for (int j = 0; j < rows.p; j++) {
        row[j] = j == rows.p - 1 ? 1 : row[j] + 1e6;
      }
    }
    double tolerance = form.equals("normal") ? 1e-9 : 1e-8;

    rows.assertExact(rows.learned(form, ridge, 0, rows.n), ridge, tolerance);
  }

  /** Most leave beside a sample of which the square fills the digits of two doubles. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("forms")
  void unlearn_besideAHugeRow_keepsWhatTheOthersTold(String form, double ridge, long seed)
      throws Exception {
    Rows rows = new Rows(seed);
    int column = rows.draw.between(0, rows.p - 1);
    double size = Math.pow(10, rows.draw.uniform(16, 24));
    rows.x[0][column] *= size;
    rows.y[0] *= size;
    Trial<?> ledger = rows.learned(form, ridge, 0, rows.n);

    int left = rows.p + 3;
    for (int i = left; i < rows.n; i++) {
      ledger.unlearn(1, rows.x[i], rows.y[i]);
    }

    rows.assertExact(ledger, ridge, 1e-8, left);
  }

  private static final class Rows {
    final Draw draw;
    final int p;
    final int n;
    final double[][] x;
    final double[] y;
    final double[] weight;

    Rows(long seed) {
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
        Arrays.setAll(x[i], j -> draw.uniform(-1, 1));
        y[i] = Oracle.dot(x[i], truth) + draw.uniform(-0.01, 0.01);
      }
    }

    /** One column of some rows, and their targets. */
    void enlarge(int rows, double most) {
      int column = draw.between(0, p - 1);
      for (int k = 0; k < rows; k++) {
        int i = draw.between(0, n - 1);
        double size = Math.pow(10, draw.uniform(6, most));
        x[i][column] *= size;
        y[i] *= size;
      }
    }

    Trial<?> learned(String form, double ridge, int from, int to) throws Exception {
      Trial<?> ledger = Trial.of("ledger", "'form':'%s','ridge':%s,'dimension':%d", form, ridge, p);
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
            .isCloseTo(expected[j], within(tolerance * (1 + Math.abs(expected[j]))));
      }
    }
  }
}
