package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rivulet.state.RlsState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On ordinary streams units do not matter, and batches, merges and unlearning hold. */
class OrdinaryFormsTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /**
   * Column j times 2^k and its precision times 4^k: its weight times 2^-k, to the bit. (Directional
   * forgetting takes x for a direction of weights, so that its definition depends on units.)
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_columnsTimesPowersOfTwo_dividesTheWeightsToTheBit(long seed) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed);
    Draw draw = new Draw(seed);
    int[] power = new int[stream.p()];
    Arrays.setAll(power, j -> draw.between(-40, 40));
    OrdinaryStream scaled = scaled(stream, power);
    for (String fields :
        List.of("rls,'forgetting':" + stream.forgetting(), "ekf,'noise':0.3", "ekf,'noise':0")) {
      Trial<?> plain = trial(fields, stream);
      Trial<?> other = trial(fields, scaled);
      for (int i = 0; i < stream.rows().size(); i++) {
        learn(plain, stream.rows().get(i));
        learn(other, scaled.rows().get(i));
      }

      double[] expected = plain.weights(0);
      Arrays.setAll(expected, j -> Math.scalb(expected[j], -power[j]));
      assertThat(other.weights(0)).as(fields).containsExactly(expected);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learnBatch_rows_areLearnedOneByOneToTheBit(long seed) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed);
    Draw draw = new Draw(seed);
    for (String fields :
        List.of(
            "rls,'forgetting':" + stream.forgetting(),
            "rls,'forgettingMode':'directional','forgetting':" + stream.forgetting(),
            "ekf,'noise':0.3",
            "ekf,'noise':0")) {
      Trial<?> batches = trial(fields, stream);
      Trial<?> rows = trial(fields, stream);
      int n = stream.rows().size();
      for (int from = 0; from < n; ) {
        int to = Math.min(n, from + draw.between(1, 5));
        double weight = stream.rows().get(from).weight();
        double[][] x = new double[to - from][];
        double[][] y = new double[to - from][];
        double[] before = new double[to - from];
        for (int i = from; i < to; i++) {
          x[i - from] = stream.rows().get(i).x();
          y[i - from] = new double[] {stream.rows().get(i).y()};
          before[i - from] = batches.predict(x[i - from])[0];
        }
        assertThat(batches.learnBatch(weight, x, y).y()).as(fields).containsExactly(before);
        for (int i = 0; i < x.length; i++) {
          rows.learnWeighted(weight, x[i], y[i]);
        }
        from = to;
      }

      assertThat(batches.bytes()).as(fields).isEqualTo(rows.bytes());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_shards_areTheWholeStream(long seed) throws Exception {
    OrdinaryStream stream = OrdinaryStream.of(seed, 1, 200);
    Trial<RlsState> one = Trial.rls(stream.fields());
    Trial<RlsState> other = Trial.rls(stream.fields());
    Draw draw = new Draw(seed);
    for (OrdinaryStream.Row row : stream.rows()) {
      learn(draw.between(0, 1) == 0 ? one : other, row);
    }

    one.merge(other);

    assertRight(ExactLeastSquares.of(stream), one.weights(0), 1);
  }

  /** What is left has the digits that its information has beside all that was ever learned. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_whatCameFirst_leavesTheRest(long seed) throws Exception {
    OrdinaryStream stream = moderate(seed);
    List<OrdinaryStream.Row> first =
        stream.rows().subList(0, stream.rows().size() - 20 * stream.p());
    ExactLeastSquares exact = ExactLeastSquares.of(stream);
    double[] all = exact.scales();
    first.forEach(exact::unlearn);
    double lost = 1;
    for (int j = 0; j < all.length; j++) {
      lost = Math.max(lost, Math.pow(all[j] / exact.scales()[j], 2));
    }
    // Beyond that a row may hold all but 1e-12 of a direction, and is refused.
    assumeTrue(lost * exact.condition() < 1e10);

    Trial<?> rls = Trial.of("rls", stream.fields());
    for (OrdinaryStream.Row row : stream.rows()) {
      learn(rls, row);
    }
    for (OrdinaryStream.Row row : first) {
      rls.unlearn(row.weight(), row.x(), row.y());
    }

    assertRight(exact, rls.weights(0), lost);
  }

  /** Weights and units that leave digits: 1e-2 to 1e2, a prior at most of a sample's size. */
  private static OrdinaryStream moderate(long seed) {
    OrdinaryStream drawn = OrdinaryStream.of(seed, 0.99, 150);
    return new OrdinaryStream(1, drawn.prior(), drawn.start(), drawn.rows());
  }

  /**
   * @param lost factor of the rounding
   */
  private static void assertRight(ExactLeastSquares exact, double[] actual, double lost) {
    double condition = exact.condition();
    double bound = lost * (1e-12 + 500 * actual.length * Math.ulp(1.0) * Math.sqrt(condition));
    if (condition < 1e12) {
      assertThat(ExactLeastSquares.scaledError(actual, exact.weights(), exact.scales()))
          .as("condition %s, lost %s", condition, lost)
          .isLessThan(bound);
    }
  }

  private static Trial<?> trial(String fields, OrdinaryStream stream) {
    int comma = fields.indexOf(',');
    return Trial.of(
        fields.substring(0, comma), stream.fields().with(Fields.read(fields.substring(comma + 1))));
  }

  private static void learn(Trial<?> trial, OrdinaryStream.Row row) throws Exception {
    trial.learnWeighted(row.weight(), row.x(), row.y());
  }

  private static OrdinaryStream scaled(OrdinaryStream stream, int[] power) {
    double[] prior = stream.prior().clone();
    double[] start = stream.start().clone();
    Arrays.setAll(prior, j -> Math.scalb(prior[j], 2 * power[j]));
    Arrays.setAll(start, j -> Math.scalb(start[j], -power[j]));
    List<OrdinaryStream.Row> rows = new ArrayList<>();
    for (OrdinaryStream.Row row : stream.rows()) {
      double[] x = row.x().clone();
      Arrays.setAll(x, j -> Math.scalb(x[j], power[j]));
      rows.add(new OrdinaryStream.Row(x, row.y(), row.weight()));
    }
    return new OrdinaryStream(stream.forgetting(), prior, start, rows);
  }
}
