package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.state.CrossMoment;
import io.rivulet.state.RlsState;
import io.rivulet.wire.SpecJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The square regression and its inverses against dense solutions of the sums they stand for. */
public class SquareRegressionTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @Test
  void learn_goldenSamples_givesTheGoldenInverses() throws Exception {
    Map<?, ?> golden = golden();
    double[][] x = rows(golden.get("X"));
    double[][] y = rows(golden.get("Y"));
    Node node = new Node(4, ((Number) golden.get("ridge")).doubleValue());

    for (int i = 0; i < x.length; i++) {
      node.learn(1, x[i], y[i]);
    }

    assertThat(node.cross.inverse()).isNotNull();
    assertClose(node.beta(), rows(golden.get("beta")), 1e-10);
    assertClose(node.inverseOfBeta(), rows(golden.get("betaInverse")), 1e-10);
    assertClose(Trial.inverse(node.state), rows(golden.get("Ainverse")), 1e-10);
    assertClose(node.cross.inverse(), rows(golden.get("Binverse")), 1e-10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsTheSumsAndTheirInverses(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 12);
    int n = draw.between(1, 3 * p);
    double lambda = draw.uniform(0.2, 2);
    double persistence = draw.between(0, 1);
    Node node = new Node(p, lambda);
    RealMatrix a = MatrixUtils.createRealIdentityMatrix(p).scalarMultiply(lambda);
    RealMatrix b = a.copy();
    double largest = lambda * Math.sqrt(p);
    double rounding = 0;
    for (int i = 0; i < n; i++) {
      double weight = draw.uniform(0.2, 2);
      double[] x = draw.normal(p);
      double[] y = draw.normal(p);
      Oracle.add(3 * persistence, x, y);

      RealMatrix before = Oracle.matrix(Oracle.inverse(b));
      double u = Oracle.norm(before.operate(x));
      double v = Oracle.norm(before.preMultiply(y));
      double d = 1 + weight * Oracle.dot(y, before.operate(x));
      rounding = Math.max(rounding, before.getFrobeniusNorm() + weight * u * v / Math.abs(d));
      node.learn(weight, x, y);
      a = a.add(outer(weight, x, x));
      b = b.add(outer(weight, x, y));
      largest = Math.max(largest, b.getFrobeniusNorm());
    }

    double spread = Oracle.spread(a);
    double[][] beta = Oracle.matrix(Oracle.inverse(a)).multiply(b).getData();
    assertClose(node.beta(), beta, 1e-14 * n * p * Math.max(10, spread));
    assertClose(
        Trial.inverse(node.state),
        Oracle.inverse(a),
        1e-14 * n * p * spread / a.getNorm() * spread);
    assertClose(node.cross.rows(), b.getData(), 1e-15 * n * b.getNorm());
    double[][] inverse = Oracle.inverse(b);
    if (node.cross.inverse() != null) {
      // What a step rounds by, E, ends as B⁻¹ Bᵢ E Bᵢ B⁻¹.
      double carried = Math.pow(Oracle.matrix(inverse).getFrobeniusNorm() * largest, 2);
      assertClose(node.cross.inverse(), inverse, 1e-15 * n * p * rounding * carried);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void pullBack_anyRow_isAnsweredByThatRow(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 12);
    Node node = new Node(p, 1);
    for (int i = 0; i < 2 * p; i++) {
      double[] x = draw.normal(p);
      double[] y = draw.normal(p);
      Oracle.add(3, x, y);
      node.learn(1, x, y);
    }
    double[] y = draw.normal(p);

    double[] x = SquareRegression.pullBack(y, node.state, SquareRegression.inverse(node.cross));

    RealMatrix beta = Oracle.matrix(node.beta());
    double condition = Oracle.condition(node.beta()) * Oracle.condition(node.cross.rows());
    assertThat(beta.preMultiply(x)).containsExactly(y, within(1e-13 * p * p * condition));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_whateverTheInverseIs_movesBetaTheSame(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = 1 + (int) (seed % 12);
    Node known = new Node(p, 1);
    Node spoiled = new Node(p, 1);
    for (int i = 0; i < 5; i++) {
      double[] x = draw.normal(p);
      double[] y = draw.normal(p);
      known.learn(1, x, y);
      spoiled.cross.set(spoiled.cross.rows(), i % 2 == 0 ? draw.normal(p, p) : null);
      spoiled.learn(1, x, y);
    }

    assertThat(spoiled.beta()).isDeepEqualTo(known.beta());
    assertThat(spoiled.cross.rows()).isDeepEqualTo(known.cross.rows());
  }

  /** The example of LEARNERS: 1 + y B⁻¹ xᵀ = 1 - 1. */
  @Test
  void learn_denominatorOfZero_leavesTheInverseUnknownUntilThereIsOne() throws Exception {
    Node node = new Node(2, 1);

    node.learn(1, new double[] {1, 0}, -1, 0);

    assertThat(node.beta()).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}});
    assertThat(node.cross.rows()).isDeepEqualTo(new double[][] {{0, 0}, {0, 1}});
    assertThat(node.cross.inverse()).isNull();
    SquareRegression.Inverse pseudo = SquareRegression.inverse(node.cross);
    assertThat(pseudo.exact()).isFalse();
    assertClose(pseudo.rows(), new double[][] {{0, 0}, {0, 1}}, 1e-15);

    node.learn(1, new double[] {1, 0}, 2, 0);

    assertThat(node.cross.inverse()).isNull();
    SquareRegression.Inverse exact = SquareRegression.inverse(node.cross);
    assertThat(exact.exact()).isTrue();
    assertClose(exact.rows(), new double[][] {{0.5, 0}, {0, 1}}, 1e-15);

    node.learn(1, new double[] {0, 1}, 0, 1);

    assertClose(node.cross.inverse(), new double[][] {{0.5, 0}, {0, 0.5}}, 1e-15);
  }

  @Test
  void learn_denominatorNearZero_isJudgedAgainstItsTerms() throws Exception {
    // d is 1 + ω x y, and its bound 1e-8 (1 + ω |x| |y|) about 2e-8, whatever ω and x.
    for (double[] step : new double[][] {{1, 1}, {1, 1e-3}, {4, 1}}) {
      double weight = step[0];
      double x = step[1];
      for (double d : new double[] {1e-8, -1e-8, 1.9e-8, 2.1e-8, -2.1e-8, -5}) {
        Node node = new Node(1, 1);

        node.learn(weight, new double[] {x}, (d - 1) / (weight * x));

        assertThat(node.cross.inverse() == null).as("d = %s", d).isEqualTo(Math.abs(d) < 2e-8);
        assertThat(SquareRegression.inverse(node.cross).rows()[0][0])
            .isCloseTo(1 / d, within(1e-7 / Math.abs(d)));
      }
    }
  }

  @Test
  void inverse_conditionBeyondTheLimit_isThePseudoInverse() {
    CrossMoment good = new CrossMoment(new double[][] {{1, 0}, {0, 1.1e-12}}, null);
    CrossMoment bad = new CrossMoment(new double[][] {{1, 0}, {0, 0.9e-12}}, null);

    assertThat(SquareRegression.inverse(good).exact()).isTrue();
    assertThat(SquareRegression.inverse(good).rows()[1][1]).isEqualTo(1 / 1.1e-12);
    assertThat(SquareRegression.inverse(bad).exact()).isFalse();
    assertClose(SquareRegression.inverse(bad).rows(), new double[][] {{1, 0}, {0, 0}}, 1e-15);
  }

  @Test
  void learn_momentThatWouldOverflow_isRefusedAndChangesNothing() throws Exception {
    Node node = new Node(2, 1);
    node.learn(1, new double[] {1, 0}, 1e308, 0);
    double[][] beta = node.beta();

    assertThatThrownBy(() -> node.learn(1, new double[] {1, 0}, 1e308, 0))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", Reason.NUMERIC);

    assertThat(node.beta()).isDeepEqualTo(beta);
    assertThat(node.cross.rows()[0][0]).isEqualTo(1e308);
    assertThat(Trial.inverse(node.state)).isDeepEqualTo(new double[][] {{0.5, 0}, {0, 1}});
  }

  private static RealMatrix outer(double weight, double[] x, double[] y) {
    return MatrixUtils.createColumnRealMatrix(x)
        .multiply(MatrixUtils.createRowRealMatrix(y))
        .scalarMultiply(weight);
  }

  private static void assertClose(double[][] actual, double[][] expected, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).as("row %d", i).containsExactly(expected[i], within(tolerance));
    }
  }

  private static Map<?, ?> golden() throws Exception {
    try (InputStream file =
        SquareRegressionTest.class.getResourceAsStream("/golden/learners.json")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return (Map<?, ?>) SpecJson.read(text).get("square-regression");
    }
  }

  private static double[][] rows(Object matrix) {
    return ((List<?>) matrix)
        .stream()
            .map(
                row ->
                    ((List<?>) row)
                        .stream().mapToDouble(entry -> ((Number) entry).doubleValue()).toArray())
            .toArray(double[][]::new);
  }

  /** A regression and one state. */
  private static final class Node {
    final SquareRegression regression;
    final RlsState state;
    final CrossMoment cross;

    Node(int p, double lambda) {
      this.regression = new SquareRegression(p, lambda);
      this.state = regression.initialState();
      this.cross = regression.initialMoment();
    }

    void learn(double weight, double[] x, double... y) throws RejectedException {
      Example example = Trial.example(Op.LEARN, weight, new double[][] {x}, y);
      regression.learn(state, cross, SquareRegression.inverse(cross), example);
    }

    /** Rows of β. */
    double[][] beta() {
      return MatrixUtils.createRealMatrix(state.weights()).transpose().getData();
    }

    double[][] inverseOfBeta() {
      int p = state.weights().length;
      double[][] rows = new double[p][];
      for (int i = 0; i < p; i++) {
        double[] unit = new double[p];
        unit[i] = 1;
        rows[i] = SquareRegression.pullBack(unit, state, SquareRegression.inverse(cross));
      }
      return rows;
    }
  }
}
