package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Oracle;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import io.rivulet.state.OnlineNetState;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A net with a horizon is the net of the pairs that the series holds. */
class ForecastTest {

  /** Those whose net does not ask whether y is the next x. */
  private static final String[] MODES = {"random", "observe"};

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_series_equalsLearningItsPairs(long seed) throws Exception {
    for (String mode : MODES) {
      assertPairs(mode, seed);
    }
  }

  private static void assertPairs(String mode, long seed) throws Exception {
    Draw draw = new Draw(seed);
    int d = draw.between(1, 3);
    int horizon = draw.between(1, 4);
    Fields fields =
        Fields.of("mode", mode)
            .with("dimension", d)
            .with("hidden", 7)
            .with("seed", seed)
            .with("ridge", 1);
    Trial<OnlineNetState> series = Trial.net(fields.with("horizon", horizon));
    Trial<OnlineNetState> pairs = Trial.net(fields.with("outputs", d));
    double[][] x = draw.normal(12, d);

    for (int t = 0; t < x.length; t++) {
      double weight = draw.uniform(0.5, 2);
      Answer answer = learn(series, weight, x[t]);
      if (t < horizon) {
        assertThat(answer).isEqualTo(Answer.NONE);
      } else {
        double[] before = pairs.predict(x[t - horizon]);
        double[] error = x[t].clone();
        Oracle.add(-1, before, error);
        assertThat(answer.y()).as(mode).containsExactly(before);
        assertThat(answer.error()).containsExactly(error);
        pairs.learnWeighted(weight, x[t - horizon], x[t]);
      }
      for (int j = 0; j < d; j++) {
        assertThat(series.weights(j)).as(mode).containsExactly(pairs.weights(j));
      }
      assertThat(series.state().past())
          .isDeepEqualTo(Arrays.copyOfRange(x, Math.max(0, t + 1 - horizon), t + 1));
    }

    assertThat(series.predict(x[3])).containsExactly(pairs.predict(x[3]));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_batches_keepTheSeriesInOrder(long seed) throws Exception {
    Draw draw = new Draw(seed);
    int horizon = draw.between(1, 4);
    Fields fields =
        Fields.of("dimension", 2).with("hidden", 5).with("ridge", 1).with("horizon", horizon);
    Trial<OnlineNetState> single = Trial.net(fields);
    Trial<OnlineNetState> batches = Trial.net(fields);
    int seen = 0;

    for (int step = 0; step < 6; step++) {
      double[][] x = draw.normal(draw.between(1, 6), 2);
      for (double[] row : x) {
        learn(single, 1, row);
      }
      Answer answer = learn(batches, 1, x);

      assertThat(answer.y() != null).isEqualTo(seen >= horizon);
      if (answer.y() != null) {
        assertThat(answer.y()).hasSize(2 * x.length);
      }
      seen += x.length;
      assertThat(batches.state().past()).isDeepEqualTo(single.state().past());
      for (int j = 0; j < 2; j++) {
        assertThat(batches.weights(j)).containsExactly(single.weights(j), within(1e-10));
      }
    }
  }

  @Test
  void learn_squareSeries_predictsItsPlace() throws Exception {
    // Persistence: x itself is the prior mean of what follows, up to tanh.
    Trial<OnlineNetState> net =
        Trial.net(
            Fields.of("dimension", 2)
                .with("hidden", 5)
                .with("mode", "inverse")
                .with("horizon", 1)
                .with("ridge", 1));
    double[] first = {0.25, -0.5};

    assertThat(learn(net, 1, first)).isEqualTo(Answer.NONE);
    Answer answer = learn(net, 1, new double[] {0.5, 0});

    assertThat(answer.y()).containsExactly(StrictMath.tanh(0.25), StrictMath.tanh(-0.5));
  }

  private static Answer learn(Trial<OnlineNetState> net, double weight, double[]... x)
      throws Exception {
    return net.learn(
        new Example(
            Op.LEARN, x, null, Sample.NO_LABEL, null, weight, Sample.NO_TIME, x.length > 1));
  }
}
