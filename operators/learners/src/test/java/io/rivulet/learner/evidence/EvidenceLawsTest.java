package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any stream while the sketch has room for all directions. */
class EvidenceLawsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** A quick look. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_mergeable_isTheCentredRidgeRegression(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 3), seed % 2 == 0);
    Trial<EvidenceState> trial = stream.learned(stream.untruncated().with("mergeable", true));
    double lambda = trial.published().details().noise().lambda();

    double[] prior = new double[stream.p + 1];
    Arrays.fill(prior, lambda);
    prior[stream.p] = 0;
    double[][] rows = new double[stream.n][];
    Arrays.setAll(rows, i -> Arrays.copyOf(stream.x[i], stream.p + 1));
    Arrays.stream(rows).forEach(row -> row[stream.p] = 1);
    for (int j = 0; j < stream.q; j++) {
      double[] expected =
          Oracle.ridge(rows, stream.targets(j), stream.weight, prior, new double[stream.p + 1]);
      double size = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      assertThat(trial.weights(j)).containsExactly(expected, within(1e-9 * size));
    }
  }
}
