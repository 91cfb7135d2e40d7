package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.state.StateFrame;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps in units of the deviation of what was learned so far, weights in raw units. */
class StandardizedSgdTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  /** The step is taken on v and v₀ of v · z + v₀, with two-pass statistics of all rows so far. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_anyStream_stepsDownTheGradientOverScaledInputs(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 6);
    int q = draw.between(1, 2);
    double rate = 0.02;
    Trial<?> sgd = trial(p, q, rate);
    Columns columns = new Columns(draw, p);
    double[][] raw = new double[q][p + 1];
    List<double[]> seen = new ArrayList<>();

    for (int step = 0; step < 25; step++) {
      int rows = step % 3 == 2 ? draw.between(2, 3) : 1;
      double[][] x = new double[rows][];
      Arrays.setAll(x, i -> columns.row());
      double[][] y = draw.normal(rows, q);
      double weight = draw.uniform(0.1, 1);
      seen.addAll(List.of(x));
      double[][] expected = stepped(raw, x, y, rate * weight, seen);

      sgd.learnBatch(weight, x, y);

      for (int j = 0; j < q; j++) {
        assertSameAnswers(sgd.weights(j), expected[j], seen);
        raw[j] = sgd.weights(j);
      }
    }
  }

  @Test
  void predict_changedStatistics_changeNoAnswer() throws Exception {
    Trial<?> sgd = trial(2, 1, 0.1);
    Draw draw = new Draw(3);
    for (int i = 0; i < 20; i++) {
      sgd.learn(draw.normal(2), draw.normal(1));
    }
    double[] x = {0.5, -2};
    double before = sgd.predict(x)[0];

    sgd.learnWeighted(0, new double[] {30, 40}, 7);

    assertThat(sgd.predict(x)).containsExactly(before);
    double[] w = sgd.weights(0);
    assertThat(before).isCloseTo(0.5 * w[0] - 2 * w[1] + w[2], within(1e-15));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void restore_betweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int p = draw.between(1, 5);
    Specs specs =
        Decoded.specs(
            Fields.read("'learner':'sgd','bias':true,'standardize':true,'rate':0.05")
                .with("dimension", p));
    Model<?> straight = specs.newModel("m");
    Model<?> stored = specs.newModel("m");
    for (int i = 0; i < 20; i++) {
      Sample sample = Decoded.sample(draw.normal(p), 1.5);
      straight.accept(sample, new PublishPolicy(1));
      stored.accept(sample, new PublishPolicy(1));
      stored = RestoreTest.reloaded(specs, stored);

      assertThat(RestoreTest.stored(stored)).isEqualTo(RestoreTest.stored(straight));
    }
    LearnerSpec<?> spec = stored.spec().spec();
    assertThat(spec.maximumStateBytes() + StateFrame.OVERHEAD)
        .isEqualTo(trial(p, 1, 0.05).bytes().length);
    assertThat(spec.standardizes()).isTrue();
  }

  /** A category is 0 or 1 as it is, and a missing number is the one that the spec gives. */
  @Test
  void learn_featuresByName_scalesTheNumbersOnly() throws Exception {
    Model<?> model =
        Decoded.specs(
                "{'learner':'sgd','bias':true,'standardize':true,'rate':0.1,'features':["
                    + "{'name':'rpm','missing':900},{'name':'site','categories':['north','south']}]}")
            .newModel("m");
    double[] rpm = {1000, 1400, 900, 1300, 1250};
    String[] site = {"north", "south", "south", "north", "south"};
    double[] w = new double[4];
    double mean = 0;
    double square = 0;
    List<double[]> published = new ArrayList<>();

    for (int i = 0; i < rpm.length; i++) {
      String named = rpm[i] == 900 ? "" : "'rpm':" + rpm[i] + ",";
      model
          .accept(
              Decoded.sample("{'x':{" + named + "'site':'" + site[i] + "'},'y':" + i + "}"),
              new PublishPolicy(1))
          .emit(weightsInto(published));

      mean += rpm[i];
      square += rpm[i] * rpm[i];
      double m = mean / (i + 1);
      double variance = square / (i + 1) - m * m;
      int column = site[i].equals("north") ? 1 : 2;
      double step = 0.1 * (i - (w[0] * rpm[i] + w[column] + w[3]));
      double slope = i == 0 ? 0 : step * (rpm[i] - m) / variance;
      w[0] += slope;
      w[column] += step;
      w[3] += step - slope * m;
      assertThat(published.get(i)).containsExactly(w, within(1e-12));
    }
  }

  private static Emitter weightsInto(List<double[]> published) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {}

      @Override
      public void weights(WeightRecord record) {
        published.add(record.w());
      }
    };
  }

  @Test
  void read_withoutBias_isRefusedAndSaysWhy() {
    assertThatThrownBy(
            () ->
                Trial.spec(
                    "sgd", Fields.of("dimension", 1).with("rate", 1).with("standardize", true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bias: true");
  }

  @Test
  void canonical_withoutStandardize_isWhatItWas() {
    String off = canonical("'standardize':false");

    assertThat(off).isEqualTo(canonical("'model':null")).doesNotContain("standardize");
    assertThat(canonical("'standardize':true")).contains("\"standardize\":true");
    assertThat(Trial.spec("sgd", Fields.of("dimension", 1).with("rate", 1)).standardizes())
        .isFalse();
  }

  private static String canonical(String field) {
    LearnerSpec<?> spec =
        Trial.spec(
            "sgd",
            Fields.of("dimension", 1).with("rate", 1).with("bias", true).with(Fields.read(field)));
    return SpecJson.canonical(Catalogue.describe(spec));
  }

  static Trial<?> trial(int p, int q, double rate) {
    return Trial.of(
        "sgd",
        Fields.of("dimension", p)
            .with("outputs", q)
            .with("bias", true)
            .with("rate", rate)
            .with("standardize", true));
  }

  /** Goes to v, takes the step there, and comes back. */
  private static double[][] stepped(
      double[][] raw, double[][] x, double[][] y, double factor, List<double[]> seen) {
    int p = x[0].length;
    double[] mean = new double[p];
    double[] deviation = new double[p];
    for (int i = 0; i < p; i++) {
      int column = i;
      double centre = seen.stream().mapToDouble(row -> row[column]).average().orElseThrow();
      double square = seen.stream().mapToDouble(row -> Math.pow(row[column] - centre, 2)).sum();
      double rootMeanSquare = Math.sqrt(centre * centre + square / seen.size());
      mean[i] = centre;
      deviation[i] = Math.sqrt(square / seen.size());
      deviation[i] = deviation[i] <= 1e-6 * rootMeanSquare ? 0 : deviation[i];
    }
    double[][] next = new double[raw.length][];
    for (int j = 0; j < raw.length; j++) {
      double[] v = raw[j].clone();
      for (int i = 0; i < p; i++) {
        v[p] += raw[j][i] * mean[i];
        v[i] *= deviation[i];
      }
      for (int k = 0; k < x.length; k++) {
        double error = y[k][j] - raw[j][p];
        for (int i = 0; i < p; i++) {
          error -= raw[j][i] * x[k][i];
        }
        v[p] += factor * error;
        for (int i = 0; i < p; i++) {
          v[i] += deviation[i] == 0 ? 0 : factor * error * (x[k][i] - mean[i]) / deviation[i];
        }
      }
      next[j] = v.clone();
      for (int i = 0; i < p; i++) {
        next[j][i] = deviation[i] == 0 ? raw[j][i] : v[i] / deviation[i];
        next[j][p] -= next[j][i] * mean[i];
      }
    }
    return next;
  }

  /** Equal weights where they matter: rounding of w and b is that of the largest product. */
  private static void assertSameAnswers(double[] actual, double[] expected, List<double[]> seen) {
    int p = actual.length - 1;
    double size = 1 + Math.abs(expected[p]);
    for (int i = 0; i < p; i++) {
      int column = i;
      double square =
          seen.stream().mapToDouble(row -> row[column] * row[column]).average().orElse(0);
      double mean = seen.stream().mapToDouble(row -> row[column]).average().orElse(0);
      double spread =
          seen.stream().mapToDouble(row -> Math.pow(row[column] - mean, 2)).average().orElse(0);
      // The deviation is as exact as x is: relative to it by the ratio of the two.
      double ratio = spread == 0 ? 1 : Math.sqrt(square / spread);
      size = Math.max(size, ratio * ratio * Math.abs(expected[i]) * Math.sqrt(square));
      assertThat(actual[i])
          .isCloseTo(
              expected[i],
              within(
                  1e-13 * ratio * ratio * (1e-300 + Math.abs(expected[i]))
                      + 1e-13 / Math.sqrt(1e-300 + spread)));
    }
    assertThat(actual[p]).isCloseTo(expected[p], within(1e-12 * size));
  }

  /** Columns of ordinary scales and centres, some of them constant. */
  private static final class Columns {

    private final Draw draw;
    private final double[] centre;
    private final double[] scale;

    Columns(Draw draw, int p) {
      this.draw = draw;
      this.centre = new double[p];
      this.scale = new double[p];
      for (int i = 0; i < p; i++) {
        scale[i] = draw.between(0, 5) == 0 ? 0 : Math.pow(10, draw.between(-6, 6));
        centre[i] =
            draw.between(0, 1) * Math.pow(10, draw.between(0, 3)) * Math.max(scale[i], 1e-6);
      }
    }

    double[] row() {
      double[] row = draw.normal(centre.length);
      Arrays.setAll(row, i -> centre[i] + scale[i] * row[i]);
      return row;
    }
  }
}
