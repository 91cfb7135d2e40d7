package io.rivulet.learner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.record.Op;
import io.rivulet.state.evidence.EvidenceState;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The 95 % intervals of predictions before learning hold 90 to 99 % of the targets. */
class CoverageTest {

  private static final int SAMPLES = 500;

  private record Drawn(double[][] x, double[] y) {}

  static Stream<Arguments> streams() {
    return Stream.of(
        arguments("friedman, shuffled", draw -> friedman(draw, false)),
        arguments("friedman, sorted", draw -> friedman(draw, true)),
        arguments("sparse", CoverageTest::sparse),
        arguments("lags", CoverageTest::lags));
  }

  private static Arguments arguments(String name, Function<Draw, Drawn> stream) {
    return Arguments.of(name, stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void variance_ofEachPrediction_coversTheTarget(String name, Function<Draw, ?> stream)
      throws Exception {
    int covered = 0;
    int counted = 0;
    for (int seed = 0; seed < 4; seed++) {
      Drawn drawn = (Drawn) stream.apply(new Draw(seed));
      Trial<EvidenceState> trial =
          Trial.evidence(
              Fields.of("dimension", drawn.x[0].length)
                  .with("memory", 10)
                  .with("mergeable", seed % 2 == 0));
      for (int i = 0; i < drawn.x.length; i++) {
        Answer answer =
            trial.learn(
                Trial.example(Op.LEARN, 1, new double[][] {drawn.x[i]}, new double[] {drawn.y[i]}));
        if (i >= 50) {
          double reach = 1.96 * Math.sqrt(answer.variance()[0]);
          covered += Math.abs(answer.error()[0]) <= reach ? 1 : 0;
          counted++;
        }
      }
    }

    assertThat(covered / (double) counted).isBetween(0.90, 0.99);
  }

  /** Friedman #1 with noise 1, seen through 60 tanh units. */
  private static Drawn friedman(Draw draw, boolean sorted) {
    double[][] raw = new double[SAMPLES][5];
    for (double[] row : raw) {
      Arrays.setAll(row, i -> draw.uniform(0, 1));
    }
    if (sorted) {
      Arrays.sort(raw, Comparator.comparingDouble(row -> row[3]));
    }
    double[][] units = draw.normal(60, 6);
    double[][] x = new double[SAMPLES][units.length];
    double[] y = draw.normal(SAMPLES);
    for (int i = 0; i < SAMPLES; i++) {
      double[] row = raw[i];
      for (int h = 0; h < units.length; h++) {
        double sum = units[h][5];
        for (int j = 0; j < 5; j++) {
          sum += 2 * units[h][j] * (row[j] - 0.5);
        }
        x[i][h] = StrictMath.tanh(sum);
      }
      y[i] +=
          10 * StrictMath.sin(StrictMath.PI * row[0] * row[1])
              + 20 * (row[2] - 0.5) * (row[2] - 0.5)
              + 10 * row[3]
              + 5 * row[4];
    }
    return new Drawn(x, y);
  }

  /** Ten of a hundred inputs matter, half of the variance is noise. */
  private static Drawn sparse(Draw draw) {
    double[][] x = draw.normal(SAMPLES, 100);
    double[] y = new double[SAMPLES];
    double[] noise = draw.normal(SAMPLES);
    double[] weights = draw.normal(10);
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = 0; j < weights.length; j++) {
        y[i] += weights[j] * x[i][j];
      }
      y[i] += 0.5 * noise[i];
    }
    return new Drawn(x, y);
  }

  /** The next value of a noisy sum of two waves from 60 before it. */
  private static Drawn lags(Draw draw) {
    double[] noise = draw.normal(SAMPLES + 60);
    double[] series = new double[noise.length];
    for (int t = 0; t < series.length; t++) {
      series[t] = StrictMath.sin(0.21 * t) + 0.5 * StrictMath.sin(0.053 * t) + 0.2 * noise[t];
    }
    double[][] x = new double[SAMPLES][];
    double[] y = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      x[i] = Arrays.copyOfRange(series, i, i + 60);
      y[i] = series[i + 60];
    }
    return new Drawn(x, y);
  }
}
