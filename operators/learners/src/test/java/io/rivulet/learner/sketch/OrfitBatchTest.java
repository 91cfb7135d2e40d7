package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.BatchTest;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.OrfitState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of ORFit. */
class OrfitBatchTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_roomForAll_equalsOneByOne(long seed) throws Exception {
    BatchTest.Stream stream = new BatchTest.Stream(seed);
    double noise = seed % 2 == 0 ? 0 : stream.scale;
    Fields fields = stream.fields(2).with("summary", "full").with("noise", noise);
    Trial<OrfitState> batches = Trial.orfit(fields);
    Trial<OrfitState> rows = Trial.orfit(fields);

    stream.learn(batches, rows);

    double condition = Oracle.condition(stream.x);
    double tolerance = 1e-14 * stream.p * condition * condition;
    for (int j = 0; j < 2; j++) {
      assertThat(batches.weights(j)).containsExactly(rows.weights(j), within(tolerance));
    }
    double[] values = rows.state().singularValues();
    assertThat(batches.state().singularValues())
        .containsExactly(values, within(1e-13 * stream.p * values[0]));
    assertThat(
            Oracle.largestDifference(
                Trial.projector(batches.state().basis()), Trial.projector(rows.state().basis())))
        .isLessThan(tolerance);
  }

  /** Truncation sees the rows together, Algorithm 3 on [U diag(s) √ω G]. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_truncated_ranksOldAndNewTogether(long seed) throws Exception {
    BatchTest.Stream stream = new BatchTest.Stream(seed);
    int m = stream.draw.between(1, stream.p - 4);
    Trial<OrfitState> orfit = Trial.orfit(stream.fields(1).with("memory", m));

    for (int from = 0; from < stream.n; from += 3) {
      double[][] x = Arrays.copyOfRange(stream.x, from, Math.min(from + 3, stream.n));
      double[][] y = stream.draw.normal(x.length, 1);
      double[] expected = interpolated(orfit, x, y);
      double[] values = ranked(orfit.state(), x, 2);
      orfit.learnBatch(2, x, y);

      double size = 1 + Oracle.norm(expected);
      assertThat(orfit.weights(0)).containsExactly(expected, within(1e-11 * size));
      assertThat(orfit.state().singularValues())
          .containsExactly(
              Arrays.copyOf(values, Math.min(m, values.length)), within(1e-13 * values[0]));
    }
  }

  /** w + G~ (G~ᵀ G~)⁺ E: the least step outside the basis that fits every row. */
  private static double[] interpolated(Trial<OrfitState> orfit, double[][] x, double[][] y) {
    double[] w = orfit.weights(0);
    double[][] projector = Trial.projector(orfit.state().basis());
    double[][] outside = new double[x.length][];
    double[] error = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      outside[i] = x[i].clone();
      Oracle.add(-1, Oracle.matrix(projector).operate(x[i]), outside[i]);
      error[i] = y[i][0] - Oracle.dot(x[i], w);
    }
    double[] expected = Oracle.nearest(outside, error, new double[w.length]);
    Oracle.add(1, w, expected);
    return expected;
  }

  /** The singular values of [U diag(s) √ω G]. */
  private static double[] ranked(OrfitState state, double[][] x, double weight) {
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < state.basis().rank(); k++) {
      rows.add(scaled(state.singularValues()[k], state.basis().column(k)));
    }
    for (double[] row : x) {
      rows.add(scaled(Math.sqrt(weight), row));
    }
    return Oracle.singularValues(rows.toArray(double[][]::new));
  }

  private static double[] scaled(double factor, double[] x) {
    return Arrays.stream(x).map(v -> factor * v).toArray();
  }
}
