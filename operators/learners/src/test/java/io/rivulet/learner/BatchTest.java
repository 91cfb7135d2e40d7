package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.sketch.OrfitSeveralGradientsTest;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows of a batch are one sample with as many outputs. Where learning is exact that is what
 * learning them one by one gives; elsewhere it is a definition of its own.
 */
public class BatchTest {

  /** A learner and its settings, of those for which a batch is one sample of many gradients. */
  private static final String[] STACKED = {
    "orfit|'memory':4",
    "orfit|'memory':4,'summary':'fd','noise':0.3,'memoryDecay':0.9",
    "orfit|'memory':4,'summary':'latest'",
    "orfit|'memory':4,'summary':'random','seed':5",
    "one-step-sgd|",
    "sgd|'rate':0.005",
    "ogd|'rate':0.05,'steps':3",
    "ekf|'noise':0.3,'processNoise':0.1",
    "lofi-diagonal|'memory':4,'noise':0.3"
  };

  private static final String[] LINEAR = {"linear"};
  private static final String[] LINEAR_AND_SHARED = {"linear", "shared"};

  /** Rows of a batch are learned one after the other. */
  private static final String[] ROW_BY_ROW = {
    "rls|",
    "rls|'forgetting':0.9",
    "rls|'forgetting':0.9,'forgettingMode':'directional'",
    "ekf|'noise':0.3",
    "ekf|'noise':0",
    "online-net|'hidden':5",
    "orfit|'memory':4,'noise':'auto'",
    "orfit|'memory':9,'noise':'auto','mergeable':true"
  };

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void rowByRowLearners_batch_givesTheBitsOfItsRows(long seed) throws Exception {
    for (String learner : ROW_BY_ROW) {
      boolean linear = learner.startsWith("online-net") || learner.contains("auto");
      for (String kind : linear ? LINEAR : LINEAR_AND_SHARED) {
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
    Trial<?> sgd = Trial.of("sgd", stream.fields(1).with("rate", 0.01));
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

  static Trial<?> trial(String fields, int p, int outputs, String kind) {
    return Trial.of(
        fields.substring(0, fields.indexOf('|')),
        Fields.of("dimension", p)
            .with("outputs", outputs)
            .with("model", Map.of("kind", kind))
            .with(Fields.read(fields.substring(1 + fields.indexOf('|')))));
  }

  /** At most p rows in batches of 1 to 4, each batch of a weight of its own. */
  public static final class Stream {
    public final Draw draw;
    public final int p;
    public final int n;
    public final double[][] x;
    public final double[] weight;
    public final double scale;

    public Stream(long seed) {
      this.draw = new Draw(seed);
      this.p = 5 + (int) (seed % 20);
      this.n = draw.between(1, p);
      this.x = draw.normal(n, p);
      this.weight = new double[n];
      this.scale = draw.uniform(0.3, 3);
    }

    public Fields fields(int outputs) {
      return Fields.of("dimension", p)
          .with("outputs", outputs)
          .with("initialWeights", new Draw(p).normal(p * outputs));
    }

    public void learn(Trial<?> batches, Trial<?> rows) throws Exception {
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
