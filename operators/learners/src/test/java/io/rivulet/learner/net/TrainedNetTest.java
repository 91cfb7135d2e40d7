package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.HiddenLayer;
import io.rivulet.state.OnlineNetState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nets that train their hidden layer, against batch solutions of what each layer was taught. */
class TrainedNetTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_observing_followsTheBatchSolutions(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int d = draw.between(1, 4);
    int q = draw.between(1, 3);
    int units = draw.between(1, 8);
    boolean direct = draw.between(0, 1) == 0;
    double ridge = draw.uniform(0.1, 2);
    Trial<OnlineNetState> net =
        Trial.net(
            Fields.of("mode", "observe")
                .with("dimension", d)
                .with("outputs", q)
                .with("hidden", units)
                .with("ridge", ridge)
                .with("seed", seed)
                .with("direct", direct)
                .with("scale", 1));
    Reference reference =
        new Reference(
            net.published().details().hidden(),
            30,
            ridge,
            new double[q][linked(direct, d) + units]) {
          @Override
          double[] features(double[] row, double[] h) {
            double[] features = Arrays.copyOf(row, linked(direct, d) + units);
            System.arraycopy(h, 0, features, linked(direct, d), units);
            return features;
          }

          @Override
          double[] target(double[] y, double[] h) {
            return y;
          }

          @Override
          double[] answer(double[] predicted) {
            return predicted;
          }

          @Override
          double[] move(double[] error, double[][] readout) {
            RealMatrix c =
                Oracle.matrix(readout)
                    .getSubMatrix(0, q - 1, linked(direct, d), linked(direct, d) + units - 1);
            RealMatrix damped =
                c.multiply(c.transpose())
                    .add(MatrixUtils.createRealIdentityMatrix(q).scalarMultiply(0.5));
            double[] solved =
                new LUDecomposition(damped).getSolver().solve(Oracle.vector(error)).toArray();
            double[] move = c.preMultiply(solved);
            Arrays.setAll(move, j -> Math.max(-0.3, Math.min(0.3, 0.1 * move[j])));
            return move;
          }
        };

    // Errors of 20 pull by more than the largest move.
    reference.follow(net, draw, d, q, seed % 2 == 0 ? 20 : 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_inverse_followsTheBatchSolutions(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int d = draw.between(1, 3);
    int q = draw.between(1, 2);
    int free = draw.between(0, 2);
    int units = 1 + d + q + free;
    double ridge = draw.uniform(0.5, 2);
    Trial<OnlineNetState> net =
        Trial.net(
            Fields.of("mode", "inverse")
                .with("dimension", d)
                .with("outputs", q)
                .with("hidden", units)
                .with("ridge", ridge));
    double[][] identity = MatrixUtils.createRealIdentityMatrix(units).getData();
    Reference reference =
        new Reference(net.published().details().hidden(), ridge, ridge, identity) {
          @Override
          double[] features(double[] row, double[] h) {
            return h;
          }

          @Override
          double[] target(double[] y, double[] h) {
            double[] target = h.clone();
            System.arraycopy(y, 0, target, units - q, q);
            return target;
          }

          @Override
          double[] answer(double[] predicted) {
            return Arrays.copyOfRange(predicted, units - q, units);
          }

          @Override
          double[] move(double[] error, double[][] readout) {
            double[] padded = new double[units];
            System.arraycopy(error, 0, padded, units - q, q);
            RealMatrix beta = Oracle.matrix(readout).transpose();
            condition = Math.max(condition, Oracle.condition(beta.getData()));
            return Oracle.matrix(Oracle.inverse(beta)).preMultiply(padded);
          }
        };

    reference.follow(net, draw, d, q, 1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_anyInput_isWhatTheRecordSays(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int d = draw.between(1, 4);
    boolean square = seed % 2 == 0;
    boolean direct = !square && draw.between(0, 1) == 0;
    Trial<OnlineNetState> net =
        Trial.net(
            Fields.of("mode", square ? "inverse" : "observe")
                .with("dimension", d)
                .with("outputs", 2)
                .with("hidden", d + 4)
                .with("seed", seed)
                .with("direct", direct)
                .with("ridge", 1));
    for (int i = 0; i < 10; i++) {
      net.learn(draw.normal(d), draw.normal(2));
    }
    double[] x = draw.normal(d);

    double[] features = FrozenNetTest.features(net.published().details().hidden(), x, direct);

    for (int j = 0; j < 2; j++) {
      assertThat(net.weights(j)).hasSameSizeAs(features);
      assertThat(net.predict(x)[j])
          .isCloseTo(
              Oracle.dot(features, net.weights(j)),
              within(1e-13 * (1 + Oracle.norm(net.weights(j)))));
    }
  }

  private static int linked(boolean direct, int d) {
    return direct ? 1 + d : 1;
  }

  /** Both layers solved in batch, over and over, from all that each was ever taught. */
  private abstract static class Reference {
    double condition = 1;
    private final double[][] hiddenStart;
    private final double strength;
    private final double ridge;
    private final double[][] readoutStart;
    private final List<double[]> rows = new ArrayList<>();
    private final List<double[]> observed = new ArrayList<>();
    private final List<double[]> features = new ArrayList<>();
    private final List<double[]> targets = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    Reference(HiddenLayer start, double strength, double ridge, double[][] readoutStart) {
      this.hiddenStart = Oracle.matrix(reshaped(start)).transpose().getData();
      this.strength = strength;
      this.ridge = ridge;
      this.readoutStart = readoutStart;
    }

    abstract double[] features(double[] row, double[] h);

    abstract double[] target(double[] y, double[] h);

    abstract double[] answer(double[] predicted);

    abstract double[] move(double[] error, double[][] readout);

    /** Learns batches of up to 3 rows beside a net, and holds all it says against this. */
    void follow(Trial<OnlineNetState> net, Draw draw, int d, int q, double scale) throws Exception {
      for (int step = 0; step < 6; step++) {
        int n = draw.between(1, 3);
        double[][] x = draw.normal(n, d);
        double[][] y = draw.normal(n, q);
        for (double[] row : y) {
          Arrays.setAll(row, j -> scale * row[j]);
        }
        double weight = draw.uniform(0.3, 2);
        double[] expected = learn(weight, x, y);
        double within = 1e-9 * scale * condition * condition;

        assertThat(net.learnBatch(weight, x, y).y()).containsExactly(expected, within(within));

        double[][] hidden = reshaped(net.published().details().hidden());
        assertThat(Oracle.largestDifference(Oracle.matrix(hidden).transpose().getData(), hidden()))
            .isLessThan(within);
      }
    }

    private double[] learn(double weight, double[][] x, double[][] y) {
      double[][] layer = hidden();
      double[][] readout = readout();
      double[] predictions = new double[x.length * y[0].length];
      for (int i = 0; i < x.length; i++) {
        double[] row = new double[1 + x[i].length];
        row[0] = 1;
        System.arraycopy(x[i], 0, row, 1, x[i].length);
        double[] h = values(layer, row);
        double[] predicted = answer(Oracle.matrix(readout).operate(features(row, h)));
        System.arraycopy(predicted, 0, predictions, i * predicted.length, predicted.length);
        double[] error = y[i].clone();
        Oracle.add(-1, predicted, error);
        double[] taught = h.clone();
        Oracle.add(1, move(error, readout), taught);
        for (int j = 0; j < taught.length; j++) {
          double clipped = Math.max(-0.98, Math.min(0.98, taught[j]));
          taught[j] = Math.log((1 + clipped) / (1 - clipped)) / 2;
        }
        rows.add(row);
        observed.add(taught);
        weights.add(weight);
      }
      double[][] moved = hidden();
      for (int i = 0; i < x.length; i++) {
        double[] row = rows.get(rows.size() - x.length + i);
        double[] h = values(moved, row);
        features.add(features(row, h));
        targets.add(target(y[i], h));
      }
      return predictions;
    }

    private double[][] hidden() {
      return solved(rows, observed, hiddenStart, strength);
    }

    private double[][] readout() {
      return solved(features, targets, readoutStart, ridge);
    }

    /** One row of weights for every output. */
    private double[][] solved(
        List<double[]> inputs, List<double[]> outputs, double[][] start, double precision) {
      double[][] solved = new double[start.length][];
      double[] weight = weights.stream().mapToDouble(v -> v).toArray();
      double[] prior = new double[start[0].length];
      Arrays.fill(prior, precision);
      for (int j = 0; j < start.length; j++) {
        int output = j;
        double[] target = outputs.stream().mapToDouble(row -> row[output]).toArray();
        solved[j] = Oracle.ridge(inputs.toArray(double[][]::new), target, weight, prior, start[j]);
      }
      return solved;
    }

    private static double[] values(double[][] layer, double[] row) {
      double[] z = Oracle.matrix(layer).operate(row);
      Arrays.setAll(z, j -> Math.tanh(z[j]));
      return z;
    }

    /** Rows of V. */
    private static double[][] reshaped(HiddenLayer hidden) {
      double[][] rows = new double[hidden.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Arrays.copyOfRange(hidden.w(), i * hidden.columns(), (i + 1) * hidden.columns());
      }
      return rows;
    }
  }
}
