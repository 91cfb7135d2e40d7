package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sequential estimate and the scale of the weights at the start, by dense matrices. */
class SequentialEstimateTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /**
   * V ← V + A x~ (y~ - x~ᵀ V) / (1 + x~ᵀ A x~), A = (U s² Uᵀ + λ I)⁻¹ with the sketch before and
   * the λ after each sample.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyMemory_movesTheEstimateByTheGainOfItsSketch(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 2), seed % 3 == 0);
    int memory = stream.draw.between(1, stream.p);
    Trial<EvidenceState> trial = Trial.evidence(stream.fields().with("memory", memory));
    double[][] expected = new double[stream.q][stream.p];
    for (int i = 0; i < stream.n; i++) {
      double[][] columns = scaledColumns(trial.state());
      double[] mean = trial.state().sums().mean().clone();
      double[] targetMeans = trial.state().sums().targetMeans().clone();
      double before = trial.state().sums().weight();
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      if (i == 0) {
        continue;
      }
      double root = Math.sqrt(stream.weight[i] * before / (before + stream.weight[i]));
      double[] x = scaled(root, stream.x[i], mean);
      double[] y = scaled(root, stream.y[i], targetMeans);
      double lambda = trial.published().details().noise().lambda();
      double[] gain = CentredProblem.inverse(gram(columns, stream.p), lambda).operate(x);
      double divisor = 1 + Oracle.dot(x, gain);
      for (int j = 0; j < stream.q; j++) {
        Oracle.add((y[j] - Oracle.dot(x, expected[j])) / divisor, gain, expected[j]);
        double size = 1 + Oracle.norm(expected[j]);
        assertThat(trial.state().sequential()[j]).containsExactly(expected[j], within(1e-9 * size));
      }
    }
  }

  private static double[] scaled(double root, double[] values, double[] mean) {
    double[] scaled = new double[values.length];
    Oracle.add(root, values, scaled);
    Oracle.add(-root, mean, scaled);
    return scaled;
  }

  private static double[][] scaledColumns(EvidenceState state) {
    double[][] columns = state.sketch().basis().columns();
    double[][] scaled = new double[columns.length][state.inputs()];
    for (int k = 0; k < columns.length; k++) {
      Oracle.add(state.sketch().singularValues()[k], columns[k], scaled[k]);
    }
    return scaled;
  }

  private static RealMatrix gram(double[][] columns, int p) {
    RealMatrix gram = new Array2DRowRealMatrix(p, p);
    for (double[] column : columns) {
      RealMatrix matrix = MatrixUtils.createColumnRealMatrix(column);
      gram = gram.add(matrix.multiply(matrix.transpose()));
    }
    return gram;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_withSequentialEstimate_isTheMeanOfBoth(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1 + (int) (seed % 2), seed % 3 == 0);
    Fields fields = stream.fields().with("memory", stream.draw.between(1, stream.p));
    Trial<EvidenceState> both = stream.learned(fields);
    Trial<EvidenceState> alone = stream.learned(fields.with("mergeable", true));

    for (int j = 0; j < stream.q; j++) {
      double[] weights = both.weights(j);
      for (int i = 0; i < stream.p; i++) {
        double mean = (alone.weights(j)[i] + both.state().sequential()[j][i]) / 2;
        assertThat(weights[i]).isCloseTo(mean, within(1e-14 * (1 + Math.abs(mean))));
      }
      double[] inputs = Arrays.copyOf(weights, stream.p);
      double intercept =
          both.state().sums().targetMeans()[j] - Oracle.dot(both.state().sums().mean(), inputs);
      assertThat(weights[stream.p]).isCloseTo(intercept, within(1e-12 * (1 + Math.abs(intercept))));
    }
  }

  /** W = A (B + c λ W₀) and the shrunk least squares of c. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_startedFromWeights_scalesThemAsTheSamplesSay(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, seed % 2 == 0);
    double[] start = stream.start(seed % 3 == 0);
    double[] withBias = Arrays.copyOf(start, stream.p + 1);
    Trial<EvidenceState> trial =
        stream.learned(stream.mergeable().with("initialWeights", withBias));
    double lambda = trial.published().details().noise().lambda();
    double noise = trial.published().details().noise().variances()[0];

    CentredProblem problem = new CentredProblem(stream, stream.n, true);
    RealMatrix inverse = problem.inverse(lambda);
    double[] products = problem.products(0);
    double explained = Oracle.dot(start, inverse.multiply(problem.scatter()).operate(start));
    double c = Oracle.dot(start, inverse.operate(products)) / explained;
    double f = c * c * lambda * explained / noise;
    c = Math.min(Math.max(c * Math.max(0, 1 - 1 / f), 0), 1);
    double[] right = products.clone();
    Oracle.add(c * lambda, start, right);
    double[] expected = inverse.operate(right);
    double size = 1e-300 + Oracle.norm(expected);

    double[] weights = Arrays.copyOf(trial.weights(0), stream.p);
    assertThat(weights).containsExactly(expected, within(1e-8 * size));
    double[] y = trial.predict(stream.x[0]);
    double centred = 0;
    for (int i = 0; i < stream.p; i++) {
      centred += (stream.x[0][i] - problem.mean[i]) * expected[i];
    }
    assertThat(y[0])
        .isCloseTo(problem.targetMeans[0] + centred, within(1e-8 * (1 + Math.abs(y[0]))));
  }

  /** The sequential estimate from c W₀ on is V and c times what it keeps of W₀. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_startedFromWeights_keepsWhatTheGainsLeaveOfThem(long seed) throws Exception {
    EvidenceStream stream = new EvidenceStream(seed, 1, seed % 2 == 0);
    double[] start = stream.start(false);
    Trial<EvidenceState> trial =
        Trial.evidence(
            stream.untruncated().with("initialWeights", Arrays.copyOf(start, stream.p + 1)));
    double[] expected = start.clone();
    for (int i = 0; i < stream.n; i++) {
      double[][] columns = scaledColumns(trial.state());
      double[] mean = trial.state().sums().mean().clone();
      double before = trial.state().sums().weight();
      trial.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      double root = Math.sqrt(stream.weight[i] * before / (before + stream.weight[i]));
      double[] x = scaled(root, stream.x[i], mean);
      if (i > 0) {
        double lambda = trial.published().details().noise().lambda();
        double[] gain = CentredProblem.inverse(gram(columns, stream.p), lambda).operate(x);
        Oracle.add(-Oracle.dot(x, expected) / (1 + Oracle.dot(x, gain)), gain, expected);
      }
    }

    assertThat(trial.state().remains()[0])
        .containsExactly(expected, within(1e-10 * Oracle.norm(start)));
  }
}
