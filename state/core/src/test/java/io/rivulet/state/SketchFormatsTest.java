package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of ORFit and of the low-rank filter. */
class SketchFormatsTest {

  @Test
  void orfit_version2_readsAndWritesItsGoldenBytes() {
    requireGolden(GoldenSketches.ORFIT, GoldenSketches.ORFIT);
  }

  @Test
  void orfit_version1_becomesVersion2() {
    requireGolden(GoldenSketches.ORFIT_V1, GoldenSketches.ORFIT);
  }

  @Test
  void orfit_rotationWaiting_readsAndWritesItsGoldenBytes() {
    OrfitState state = requireGolden(GoldenSketches.ORFIT_WAITING, GoldenSketches.ORFIT_WAITING);

    assertThat(state.sketch().turned().turn()).isDeepEqualTo(new double[][] {{0}, {1}});
    assertThat(state.sketch().turned().columns()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
  }

  /** Counters that no state has: fewer columns than they are turned to, and none. */
  @Test
  void orfit_rotationOfImpossibleShape_isRefused() {
    for (String shape : List.of("03000000" + "02000000", "00000000" + "02000000")) {
      String counters = GoldenBytes.ZERO.repeat(5);
      byte[] bytes =
          GoldenBytes.bytes(
              GoldenBytes.framed(
                  "0400" + "02" + "00",
                  ("02000000" + "01000000" + shape + counters) + GoldenBytes.ZERO.repeat(15)));

      assertThatThrownBy(() -> StateFrame.read(OrfitState.FORMAT, bytes))
          .isInstanceOf(StateFormatException.class)
          .hasMessageStartingWith("a rotation of 2 columns to ");
    }
  }

  /** Reads the state of all golden bytes, and compares what is written. */
  private static OrfitState requireGolden(String from, String expected) {
    OrfitState state = StateFrame.read(OrfitState.FORMAT, GoldenBytes.bytes(from));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.basis().rank()).isEqualTo(1);
    assertThat(state.basis().column(0)).containsExactly(0, 1);
    assertThat(state.singularValues()).containsExactly(2);
    assertThat(state.steps()).isEqualTo(3);
    assertThat(state.skipped()).isEqualTo(2);
    assertThat(state.conflicts()).isEqualTo(1);
    assertThat(state.discardedEnergy()).isEqualTo(0.5);
    assertThat(state.generator()).isEqualTo(0x0123456789abcdefL);
    assertThat(GoldenBytes.hex(StateFrame.write(OrfitState.FORMAT, state))).isEqualTo(expected);
    return state;
  }

  @Test
  void orfit_beforeTheFirstSample_hasAnEmptyBasis() {
    OrfitState empty = OrfitState.initial(new double[][] {{1, -2}}, 5);

    String expected =
        GoldenBytes.framed(
            "0400" + "02" + "00",
            ("02000000" + "01000000" + "00000000" + "00000000")
                + (GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO)
                + ("0500000000000000" + GoldenBytes.ONE + GoldenBytes.MINUS_TWO));
    assertThat(GoldenBytes.hex(StateFrame.write(OrfitState.FORMAT, empty))).isEqualTo(expected);
    assertThat(StateFrame.read(OrfitState.FORMAT, GoldenBytes.bytes(expected)).basis().rank())
        .isZero();
  }

  @Test
  void lofi_version2_readsAndWritesItsGoldenBytes() {
    requireGoldenLofi(GoldenSketches.LOFI, GoldenSketches.LOFI);
  }

  @Test
  void lofi_version1_becomesVersion2() {
    requireGoldenLofi(GoldenSketches.LOFI_V1, GoldenSketches.LOFI);
  }

  @Test
  void lofi_rotationWaiting_readsAndWritesItsGoldenBytes() {
    LofiState state = requireGoldenLofi(GoldenSketches.LOFI_WAITING, GoldenSketches.LOFI_WAITING);

    assertThat(state.sketch().turned().turn()).isDeepEqualTo(new double[][] {{0}, {1}});
    assertThat(state.sketch().turned().columns()).isDeepEqualTo(new double[][] {{1, 0}, {0, 1}});
  }

  /** Reads the state of all golden bytes, and compares what is written. */
  private static LofiState requireGoldenLofi(String from, String expected) {
    LofiState state = StateFrame.read(LofiState.FORMAT, GoldenBytes.bytes(from));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.diagonal()).containsExactly(0.5, 1);
    assertThat(state.sketch().basis().column(0)).containsExactly(0, 1);
    assertThat(state.sketch().singularValues()).containsExactly(2);
    assertThat(state.sketch().discardedEnergy()).isEqualTo(0.5);
    assertThat(state.steps()).isEqualTo(3);
    assertThat(GoldenBytes.hex(StateFrame.write(LofiState.FORMAT, state))).isEqualTo(expected);
    return state;
  }

  @Test
  void lofi_beforeTheFirstSample_isIsotropic() {
    LofiState state = LofiState.initial(new double[][] {{1, -2}}, 0.5);

    LofiState read = StateFrame.read(LofiState.FORMAT, StateFrame.write(LofiState.FORMAT, state));

    assertThat(read.diagonal()).containsExactly(0.5, 0.5);
    assertThat(read.sketch().rank()).isZero();
    assertThat(read.steps()).isZero();
  }
}
