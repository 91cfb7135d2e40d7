package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.record.HiddenLayer;
import io.rivulet.state.OnlineNetState;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The frozen net against ridge regression on features that the test computes from the record. */
class FrozenNetTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void publish_hiddenLayer_isWhatTheSeedDraws(long seed) {
    int d = 1 + (int) (seed % 7);
    int units = 1 + (int) (seed % 5);
    Trial<OnlineNetState> net =
        Trial.net(
            Fields.of("dimension", d).with("hidden", units).with("scale", 2).with("seed", seed));

    HiddenLayer hidden = net.published().details().hidden();

    SplittableRandom random = new SplittableRandom(seed);
    assertThat(hidden.rows()).isEqualTo(1 + d);
    assertThat(hidden.columns()).isEqualTo(units);
    for (int j = 0; j < units; j++) {
      assertThat(hidden.w()[j]).isEqualTo((2 * unit(random) - 1) * 2);
    }
    for (int i = units; i < hidden.w().length; i += 2) {
      double radius = 2 / Math.sqrt(d) * Math.sqrt(-2 * Math.log(1 - unit(random)));
      double angle = 2 * Math.PI * unit(random);
      assertThat(hidden.w()[i]).isCloseTo(radius * Math.cos(angle), within(1e-13));
      if (i + 1 < hidden.w().length) {
        assertThat(hidden.w()[i + 1]).isCloseTo(radius * Math.sin(angle), within(1e-13));
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_equalsBatchRidgeOnTheFeatures(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<OnlineNetState> net = stream.net();

    for (int i = 0; i < stream.n; i++) {
      double[] predicted = net.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      assertThat(predicted).hasSize(stream.q);
    }

    for (int j = 0; j < stream.q; j++) {
      assertThat(net.weights(j)).containsExactly(stream.ridge(j), within(stream.tolerance()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void predict_anyInput_isWhatTheRecordSays(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<OnlineNetState> net = stream.net();
    for (int i = 0; i < stream.n; i++) {
      net.learn(stream.x[i], stream.y[i]);
    }
    double[] x = new Draw(~seed).normal(stream.d);

    double[] predicted = net.predict(x);

    double[] features = features(net.published().details().hidden(), x, stream.direct);
    for (int j = 0; j < stream.q; j++) {
      assertThat(net.weights(j)).hasSameSizeAs(features);
      assertThat(predicted[j])
          .isCloseTo(
              Oracle.dot(features, net.weights(j)),
              within(1e-14 * features.length * Oracle.norm(net.weights(j))));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anotherOrderOrAsABatch_givesTheSameWeights(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<OnlineNetState> forward = stream.net();
    Trial<OnlineNetState> backward = stream.net();
    Trial<OnlineNetState> batch = stream.net();

    for (int i = 0; i < stream.n; i++) {
      int last = stream.n - 1 - i;
      forward.learn(stream.x[i], stream.y[i]);
      backward.learn(stream.x[last], stream.y[last]);
    }
    batch.learnBatch(1, stream.x, stream.y);

    for (int j = 0; j < stream.q; j++) {
      assertThat(backward.weights(j))
          .containsExactly(forward.weights(j), within(stream.tolerance()));
      assertThat(batch.weights(j)).containsExactly(forward.weights(j), within(stream.tolerance()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_twoShards_equalsTheJointStream(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<OnlineNetState> joint = stream.net();
    Trial<OnlineNetState> first = stream.net();
    Trial<OnlineNetState> second = stream.net();
    for (int i = 0; i < stream.n; i++) {
      joint.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      (i % 3 == 0 ? first : second).learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
    }

    first.merge(second);

    for (int j = 0; j < stream.q; j++) {
      assertThat(first.weights(j)).containsExactly(joint.weights(j), within(stream.tolerance()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unlearn_anySample_equalsNeverHavingLearnedIt(long seed) throws Exception {
    Stream stream = new Stream(seed);
    Trial<OnlineNetState> all = stream.net();
    Trial<OnlineNetState> others = stream.net();
    int gone = new Draw(~seed).between(0, stream.n - 1);
    for (int i = 0; i < stream.n; i++) {
      all.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      if (i != gone) {
        others.learnWeighted(stream.weight[i], stream.x[i], stream.y[i]);
      }
    }

    all.unlearn(stream.weight[gone], stream.x[gone], stream.y[gone]);

    for (int j = 0; j < stream.q; j++) {
      assertThat(all.weights(j)).containsExactly(others.weights(j), within(stream.tolerance()));
    }
  }

  /** [1, x, h] or [1, h] by the formula that the record is published for. */
  static double[] features(HiddenLayer hidden, double[] x, boolean direct) {
    int linked = direct ? 1 + x.length : 1;
    double[] features = new double[linked + hidden.columns()];
    features[0] = 1;
    if (direct) {
      System.arraycopy(x, 0, features, 1, x.length);
    }
    for (int j = 0; j < hidden.columns(); j++) {
      double z = hidden.w()[j];
      for (int i = 0; i < x.length; i++) {
        z += x[i] * hidden.w()[(1 + i) * hidden.columns() + j];
      }
      features[linked + j] = Math.tanh(z);
    }
    return features;
  }

  private static double unit(SplittableRandom random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }

  /** A net of any small shape and weighted samples for it. */
  private static final class Stream {
    final int d;
    final int q;
    final int n;
    final boolean direct;
    final double ridge;
    final double[][] x;
    final double[][] y;
    final double[] weight;
    private final long seed;
    private final int units;
    private final double[][] features;

    Stream(long seed) {
      Draw draw = new Draw(seed);
      this.seed = seed;
      this.d = draw.between(1, 6);
      this.units = 1 + (int) (seed % 20);
      this.q = draw.between(1, 3);
      this.n = draw.between(1, 30);
      this.direct = draw.between(0, 2) > 0;
      this.ridge = draw.uniform(0.01, 2);
      this.x = draw.normal(n, d);
      this.y = draw.normal(n, q);
      this.weight = new double[n];
      Arrays.setAll(weight, i -> draw.uniform(0.2, 3));
      this.features = features();
    }

    Trial<OnlineNetState> net() {
      return Trial.net(
          Fields.of("dimension", d)
              .with("outputs", q)
              .with("hidden", units)
              .with("ridge", ridge)
              .with("seed", seed)
              .with("direct", direct));
    }

    double[] ridge(int output) {
      double[] prior = new double[features[0].length];
      Arrays.fill(prior, ridge);
      double[] target = new double[n];
      Arrays.setAll(target, i -> y[i][output]);
      return Oracle.ridge(features, target, weight, prior, new double[prior.length]);
    }

    /**
     * n updates that each round by ε times the spread of ridge I + Σ ω φᵀφ, whose largest
     * eigenvalue is below its trace; |w| ≤ |y| √(n ω / ridge).
     */
    double tolerance() {
      double trace = ridge;
      for (double[] row : features) {
        trace += 3 * Oracle.dot(row, row);
      }
      return 1e-15 * n * trace / ridge * Math.sqrt(3 * n / ridge);
    }

    private double[][] features() {
      HiddenLayer hidden = net().published().details().hidden();
      double[][] rows = new double[n][];
      Arrays.setAll(rows, i -> FrozenNetTest.features(hidden, x[i], direct));
      return rows;
    }
  }
}
