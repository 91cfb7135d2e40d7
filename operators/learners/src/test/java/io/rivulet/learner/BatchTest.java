package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.state.OrfitState;
import io.rivulet.state.RlsState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of a batch are one sample with as many outputs. Where learning is exact that is what
 * learning them one by one gives; elsewhere it is a definition of its own.
 */
class BatchTest {

  /** A learner and its settings, of those for which a batch is one sample of many gradients. */
  private static final String[] STACKED = {
    "orfit|,'memory':4",
    "orfit|,'memory':4,'summary':'fd','noise':0.3,'memoryDecay':0.9",
    "orfit|,'memory':4,'summary':'latest'",
    "orfit|,'memory':4,'summary':'random','seed':5",
    "one-step-sgd|",
    "sgd|,'rate':0.005",
    "ogd|,'rate':0.05,'steps':3",
    "ekf|,'noise':0.3,'processNoise':0.1",
    "lofi-diagonal|,'memory':4,'noise':0.3"
  };

  private static final String[] LINEAR = {"linear"};
  private static final String[] LINEAR_AND_SHARED = {"linear", "shared"};

  /** Rows of a batch are learned one after the other. */
  private static final String[] ROW_BY_ROW = {
    "rls|",
    "rls|,'forgetting':0.9",
    "rls|,'forgetting':0.9,'forgettingMode':'directional'",
    "ekf|,'noise':0.3",
    "ekf|,'noise':0",
    "online-net|,'hidden':5"
  };

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_anyForgetting_equalsOneByOne(long seed) throws Exception {
    Stream stream = new Stream(seed);
    double forgetting = seed % 4 == 0 ? 1 : stream.draw.uniform(0.9, 1);
    String fields =
        stream.fields(2) + ",'forgetting':" + forgetting + ",'priorPrecision':" + stream.scale;
    Trial<RlsState> batches = Trial.rls(fields);
    Trial<RlsState> rows = Trial.rls(fields);

    stream.learn(batches, rows);

    double[] weight = new double[stream.n];
    double[] prior = new double[stream.p];
    Arrays.setAll(weight, i -> stream.weight[i] * Math.pow(forgetting, stream.n - 1 - i));
    Arrays.fill(prior, stream.scale * Math.pow(forgetting, stream.n));
    // Both invert the same information, and every row rounds by its spread.
    double tolerance =
        1e-15 * stream.p * Oracle.spread(Oracle.information(stream.x, weight, prior));
    assertThat(batches.weights(0)).containsExactly(rows.weights(0), within(tolerance));
    assertThat(batches.weights(1)).containsExactly(rows.weights(1), within(tolerance));
    assertThat(
            Oracle.largestDifference(Trial.inverse(batches.state()), Trial.inverse(rows.state())))
        .isLessThan(tolerance);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void orfit_roomForAll_equalsOneByOne(long seed) throws Exception {
    Stream stream = new Stream(seed);
    double noise = seed % 2 == 0 ? 0 : stream.scale;
    String fields = stream.fields(2) + ",'summary':'full','noise':" + noise;
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
    Stream stream = new Stream(seed);
    int m = stream.draw.between(1, stream.p - 4);
    Trial<OrfitState> orfit = Trial.orfit(stream.fields(1) + ",'memory':" + m);

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

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowByRowLearners_batch_givesTheBitsOfItsRows(long seed) throws Exception {
    for (String learner : ROW_BY_ROW) {
      for (String kind : learner.startsWith("online-net") ? LINEAR : LINEAR_AND_SHARED) {
        assertRowByRow(learner, kind, new Draw(seed), 3 + (int) (seed % 20));
      }
    }
  }

  private static void assertRowByRow(String learner, String kind, Draw draw, int p)
      throws Exception {
    int c = kind.equals("shared") ? 2 : 1;
    Trial<?> batches = trial(learner, p, 2, kind);
    Trial<?> alone = trial(learner, p, 2, kind);

    for (int i = 0; i < 6; i++) {
      int rows = draw.between(1, 5);
      double[][] x = draw.normal(rows, c * p);
      double[][] y = draw.normal(rows, 2);
      double weight = i == 3 ? 0 : draw.uniform(0.2, 3);
      double[] expected = alone.answer(x).y();
      assertThat(batches.learnBatch(weight, x, y).y()).as(learner).containsExactly(expected);
      for (int row = 0; row < rows; row++) {
        alone.learnWeighted(weight, x[row], y[row]);
      }
    }

    assertThat(batches.bytes()).as("%s, %s", learner, kind).isEqualTo(alone.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void stackedLearners_batch_isTheSampleWithTheSameGradients(long seed) throws Exception {
    for (String learner : STACKED) {
      assertStacked(learner, new Draw(seed), 3 + (int) (seed % 20));
    }
  }

  private static void assertStacked(String learner, Draw draw, int p) throws Exception {
    int rows = draw.between(1, 3);
    Trial<?> batches = trial(learner, p, 1, "linear");
    Trial<?> blocks = trial(learner, p, rows, "shared");

    for (int i = 0; i < 6; i++) {
      double[][] x = draw.normal(rows, p);
      double[][] y = draw.normal(rows, 1);
      double weight = draw.uniform(0.2, 3);
      batches.learnBatch(weight, x, y);
      blocks.learnWeighted(
          weight,
          OrfitSeveralGradientsTest.flat(x),
          Arrays.stream(y).mapToDouble(v -> v[0]).toArray());
    }

    assertThat(batches.bytes()).as(learner).isEqualTo(blocks.bytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void sgd_batch_stepsDownTheSumOfTheGradients(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<?> sgd = Trial.of("sgd", stream.fields(1) + ",'rate':0.01");
    double[] expected = sgd.weights(0);

    for (int step = 0; step < 3; step++) {
      double[][] y = stream.draw.normal(stream.n, 1);
      double[] before = expected.clone();
      for (int i = 0; i < stream.n; i++) {
        Oracle.add(0.01 * 0.5 * (y[i][0] - Oracle.dot(stream.x[i], before)), stream.x[i], expected);
      }
      sgd.learnBatch(0.5, stream.x, y);

      double size = 1 + Oracle.norm(expected);
      assertThat(sgd.weights(0)).containsExactly(expected, within(1e-13 * stream.p * size));
    }
  }

  /** One step of NTK-RLS on all rows: a ridge regression over the Jacobian at the old weights. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_batchOfPerceptron_isTheRidgeRegressionOfItsLinearisation(long seed) throws Exception {
    Perceptron net = new Perceptron(seed);
    Draw draw = net.draw;
    Trial<RlsState> rls =
        Trial.rls(net.fields() + ",'forgetting':0.9,'priorPrecision':%s", net.scale);
    int rows = draw.between(2, 4);
    double[][] x = draw.normal(rows, net.inputs);
    double[][] y = draw.normal(rows, net.outputs);
    double[] start = rls.weights(0);
    double[][] jacobian = net.jacobian(start, x);

    Answer answer = rls.learnBatch(1.5, x, y);

    double[] prior = new double[start.length];
    Arrays.fill(prior, net.scale * Math.pow(0.9, rows));
    double[] weight = new double[jacobian.length];
    for (int k = 0; k < weight.length; k++) {
      int row = k / net.outputs;
      weight[k] = 1.5 * Math.pow(0.9, rows - 1 - row);
    }
    double[] expected =
        Oracle.ridge(jacobian, answer.error(), weight, prior, new double[start.length]);
    Oracle.add(1, start, expected);
    double spread = Oracle.spread(Oracle.information(jacobian, weight, prior));
    assertThat(rls.weights(0)).containsExactly(expected, within(1e-14 * start.length * spread));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_unlearnedBatch_isGoneTogetherOrRowByRow(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Draw draw = stream.draw;
    String fields = stream.fields(1) + ",'priorPrecision':" + stream.scale;
    Trial<RlsState> without = Trial.rls(fields);
    Trial<RlsState> together = Trial.rls(fields);
    Trial<RlsState> byRows = Trial.rls(fields);
    double[][] kept = draw.normal(stream.p, stream.p);
    double[][] targets = draw.normal(stream.p, 1);
    double[][] y = draw.normal(stream.n, 1);

    without.learnBatch(1, kept, targets);
    for (Trial<RlsState> trial : List.of(together, byRows)) {
      trial.learnBatch(1, kept, targets);
      trial.learnBatch(0.7, stream.x, y);
    }
    together.unlearnBatch(0.7, stream.x, y);
    for (int i = 0; i < stream.n; i++) {
      byRows.unlearn(0.7, stream.x[i], y[i]);
    }

    double[] weight = new double[stream.p];
    double[] prior = new double[stream.p];
    Arrays.fill(weight, 1);
    Arrays.fill(prior, stream.scale);
    // What stays has the larger P: taking rows out rounds by the spread of what is kept.
    double tolerance = 1e-14 * stream.p * Oracle.spread(Oracle.information(kept, weight, prior));
    assertThat(together.weights(0)).containsExactly(without.weights(0), within(tolerance));
    assertThat(byRows.weights(0)).containsExactly(without.weights(0), within(tolerance));
  }

  private static Trial<?> trial(String fields, int p, int outputs, String kind) {
    return Trial.of(
        fields.substring(0, fields.indexOf('|')),
        "'dimension':%d,'outputs':%d,'model':{'kind':'%s'}"
            + fields.substring(1 + fields.indexOf('|')),
        p,
        outputs,
        kind);
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

  /** At most p rows in batches of 1 to 4, each batch of a weight of its own. */
  private static final class Stream {
    final Draw draw;
    final int p;
    final int n;
    final double[][] x;
    final double[] weight;
    final double scale;

    Stream(long seed) {
      this.draw = new Draw(seed);
      this.p = 5 + (int) (seed % 20);
      this.n = draw.between(1, p);
      this.x = draw.normal(n, p);
      this.weight = new double[n];
      this.scale = draw.uniform(0.3, 3);
    }

    String fields(int outputs) {
      return String.format(
          "'dimension':%d,'outputs':%d,'initialWeights':%s",
          p, outputs, Arrays.toString(new Draw(p).normal(p * outputs)));
    }

    void learn(Trial<?> batches, Trial<?> rows) throws Exception {
      for (int from = 0; from < n; ) {
        int to = Math.min(n, from + draw.between(1, 4));
        double[][] y = draw.normal(to - from, 2);
        Arrays.fill(weight, from, to, draw.uniform(0.2, 3));
        batches.learnBatch(weight[from], Arrays.copyOfRange(x, from, to), y);
        for (int i = from; i < to; i++) {
          rows.learnWeighted(weight[i], x[i], y[i - from]);
        }
        from = to;
      }
    }
  }
}
