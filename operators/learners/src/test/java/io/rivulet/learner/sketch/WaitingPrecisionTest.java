package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Answer;
import io.rivulet.learner.step.Example;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.state.LofiState;
import io.rivulet.state.StateFrame;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The low-rank filter by the products of columns whose rotation waits, against the one that
 * orthogonalises and rotates its columns in each sample.
 */
class WaitingPrecisionTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_waiting_equalsRotatingAtOnce(long seed) throws Exception {
    Setting setting = new Setting(seed);
    LofiDiagonal atOnce = new LofiDiagonal(setting.spec, 0);
    LofiDiagonal waiting = new LofiDiagonal(setting.spec);
    LofiState expected = atOnce.initialState();
    LofiState state = waiting.initialState();

    for (int i = 0; i < 4 * setting.m; i++) {
      Example example = setting.example();
      Answer first = atOnce.learn(expected, example);
      Answer second = waiting.learn(state, example);
      assertClose(second.variance(), first.variance(), 1e-9);
      assertClose(state.weights()[0], expected.weights()[0], 1e-9);
      assertClose(state.diagonal(), expected.diagonal(), 1e-9);
      double[] values = expected.sketch().singularValues();
      assertThat(state.sketch().singularValues()).hasSameSizeAs(values);
      for (int k = 0; k < values.length; k++) {
        double value = state.sketch().singularValues()[k];
        assertThat(value).isCloseTo(values[k], within(1e-12 * values[k]));
      }
      assertThat(SubspaceGap.of(expected.sketch().basis(), state.sketch().basis()))
          .isLessThan(1e-12);
    }
    double[][] asked = {setting.draw.normal(setting.p)};
    double[] variance = atOnce.predict(expected, asked).variance();
    assertClose(waiting.predict(state, asked).variance(), variance, 1e-9);
  }

  private static void assertClose(double[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(Lanes.norm(Lanes.difference(actual, expected)))
        .isLessThan(tolerance * (1 + Lanes.norm(expected)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_severalRows_equalsRotatingAtOnce(long seed) throws Exception {
    Setting setting = new Setting(seed);
    LofiDiagonal atOnce = new LofiDiagonal(setting.spec, 0);
    LofiDiagonal waiting = new LofiDiagonal(setting.spec);
    LofiState expected = atOnce.initialState();
    LofiState state = waiting.initialState();

    for (int i = 0; i < 2 * setting.m; i++) {
      double[][] x = setting.draw.normal(setting.draw.between(2, 4), setting.p);
      if (i % 3 == 0) {
        x[1] = x[0];
      }
      Example example = Trial.example(Op.LEARN, 0.7, x, setting.draw.normal(x.length));
      atOnce.learn(expected, example);
      waiting.learn(state, example);

      assertClose(state.weights()[0], expected.weights()[0], 1e-9);
      double[] values = expected.sketch().singularValues();
      assertThat(state.sketch().singularValues())
          .containsExactly(values, within(1e-12 * values[0]));
    }
  }

  /** Nine decades between directions are for the orthogonal form. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_directionsFarApart_leaveNoRotationWaiting(long seed) throws Exception {
    Setting setting = new Setting(seed);
    LofiDiagonal atOnce = new LofiDiagonal(setting.spec, 0);
    LofiDiagonal waiting = new LofiDiagonal(setting.spec);
    LofiState expected = atOnce.initialState();
    LofiState state = waiting.initialState();

    for (int i = 0; i < 2 * setting.m; i++) {
      double[] x = setting.draw.normal(setting.p);
      Lanes.scale(i == 0 ? 1e9 : 1, x, x.length);
      Example example = UnevenStream.example(x, setting.draw.uniform(-1, 1));
      atOnce.learn(expected, example);
      waiting.learn(state, example);

      assertClose(state.weights()[0], expected.weights()[0], 1e-9);
      assertThat(state.sketch().waiting() > 0).isEqualTo(i == 0);
    }
    assertThat(state.sketch().rank()).isEqualTo(setting.m);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_storedBetweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    Setting setting = new Setting(seed);
    LofiDiagonal learner = new LofiDiagonal(setting.spec);
    LofiState straight = learner.initialState();
    LofiState stored = learner.initialState();
    long most = 0;

    for (int i = 0; i < 4 * setting.m; i++) {
      Example example = setting.example();
      learner.learn(straight, example);
      learner.learn(stored, example);
      byte[] bytes = StateFrame.write(LofiState.FORMAT, stored);
      stored = StateFrame.read(LofiState.FORMAT, bytes);

      assertThat(bytes).isEqualTo(StateFrame.write(LofiState.FORMAT, straight));
      most = Math.max(most, bytes.length - StateFrame.OVERHEAD);
    }
    int room = setting.m + setting.m / 4;
    assertThat(most).isEqualTo(LofiState.bytes(setting.p, 1, setting.m, room - 1));
    assertThat(most).isLessThan(setting.spec.maximumStateBytes());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_refusedSample_leavesTheWaitingRotationAsItIs(long seed) throws Exception {
    Setting setting = new Setting(seed);
    LofiDiagonal learner = new LofiDiagonal(setting.spec);
    LofiState state = learner.initialState();
    for (int i = 0; i < setting.draw.between(1, 3 * setting.m); i++) {
      learner.learn(state, setting.example());
    }
    byte[] before = StateFrame.write(LofiState.FORMAT, state);
    double[] huge = setting.draw.normal(setting.p);
    huge[0] = 1e200;

    assertThatThrownBy(() -> learner.learn(state, UnevenStream.example(huge, 1e200)))
        .isInstanceOf(RejectedException.class);

    assertThat(StateFrame.write(LofiState.FORMAT, state)).isEqualTo(before);
  }

  private static final class Setting {
    final Draw draw;
    final int m;
    final int p;
    final LofiDiagonalSpec spec;
    private final UnevenStream stream;

    Setting(long seed) {
      this.draw = new Draw(seed);
      this.m = draw.between(8, 20);
      this.p = draw.between(6 * m, 6 * m + 250);
      Fields fields =
          Fields.of("dimension", p)
              .with("memory", m)
              .with("noise", draw.uniform(0.01, 1))
              .with("priorPrecision", draw.uniform(0.2, 5));
      this.spec = (LofiDiagonalSpec) Trial.spec("lofi-diagonal", fields);
      this.stream = new UnevenStream(draw, p);
    }

    Example example() {
      return stream.next();
    }
  }
}
