package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.track.TrackingState;
import org.junit.jupiter.api.Test;

/** The bytes of an ORFit that follows a system. */
class TrackingFormatTest {

  @Test
  void tracking_version1_readsAndWritesItsGoldenBytes() {
    TrackingState state =
        StateFrame.read(TrackingState.FORMAT, GoldenBytes.bytes(GoldenSketches.TRACKING));

    assertThat(state.memories()).isEqualTo(2);
    assertThat(state.columns()).isEqualTo(3);
    assertThat(state.size()).isEqualTo(0.5);
    assertThat(state.weight()).isEqualTo(2);
    assertThat(state.memory(0).weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.memory(0).basis().column(0)).containsExactly(0, 1);
    assertThat(state.memory(1).sketch().turned().rank()).isEqualTo(1);
    assertThat(state.errors(0)).containsExactly(1);
    assertThat(state.errors(1)).containsExactly(0.5);
    assertThat(state.condition()).isEqualTo(1);
    assertThat(GoldenBytes.hex(StateFrame.write(TrackingState.FORMAT, state)))
        .isEqualTo(GoldenSketches.TRACKING);
  }

  @Test
  void tracking_beforeTheFirstSample_hasTheSameWeightsInEveryPair() {
    TrackingState initial = TrackingState.initial(new double[][] {{1, -2}, {3, 4}}, 3, 2);

    byte[] written = StateFrame.write(TrackingState.FORMAT, initial);

    long each = OrfitState.bytes(2, 4, 0);
    assertThat(written).hasSize((int) TrackingState.bytes(each, 3, 4) + StateFrame.OVERHEAD);
    TrackingState read = StateFrame.read(TrackingState.FORMAT, written);
    for (int k = 0; k < 3; k++) {
      assertThat(read.memory(k).weights())
          .isDeepEqualTo(new double[][] {{1, -2}, {3, 4}, {1, -2}, {3, 4}});
      assertThat(read.errors(k)).containsExactly(0, 0, 0, 0);
    }
    assertThat(read.condition()).isNaN();
  }

  @Test
  void tracking_countersThatCannotBe_areRefused() {
    for (String counters : new String[] {"00000000" + "02000000", "02000000" + "03000000"}) {
      String body = counters + GoldenBytes.ZERO.repeat(3);
      byte[] bytes = GoldenBytes.bytes(GoldenBytes.framed("1700" + "01" + "00", body));

      assertThatThrownBy(() -> StateFrame.read(TrackingState.FORMAT, bytes))
          .isInstanceOf(StateFormatException.class)
          .hasMessageStartingWith("tracking state ");
    }
  }
}
