package io.rivulet.learner.ledger;

import io.rivulet.learner.Trial;
import io.rivulet.state.LearnedState;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples that outweigh all others, and columns that hardly vary, against exact sums. */
class LedgerOutliersTest {

  /** One sample whose entries, all or one of them, are 1e4 to 1e30 times those of the others. */
  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_oneHugeSample_keepsEveryWeight(String form, double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed);
    enlarge(rows, rows.draw.between(0, rows.n - 1), 30);

    rows.assertExact(rows.learned(form, ridge), ridge, 1e-9);
  }

  @ParameterizedTest(name = "{0}, ridge {1}, seed {2}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#forms")
  void learn_weightsFarApart_keepsEveryWeight(String form, double ridge, long seed)
      throws Exception {
    ExactRows rows = new ExactRows(seed);
    for (int i = 0; i < rows.n; i++) {
      rows.weight[i] = Math.pow(10, rows.draw.uniform(-12, 6));
    }

    rows.assertExact(rows.learned(form, ridge), ridge, 1e-9);
  }

  /**
   * Columns at 1e5 times their spread beside a constant: condition 1e10 and more of their squares.
   */
  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#ridges")
  void learn_columnsOfSmallSpread_keepsEveryWeight(double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed, 1e5);

    rows.assertExact(rows.learned("normal", ridge), ridge, 1e-9);
  }

  /** What the sums keep of the others beside 1e10 times their squares is some 1e-12. */
  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#ridges")
  void unlearn_aHugeSample_leavesWhatWasKnownBefore(double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed);
    double[] huge = rows.draw.normal(rows.p);
    Arrays.setAll(huge, j -> huge[j] * 1e8);
    Trial<?> ledger = rows.learned("normal", ridge);

    ledger.learn(huge, 3e8);
    ledger.unlearn(1, huge, 3e8);

    rows.assertExact(ledger, ridge, 1e-9);
  }

  @ParameterizedTest(name = "ridge {0}, seed {1}")
  @MethodSource("io.rivulet.learner.ledger.ExactRows#ridges")
  void merge_withAHugeSample_keepsEveryWeight(double ridge, long seed) throws Exception {
    ExactRows rows = new ExactRows(seed);
    enlarge(rows, rows.draw.between(0, rows.n - 1), 8);
    int half = rows.n / 2;

    Trial<?> ledger = rows.learned("normal", ridge, 0, half);
    merge(ledger, rows.learned("normal", ridge, half, rows.n));

    rows.assertExact(ledger, ridge, 1e-9);
  }

  @SuppressWarnings("unchecked")
  private static <L extends LearnedState> void merge(Trial<L> ledger, Trial<?> other)
      throws Exception {
    ledger.merge((Trial<L>) other);
  }

  /** All entries of a sample and its target, or one entry, which decides its weight. */
  private static void enlarge(ExactRows rows, int i, double most) {
    double size = Math.pow(10, rows.draw.uniform(4, most));
    int only = rows.draw.between(-1, rows.p - 1);
    for (int j = 0; j < rows.p; j++) {
      rows.x[i][j] *= only == -1 || only == j ? size : 1;
    }
    rows.y[i] *= size;
  }
}
