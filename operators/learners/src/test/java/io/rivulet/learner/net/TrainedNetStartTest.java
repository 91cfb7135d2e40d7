package io.rivulet.learner.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Draw;
import io.rivulet.learner.Fields;
import io.rivulet.learner.Trial;
import io.rivulet.record.Op;
import io.rivulet.state.OnlineNetState;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nets that train their hidden layer, before it moves. */
class TrainedNetStartTest {

  static LongStream seeds() {
    return Draw.seeds(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void learn_observingAtRateZero_isTheFrozenNet(long seed) throws Exception {
    Draw draw = new Draw(seed);
    Fields fields =
        Fields.of("dimension", 3)
            .with("hidden", 1 + seed % 9)
            .with("ridge", 0.5)
            .with("seed", seed);
    Trial<OnlineNetState> frozen = Trial.net(fields);
    OnlineNetSpec spec =
        (OnlineNetSpec) Trial.spec("online-net", Fields.of("mode", "observe").with(fields));
    TrainedNet still = new TrainedNet(spec, new LinearReadout(spec, 0, 0.5), spec.drawn(), 30);
    OnlineNetState state = still.initialState();

    for (int i = 0; i < 20; i++) {
      // |[1, x] V| stays below artanh 0.98, so that nothing saturates.
      double[] x = {draw.uniform(-0.5, 0.5), draw.uniform(-0.5, 0.5), draw.uniform(-0.5, 0.5)};
      double y = draw.uniform(-1, 1);
      frozen.learn(x, y);
      still.learn(state, Trial.example(Op.LEARN, 1, new double[][] {x}, new double[] {y}));
    }

    assertThat(still.publish(state).columns()[0]).containsExactly(frozen.weights(0), within(1e-11));
    assertThat(still.publish(state).details().hidden().w())
        .containsExactly(frozen.published().details().hidden().w(), within(1e-13));
  }

  @Test
  void learn_zeroWeight_changesNothing() throws Exception {
    for (String mode : new String[] {"random", "observe", "inverse"}) {
      Trial<OnlineNetState> net =
          Trial.net(Fields.of("dimension", 2).with("hidden", 6).with("mode", mode));
      net.learn(new double[] {1, 2}, 3);
      byte[] before = net.bytes();

      net.learnWeighted(0, new double[] {-1, 2}, 5);

      assertThat(net.bytes()).as(mode).isEqualTo(before);
    }
  }

  @Test
  void predict_inverseBeforeLearning_isTheHiddenValueOfTheOutput() throws Exception {
    Trial<OnlineNetState> net =
        Trial.net(Fields.of("dimension", 2).with("hidden", 7).with("mode", "inverse"));
    Trial<OnlineNetState> series =
        Trial.net(
            Fields.of("dimension", 2).with("hidden", 5).with("mode", "inverse").with("horizon", 1));

    assertThat(net.predict(new double[] {0.5, -1})).containsExactly(0);
    assertThat(series.predict(new double[] {0.5, -1}))
        .containsExactly(StrictMath.tanh(0.5), StrictMath.tanh(-1));
  }

  @Test
  void publish_inverseBeforeLearning_isTheIdentityBesideZeros() {
    Trial<OnlineNetState> net =
        Trial.net(Fields.of("dimension", 2).with("hidden", 5).with("mode", "inverse"));

    assertThat(net.published().details().hidden().w())
        .containsExactly(1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(net.weights(0)).containsExactly(0, 0, 0, 0, 0, 1);
  }
}
