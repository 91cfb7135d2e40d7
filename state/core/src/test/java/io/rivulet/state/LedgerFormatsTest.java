package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The bytes of ledgers, of every version. */
class LedgerFormatsTest {

  @Test
  void ledger_version3_readsAndWritesItsGoldenBytes() {
    LedgerState state =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER));

    assertSums(state.moments());
    assertThat(state.factor()).isNull();
    assertThat(state.lost()).isEqualTo(1);
    assertEstimate(state.estimate(), 0.5);
    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.LEDGER);
  }

  @Test
  void ledger_withAFactor_readsAndWritesItsGoldenBytes() {
    LedgerState state =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER_FACTORED));

    assertFactored(state);
    assertThat(state.margin()).isEqualTo(0.5);
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.LEDGER_FACTORED);
    assertThat(LedgerState.FORMAT.bytes(state))
        .isEqualTo(GoldenBytes.length(GoldenLedgers.LEDGER_FACTORED));
  }

  @Test
  void ledger_version2_readsAsAStateWithAFactor() {
    LedgerState state =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER_2));
    LedgerState tailed =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER_TAILED_2));

    assertFactored(state);
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.LEDGER_FACTORED);
    assertTail(tailed.moments().tail());
  }

  @Test
  void ledger_version1_readsAsStateOfUnknownMargin() {
    LedgerState state =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER_1));

    assertThat(state.margin()).isZero();
    state.margin(0.5);
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.LEDGER_FACTORED);
  }

  private static void assertFactored(LedgerState state) {
    assertSums(state.moments());
    assertThat(state.moments().tail()).isNull();
    assertThat(state.estimate()).isNull();
    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.inverseTrace()).isEqualTo(3);
    assertThat(state.factor().row(0)).containsExactly(1);
    assertThat(state.factor().row(1)).containsExactly(0.5, 1);
  }

  private static void assertSums(Moments moments) {
    assertThat(moments.n()).isEqualTo(0.5);
    assertThat(moments.squares()).containsExactly(0.5);
    assertThat(moments.first()).isDeepEqualTo(new double[][] {{0.5, -1}});
    assertThat(moments.second().entry(0, 0)).isEqualTo(0.5);
    assertThat(moments.second().entry(0, 1)).isEqualTo(-1);
    assertThat(moments.second().entry(1, 1)).isEqualTo(2);
  }

  private static void assertTail(Moments tail) {
    assertThat(tail.n()).isZero();
    assertThat(tail.squares()).containsExactly(0x1p-60);
    assertThat(tail.second().entry(1, 1)).isEqualTo(0x1p-60);
  }

  private static void assertEstimate(RidgeEstimate estimate, double rest) {
    assertThat(estimate.rest()).containsExactly(rest);
    assertThat(estimate.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(estimate.spread().column(1)).containsExactly(0.5, 1);
    assertThat(estimate.spread().variance(0)).isEqualTo(1);
    assertThat(estimate.spread().open(0)).isFalse();
    assertThat(estimate.spread().open(1)).isTrue();
  }

  @Test
  void ledger_withATail_readsAndWritesItsGoldenBytes() {
    LedgerState state =
        StateFrame.read(LedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.LEDGER_TAILED));

    assertSums(state.moments());
    assertTail(state.moments().tail());
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.LEDGER_TAILED);
    assertThat(LedgerState.bytes(2, 1) + LedgerState.tailBytes(2, 1))
        .isEqualTo(GoldenBytes.length(GoldenLedgers.LEDGER_TAILED))
        .isEqualTo(LedgerState.FORMAT.bytes(state));
  }

  @Test
  void ledger_withATailOfAnotherLength_isRefused() {
    byte[] longer =
        GoldenBytes.bytes(
            GoldenBytes.framed(
                "0a00" + "03" + "00",
                GoldenBytes.body(GoldenLedgers.LEDGER_TAILED) + GoldenBytes.ZERO));
    byte[] none =
        GoldenBytes.bytes(
            GoldenBytes.framed(
                "0a00" + "03" + "00", GoldenBytes.body(GoldenLedgers.LEDGER) + GoldenLedgers.TAIL));
    byte[] old =
        GoldenBytes.bytes(
            GoldenBytes.framed(
                "0a00" + "01" + "00",
                GoldenBytes.body(GoldenLedgers.LEDGER_1) + GoldenLedgers.TAIL));

    for (byte[] wrong : new byte[][] {longer, none, old}) {
      assertThatThrownBy(() -> StateFrame.read(LedgerState.FORMAT, wrong))
          .isInstanceOf(StateFormatException.class)
          .hasMessageContaining("bytes for its tail");
    }
  }

  @Test
  void ledger_beforeTheFirstSample_holdsThePriorOutsideItsSums() {
    LedgerState ridged = LedgerState.initial(new double[][] {{1}}, new double[] {4});
    LedgerState free = LedgerState.estimating(new double[][] {{1}}, new double[] {0});

    String head = "01000000" + "01000000";
    String sums = GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO;
    String judged = "000000000000d03f" + GoldenBytes.ONE + "0000000000000040";
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, ridged)))
        .isEqualTo(
            GoldenBytes.framed(
                "0a00" + "03" + "00", head + "00000000" + sums + GoldenBytes.ONE + judged));
    assertThat(GoldenBytes.hex(StateFrame.write(LedgerState.FORMAT, free)))
        .isEqualTo(
            GoldenBytes.framed(
                "0a00" + "03" + "00",
                head
                    + "02000000"
                    + sums
                    + GoldenBytes.ONE
                    + GoldenBytes.ZERO
                    + GoldenBytes.ZERO
                    + "000000000000f0bf"));
  }

  @Test
  void rootLedger_version3_readsAndWritesItsGoldenBytes() {
    RootLedgerState state =
        StateFrame.read(RootLedgerState.FORMAT, GoldenBytes.bytes(GoldenLedgers.ROOT_LEDGER));

    assertThat(state.n()).isEqualTo(0.5);
    assertEstimate(state.estimate(), 1);
    assertThat(GoldenBytes.hex(StateFrame.write(RootLedgerState.FORMAT, state)))
        .isEqualTo(GoldenLedgers.ROOT_LEDGER);
  }

  /** Lᵀ L = [[5/4, 3/2], [3/2, 9]] = U⁻ᵀ D⁻¹ U⁻¹. */
  @Test
  void rootLedger_versionsBefore_haveTheVariancesOfTheirFactor() {
    for (String old : new String[] {GoldenLedgers.ROOT_LEDGER_1, GoldenLedgers.ROOT_LEDGER_2}) {
      RootLedgerState state = StateFrame.read(RootLedgerState.FORMAT, GoldenBytes.bytes(old));

      assertThat(state.n()).isEqualTo(0.5);
      assertThat(state.estimate().rest()).containsExactly(1);
      assertThat(state.estimate().weights()).isDeepEqualTo(new double[][] {{1, -2}});
      assertThat(state.estimate().spread().column(1)[0]).isCloseTo(-6.0 / 5, within(1e-15));
      assertThat(state.estimate().spread().variance(0)).isCloseTo(4.0 / 5, within(1e-15));
      assertThat(state.estimate().spread().variance(1)).isCloseTo(5.0 / 36, within(1e-15));
    }
  }

  @Test
  void rootLedger_beforeTheFirstSample_holdsThePrior() {
    RootLedgerState state = RootLedgerState.initial(new double[][] {{1}}, new double[] {4});

    String quarter = "000000000000d03f";
    assertThat(GoldenBytes.hex(StateFrame.write(RootLedgerState.FORMAT, state)))
        .isEqualTo(
            GoldenBytes.framed(
                "0b00" + "03" + "00",
                "01000000"
                    + "01000000"
                    + GoldenBytes.ZERO
                    + GoldenBytes.ZERO
                    + GoldenBytes.ONE
                    + quarter));
    RootLedgerState free = RootLedgerState.initial(new double[][] {{1}}, new double[] {0});
    assertThat(free.estimate().spread().open(0)).isTrue();
  }
}
