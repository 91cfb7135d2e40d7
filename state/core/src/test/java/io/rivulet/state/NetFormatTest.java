package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bytes of online nets. */
class NetFormatTest {

  @Test
  void onlineNet_version1Frozen_readsAndWritesItsGoldenBytes() {
    OnlineNetState state =
        StateFrame.read(OnlineNetState.FORMAT, GoldenBytes.bytes(GoldenBytes.FROZEN_NET));

    assertThat(state.readout().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.hidden()).isNull();
    assertThat(state.cross()).isNull();
    assertThat(state.past()).isDeepEqualTo(new double[][] {{0.5}, {-2}});
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, state)))
        .isEqualTo(GoldenBytes.FROZEN_NET);
    OnlineNetState built =
        OnlineNetState.frozen(RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1}));
    built.past(new double[][] {{0.5}, {-2}});
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, built)))
        .isEqualTo(GoldenBytes.FROZEN_NET);
  }

  @Test
  void onlineNet_version1Observing_readsAndWritesItsGoldenBytes() {
    OnlineNetState state =
        StateFrame.read(OnlineNetState.FORMAT, GoldenBytes.bytes(GoldenBytes.OBSERVING_NET));

    assertThat(state.readout().weights()).isDeepEqualTo(new double[][] {{1, 0.5, 3}});
    assertThat(state.readout().inversePrecision().entry(2, 2)).isEqualTo(2);
    assertThat(state.hidden().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.cross()).isNull();
    assertThat(state.past()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, state)))
        .isEqualTo(GoldenBytes.OBSERVING_NET);
    RlsState readout = RlsState.initial(new double[][] {{1, 0.5, 3}}, new double[] {2, 1, 0.5});
    RlsState hidden = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    OnlineNetState built = OnlineNetState.trained(readout, hidden, null);
    built.past(new double[][] {{0.5}});
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, built)))
        .isEqualTo(GoldenBytes.OBSERVING_NET);
  }

  @Test
  void onlineNet_version1Square_readsAndWritesItsGoldenBytes() {
    OnlineNetState state =
        StateFrame.read(OnlineNetState.FORMAT, GoldenBytes.bytes(GoldenBytes.SQUARE_NET));

    assertThat(state.readout().inversePrecision().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.hidden().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.cross().rows()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(state.cross().inverse()).isDeepEqualTo(new double[][] {{2}});
    assertThat(state.past()).isEmpty();
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, state)))
        .isEqualTo(GoldenBytes.SQUARE_NET);
    RlsState readout = RlsState.initial(new double[][] {{1}}, new double[] {2});
    RlsState hidden = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    OnlineNetState built = OnlineNetState.trained(readout, hidden, CrossMoment.isotropic(1, 0.5));
    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, built)))
        .isEqualTo(GoldenBytes.SQUARE_NET);
  }

  @Test
  void onlineNet_regressionsOfVersion1_becomeVersion2() {
    OnlineNetState state =
        StateFrame.read(OnlineNetState.FORMAT, GoldenBytes.bytes(GoldenBytes.SQUARE_NET_V1));

    state.readout().factor(new double[] {2});
    state.hidden().factor(new double[] {2, 1});

    assertThat(GoldenBytes.hex(StateFrame.write(OnlineNetState.FORMAT, state)))
        .isEqualTo(GoldenBytes.squareNet(GoldenBytes.RLS_ONE_FACTORED + GoldenBytes.RLS_FACTORED));
  }

  @Test
  void onlineNet_inverseThatIsNotKnown_takesNoBytes() {
    OnlineNetState state =
        StateFrame.read(OnlineNetState.FORMAT, GoldenBytes.bytes(GoldenBytes.SQUARE_NET));
    state.cross().set(new double[][] {{0}}, null);

    byte[] written = StateFrame.write(OnlineNetState.FORMAT, state);

    assertThat(written).hasSize(GoldenBytes.SQUARE_NET.length() / 2 - 8);
    assertThat(StateFrame.read(OnlineNetState.FORMAT, written).cross().inverse()).isNull();
    assertThat(StateFrame.read(OnlineNetState.FORMAT, written).cross().rows())
        .isDeepEqualTo(new double[][] {{0}});
  }
}
