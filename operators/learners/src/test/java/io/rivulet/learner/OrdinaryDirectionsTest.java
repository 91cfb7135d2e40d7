package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Directional forgetting on ordinary streams, against its definition in 160 digits. */
class OrdinaryDirectionsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_directional_isRightWhereInputsStandStill(long seed) throws Exception {
    double forgetting = List.of(0.9, 0.98, 0.995).get((int) (seed % 3));
    OrdinaryStream stream = OrdinaryStream.of(seed, forgetting, 50);
    Trial<?> rls =
        Trial.of(
            "rls",
            stream.fields().with("forgettingMode", "directional").with("forgetting", forgetting));
    var exact = new ExactLeastSquares(stream.prior(), stream.start(), forgetting);
    int n = Math.min(stream.rows().size(), 80);
    for (int i = 0; i < n; i++) {
      OrdinaryStream.Row row = stream.rows().get(i);
      // A weight of 0 would forget a direction and learn nothing of it.
      if (row.weight() > 0) {
        rls.learnWeighted(row.weight(), row.x(), row.y());
        exact.learnByDirection(row);
      }
      if (i % (1 + n / 6) == 0 || i == n - 1) {
        // The definition depends on units, and so do its digits.
        double condition = exact.conditionInUnits();
        if (condition < 1e16) {
          assertThat(ExactLeastSquares.scaledError(rls.weights(0), exact.weights(), exact.scales()))
              .as("weights after row %d, condition %s", i, condition)
              .isLessThan(1e-11 + 1000 * stream.p() * Math.ulp(1.0) * Math.sqrt(condition));
        }
      }
    }
  }
}
