package io.rivulet.learner.recursive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.BatchTest;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Perceptron;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.state.RlsState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Batches of recursive least squares. */
class RlsBatchTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_anyForgetting_equalsOneByOne(long seed) throws Exception {
    BatchTest.Stream stream = new BatchTest.Stream(seed);
    double forgetting = seed % 4 == 0 ? 1 : stream.draw.uniform(0.9, 1);
    Fields fields =
        stream.fields(2).with("forgetting", forgetting).with("priorPrecision", stream.scale);
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

  /** One step of NTK-RLS on all rows: a ridge regression over the Jacobian at the old weights. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rls_batchOfPerceptron_isTheRidgeRegressionOfItsLinearisation(long seed) throws Exception {
    Perceptron net = new Perceptron(seed);
    Draw draw = net.draw;
    Trial<RlsState> rls =
        Trial.rls(net.fields().with("forgetting", 0.9).with("priorPrecision", net.scale));
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
    BatchTest.Stream stream = new BatchTest.Stream(seed);
    Draw draw = stream.draw;
    Fields fields = stream.fields(1).with("priorPrecision", stream.scale);
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
}
