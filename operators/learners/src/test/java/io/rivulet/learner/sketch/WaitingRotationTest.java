package io.rivulet.learner.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.Lanes;
import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.learner.step.Example;
import io.rivulet.record.RejectedException;
import io.rivulet.state.OrfitState;
import io.rivulet.state.StateFrame;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ORFit whose rotation waits, against ORFit that rotates its basis after each sample. */
class WaitingRotationTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_waiting_equalsRotatingAtOnce(long seed) throws Exception {
    Setting setting = new Setting(seed);
    Orfit atOnce = new Orfit(setting.spec, 0);
    Orfit waiting = new Orfit(setting.spec, setting.room);
    OrfitState expected = atOnce.initialState();
    OrfitState state = waiting.initialState();

    for (int i = 0; i < 4 * setting.m; i++) {
      Example example = setting.example();
      atOnce.learn(expected, example);
      waiting.learn(state, example);
      double[] values = expected.singularValues();
      assertThat(state.singularValues()).hasSameSizeAs(values);
      for (int k = 0; k < values.length; k++) {
        assertThat(state.singularValues()[k]).isCloseTo(values[k], within(1e-12 * values[k]));
      }
      double size = 1 + Lanes.norm(expected.weights()[0]);
      assertThat(state.weights()[0]).containsExactly(expected.weights()[0], within(1e-9 * size));
      assertThat(SubspaceGap.of(expected.basis(), state.basis())).isLessThan(1e-12);
      assertThat(state.skipped()).isEqualTo(expected.skipped());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_storedBetweenAnyTwoSamples_changesNoBit(long seed) throws Exception {
    Setting setting = new Setting(seed);
    Orfit learner = new Orfit(setting.spec, setting.room);
    OrfitState straight = learner.initialState();
    OrfitState stored = learner.initialState();
    long most = 0;

    for (int i = 0; i < 4 * setting.m; i++) {
      Example example = setting.example();
      learner.learn(straight, example);
      learner.learn(stored, example);
      byte[] bytes = StateFrame.write(OrfitState.FORMAT, stored);
      stored = StateFrame.read(OrfitState.FORMAT, bytes);

      assertThat(bytes).isEqualTo(StateFrame.write(OrfitState.FORMAT, straight));
      most = Math.max(most, bytes.length - StateFrame.OVERHEAD);
    }
    assertThat(most)
        .isEqualTo(OrfitState.bytes(setting.p, 1, setting.m, setting.m + setting.m / 4 - 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_refusedSample_leavesTheWaitingRotationAsItIs(long seed) throws Exception {
    Setting setting = new Setting(seed);
    Orfit learner = new Orfit(setting.spec, setting.room);
    OrfitState state = learner.initialState();
    for (int i = 0; i < setting.draw.between(1, 3 * setting.m); i++) {
      learner.learn(state, setting.example());
    }
    byte[] before = StateFrame.write(OrfitState.FORMAT, state);
    double[] huge = setting.draw.normal(setting.p);
    huge[0] = 1e200;

    assertThatThrownBy(() -> learner.learn(state, UnevenStream.example(huge, 1e200)))
        .isInstanceOf(RejectedException.class);

    assertThat(StateFrame.write(OrfitState.FORMAT, state)).isEqualTo(before);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void merge_waiting_equalsRotatingAtOnce(long seed) throws Exception {
    Setting setting = new Setting(seed);
    OrfitState[] expected = new OrfitState[2];
    OrfitState[] states = new OrfitState[2];
    Orfit atOnce = new Orfit(setting.spec, 0);
    Orfit waiting = new Orfit(setting.spec, setting.room);
    for (int k = 0; k < 2; k++) {
      expected[k] = atOnce.initialState();
      states[k] = waiting.initialState();
      for (int i = 0; i < setting.m; i++) {
        Example example = setting.example();
        atOnce.learn(expected[k], example);
        waiting.learn(states[k], example);
      }
    }
    if (setting.spec.mergeObstacle() != null) {
      return;
    }

    atOnce.merge(expected[0], expected[1]);
    waiting.merge(states[0], states[1]);

    double size = 1 + Lanes.norm(expected[0].weights()[0]);
    assertThat(states[0].weights()[0])
        .containsExactly(expected[0].weights()[0], within(1e-9 * size));
    double[] values = expected[0].singularValues();
    assertThat(states[0].singularValues()).containsExactly(values, within(1e-12 * values[0]));
  }

  private static final class Setting {
    final Draw draw;
    final int m;
    final int p;
    final int room;
    final OrfitSpec spec;
    private final UnevenStream stream;

    Setting(long seed) {
      this.draw = new Draw(seed);
      this.m = draw.between(4, 20);
      this.p = draw.between(2 * m, 4 * m + 300);
      this.room = m + m / 4;
      Fields fields =
          Fields.of("dimension", p)
              .with("memory", m)
              .with("noise", seed % 3 == 0 ? 0.0 : draw.uniform(0.01, 1))
              .with("summary", seed % 4 == 1 ? "fd" : "ipca")
              .with("memoryDecay", seed % 5 == 0 ? 0.95 : 1);
      this.spec = (OrfitSpec) Trial.spec("orfit", fields);
      this.stream = new UnevenStream(draw, p);
    }

    Example example() {
      return stream.next();
    }
  }
}
