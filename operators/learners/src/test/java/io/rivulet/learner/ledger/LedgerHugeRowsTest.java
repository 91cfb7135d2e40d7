package io.rivulet.learner.ledger;

import io.rivulet.learner.Trial;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several rows that outweigh all others, and columns that nearly depend, against exact sums. */
class LedgerHugeRowsTest {

  /** Two to four rows with one column at 1e6 to 1e14 times the others, the same column in all. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_hugeRowsInOneColumn_keepEveryWeight(String form, double ridge, long seed)
      throws Exception {
    ExactRows rows = new ExactRows(seed);
    enlarge(rows, rows.draw.between(2, 4), 14);

    rows.assertExact(rows.learned(form, ridge), ridge, 1e-9);
  }

  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_weightsFarApartAndOutliers_keepEveryWeight(String form, double ridge, long seed)
      throws Exception {
    ExactRows rows = new ExactRows(seed);
    Arrays.setAll(rows.weight, i -> Math.pow(10, rows.draw.uniform(-12, 6)));
    enlarge(rows, 1, 14);

    rows.assertExact(rows.learned(form, ridge), ridge, 1e-9);
  }

  /** A column that is another one but for one part in 10 to 1e5. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_nearCopies_keepEveryWeight(String form, double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed);
    double apart = Math.pow(10, rows.draw.uniform(-5, -1));
    for (double[] row : rows.x) {
      row[1] = row[0] + apart * row[1];
    }

    rows.assertExact(rows.learned(form, ridge), ridge, 1e-9);
  }

  /** Columns at 1e6 times their spread beside a constant, by sums of twice the digits. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_farColumns_keepEveryWeight(String form, double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed);
    for (double[] row : rows.x) {
      for (int j = 0; j < rows.p; j++) {
        row[j] = j == rows.p - 1 ? 1 : row[j] + 1e6;
      }
    }
    double tolerance = form.equals("normal") ? 1e-9 : 1e-8;

    rows.assertExact(rows.learned(form, ridge), ridge, tolerance);
  }

  /** Most leave beside a sample of which the square fills the digits of two doubles. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void unlearn_besideAHugeRow_keepsWhatTheOthersTold(String form, double ridge, long seed)
      throws Exception {
    ExactRows rows = new ExactRows(seed);
    int column = rows.draw.between(0, rows.p - 1);
    double size = Math.pow(10, rows.draw.uniform(16, 24));
    rows.x[0][column] *= size;
    rows.y[0] *= size;
    Trial<?> ledger = rows.learned(form, ridge);

    int left = rows.p + 3;
    for (int i = left; i < rows.n; i++) {
      ledger.unlearn(1, rows.x[i], rows.y[i]);
    }

    rows.assertExact(ledger, ridge, 1e-8, left);
  }

  /** One column of some rows, and their targets. */
  private static void enlarge(ExactRows rows, int count, double most) {
    int column = rows.draw.between(0, rows.p - 1);
    for (int k = 0; k < count; k++) {
      int i = rows.draw.between(0, rows.n - 1);
      double size = Math.pow(10, rows.draw.uniform(6, most));
      rows.x[i][column] *= size;
      rows.y[i] *= size;
    }
  }
}
