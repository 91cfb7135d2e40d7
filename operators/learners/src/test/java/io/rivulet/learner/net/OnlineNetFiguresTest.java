package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import io.rivulet.state.OnlineNetState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a frozen net learns in one pass, whatever the order, and linear models and SGD do not. */
class OnlineNetFiguresTest {

  /** 1,797 UCI optical digits beside the checkout: 64 pixels of 0 to 16, then the class. */
  private static final String DIGITS = "../shared/data/digits-8x8.csv.gz";

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void learn_friedman_isFarAboveLinearInAnyOrder(long seed) throws Exception {
    Friedman train = new Friedman(new SplittableRandom(seed), 2000, 1);
    Friedman test = new Friedman(new SplittableRandom(~seed), 1000, 0);
    Trial<?> linear = Trial.rls(Fields.of("dimension", 10).with("bias", true));
    Trial<OnlineNetState> mixed = Trial.net(Fields.of("dimension", 10).with("seed", seed));
    Trial<OnlineNetState> sorted = Trial.net(Fields.of("dimension", 10).with("seed", seed));

    for (int i = 0; i < train.y.length; i++) {
      linear.learn(train.x[i], train.y[i]);
      mixed.learn(train.x[i], train.y[i]);
    }
    for (int i : train.orderedByFourthInput()) {
      sorted.learn(train.x[i], train.y[i]);
    }

    assertThat(test.explained(linear)).isLessThanOrEqualTo(0.77);
    assertThat(test.explained(mixed)).isGreaterThanOrEqualTo(0.88);
    for (double[] x : test.x) {
      assertThat(sorted.predict(x)).containsExactly(mixed.predict(x), within(1e-9));
    }
  }

  @Test
  void learn_digitsSortedByClass_forgetsNoneWhereSgdKeepsTheLast() throws Exception {
    Path file = checkout().resolve(DIGITS).normalize();
    assumeThat(Files.exists(file)).as("8x8 digits at " + file).isTrue();
    List<double[]> rows = digits(file);
    List<double[]> test = every(4, 3, rows);
    List<double[]> train = rows.stream().filter(row -> !test.contains(row)).toList();
    List<double[]> byClass =
        train.stream().sorted(Comparator.comparingDouble(row -> row[64])).toList();
    Fields net =
        Fields.of("dimension", 64)
            .with("outputs", 10)
            .with("hidden", 300)
            .with("scale", 1)
            .with("seed", 1);
    Trial<OnlineNetState> sorted = Trial.net(net);
    Trial<OnlineNetState> mixed = Trial.net(net);
    Trial<?> sgd =
        Trial.of(
            "sgd",
            Fields.of("dimension", 64)
                .with("outputs", 10)
                .with("rate", 0.01)
                .with("model", Map.of("kind", "mlp", "hidden", List.of(50), "seed", 1)));

    for (int i = 0; i < train.size(); i++) {
      mixed.learn(pixels(train.get(i)), oneHot(train.get(i)));
      sorted.learn(pixels(byClass.get(i)), oneHot(byClass.get(i)));
      sgd.learn(pixels(byClass.get(i)), oneHot(byClass.get(i)));
    }

    assertThat(accuracy(sorted, test)).isGreaterThanOrEqualTo(0.965);
    assertThat(accuracy(sgd, test)).isCloseTo(0.1, within(0.05));
    for (double[] row : test) {
      assertThat(sorted.predict(pixels(row)))
          .containsExactly(mixed.predict(pixels(row)), within(1e-9));
    }
  }

  @Test
  void learn_mackeyGlassSixAhead_isFarAboveLinear() throws Exception {
    double[][] x = mackeyGlass(3000);
    Trial<OnlineNetState> net =
        Trial.net(Fields.of("dimension", 4).with("horizon", 6).with("scale", 1));
    Trial<?> linear = Trial.rls(Fields.of("dimension", 4).with("outputs", 4).with("bias", true));
    double[] missed = new double[2];
    double all = 0;

    for (int t = 6; t < x.length; t++) {
      double[] forecast = net.predict(x[t - 6]);
      double[] line = linear.predict(x[t - 6]);
      if (t >= 1500) {
        missed[0] += Math.pow(x[t][0] - forecast[0], 2);
        missed[1] += Math.pow(x[t][0] - line[0], 2);
        all += x[t][0] * x[t][0];
      }
      if (t == 6) {
        for (int i = 0; i < 6; i++) {
          net.learn(series(x[i]));
        }
      }
      net.learn(series(x[t]));
      linear.learn(x[t - 6], x[t]);
    }

    assertThat(1 - missed[0] / all).isGreaterThan(0.99);
    assertThat(1 - missed[1] / all).isLessThan(0.9);
  }

  private static Example series(double[] x) {
    return new Example(
        Op.LEARN, new double[][] {x}, null, Sample.NO_LABEL, null, 1, Sample.NO_TIME, false);
  }

  /**
   * Rows s(t), s(t - 6), s(t - 12), s(t - 18) of the chaotic series ds/dt = 0.2 s(t - 17) / (1 +
   * s(t - 17)¹⁰) - 0.1 s, in Euler steps of a tenth, less its mean of about 0.9 and times 4.
   */
  private static double[][] mackeyGlass(int n) {
    double[] s = new double[10 * (n + 200)];
    for (int i = 0; i < s.length; i++) {
      double delayed = i > 170 ? s[i - 171] : 1.2;
      double last = i > 0 ? s[i - 1] : 1.2;
      s[i] = last + 0.1 * (0.2 * delayed / (1 + Math.pow(delayed, 10)) - 0.1 * last);
    }
    double[][] rows = new double[n][4];
    for (int t = 0; t < n; t++) {
      double[] row = rows[t];
      int now = 10 * (t + 200) - 1;
      Arrays.setAll(row, lag -> 4 * (s[now - 60 * lag] - 0.9));
    }
    return rows;
  }

  private static Path checkout() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.exists(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static List<double[]> digits(Path file) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
      return lines
          .lines()
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    }
  }

  private static List<double[]> every(int step, int first, List<double[]> rows) {
    return IntStream.range(0, rows.size())
        .filter(i -> i % step == first)
        .mapToObj(rows::get)
        .toList();
  }

  private static double[] pixels(double[] row) {
    return Arrays.stream(row, 0, 64).map(v -> v / 16).toArray();
  }

  private static double[] oneHot(double[] row) {
    double[] target = new double[10];
    target[(int) row[64]] = 1;
    return target;
  }

  private static double accuracy(Trial<?> learner, List<double[]> test) throws Exception {
    int right = 0;
    for (double[] row : test) {
      double[] y = learner.predict(pixels(row));
      int best = IntStream.range(0, 10).boxed().max(Comparator.comparingDouble(j -> y[j])).get();
      right += best == (int) row[64] ? 1 : 0;
    }
    return (double) right / test.size();
  }

  /** Friedman #1: ten inputs from U(0, 1), five of which matter. */
  private static final class Friedman {
    final double[][] x;
    final double[] y;

    Friedman(SplittableRandom random, int n, double noise) {
      this.x = new double[n][10];
      this.y = new double[n];
      for (int i = 0; i < n; i++) {
        double[] row = x[i];
        Arrays.setAll(row, j -> random.nextDouble());
        y[i] =
            10 * Math.sin(Math.PI * row[0] * row[1])
                + 20 * (row[2] - 0.5) * (row[2] - 0.5)
                + 10 * row[3]
                + 5 * row[4]
                + noise * random.nextGaussian();
      }
    }

    int[] orderedByFourthInput() {
      return IntStream.range(0, y.length)
          .boxed()
          .sorted(Comparator.comparingDouble(i -> x[i][3]))
          .mapToInt(i -> i)
          .toArray();
    }

    /** R². */
    double explained(Trial<?> learner) throws Exception {
      double mean = Arrays.stream(y).average().orElseThrow();
      double missed = 0;
      double all = 0;
      for (int i = 0; i < y.length; i++) {
        double error = y[i] - learner.predict(x[i])[0];
        missed += error * error;
        all += (y[i] - mean) * (y[i] - mean);
      }
      return 1 - missed / all;
    }
  }
}
