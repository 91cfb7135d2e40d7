package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.state.life.StateFormats;
import io.rivulet.state.piece.PiecedState;
import org.junit.jupiter.api.Test;

/** The bytes of every format, spelled by hand from the byte maps. */
class StateFormatsTest {

  @Test
  void ids_ofAllFormats_areUniqueAndNeverMove() {
    assertThat(StateFormats.ALL)
        .extracting(StateFormat::id)
        .containsExactly(ids(1, 14, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 21, 22, 23));
    assertThat(StateFormats.ALL)
        .extracting(StateFormat::name)
        .containsExactly(
            "model",
            "life",
            "weights",
            "rls",
            "orfit",
            "lofi-diagonal",
            "online-net",
            "laplace",
            "distillation",
            "matrix-flow",
            "ledger",
            "root-ledger",
            "standardized",
            "evidence",
            "recall",
            "tracking");
  }

  @Test
  void weights_version1_readsAndWritesItsGoldenBytes() {
    WeightsState state =
        StateFrame.read(WeightsState.FORMAT, GoldenBytes.bytes(GoldenBytes.WEIGHTS));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(GoldenBytes.hex(StateFrame.write(WeightsState.FORMAT, state)))
        .isEqualTo(GoldenBytes.WEIGHTS);
  }

  @Test
  void standardized_version1_readsAndWritesItsGoldenBytes() {
    StandardizedState state =
        StateFrame.read(StandardizedState.FORMAT, GoldenBytes.bytes(GoldenBytes.STANDARDIZED));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.spread().rows()).isEqualTo(2);
    assertThat(state.spread().mean(0)).isEqualTo(3);
    assertThat(state.spread().deviation(0)).isEqualTo(0.5);
    assertThat(GoldenBytes.hex(StateFrame.write(StandardizedState.FORMAT, state)))
        .isEqualTo(GoldenBytes.STANDARDIZED);
    StandardizedState built = new StandardizedState(new double[][] {{1, -2}}, new Spread(1));
    built.spread().add(new double[] {2.5}, new int[] {0});
    built.spread().add(new double[] {3.5}, new int[] {0});
    assertThat(GoldenBytes.hex(StateFrame.write(StandardizedState.FORMAT, built)))
        .isEqualTo(GoldenBytes.STANDARDIZED);
  }

  @Test
  void pieces_version1_readsAndWritesItsGoldenBytes() {
    PiecedState state = StateFrame.read(PiecedState.FORMAT, GoldenBytes.bytes(GoldenBytes.PIECES));

    assertThat(state).isEqualTo(new PiecedState((8 << 20) + 1, 4 << 20));
    assertThat(state.count()).isEqualTo(3);
    assertThat(state.start(2)).isEqualTo(8 << 20);
    assertThat(state.start(3)).isEqualTo((8 << 20) + 1);
    assertThat(GoldenBytes.hex(StateFrame.write(PiecedState.FORMAT, state)))
        .isEqualTo(GoldenBytes.PIECES);
  }

  @Test
  void standardized_noColumnOfNumbers_readsWhatItWrote() {
    StandardizedState state = new StandardizedState(new double[][] {{1}}, new Spread(0));

    byte[] written = StateFrame.write(StandardizedState.FORMAT, state);

    assertThat(StateFrame.read(StandardizedState.FORMAT, written).spread().columns()).isZero();
  }

  @Test
  void matrixFlow_version1_readsAndWritesItsGoldenBytes() {
    MatrixFlowState state =
        StateFrame.read(MatrixFlowState.FORMAT, GoldenBytes.bytes(GoldenBytes.MATRIX_FLOW));

    assertThat(state.moments().n()).isEqualTo(0.5);
    assertThat(state.moments().first()).isDeepEqualTo(new double[][] {{0.5, -1}});
    assertThat(state.moments().second().entry(1, 1)).isEqualTo(2);
    assertThat(state.matrix().entry(0, 0)).isEqualTo(3);
    assertThat(state.matrix().entry(0, 1)).isEqualTo(1);
    assertThat(state.matrix().entry(1, 1)).isEqualTo(-2);
    assertThat(GoldenBytes.hex(StateFrame.write(MatrixFlowState.FORMAT, state)))
        .isEqualTo(GoldenBytes.MATRIX_FLOW);
  }

  @Test
  void matrixFlow_withoutMatrix_endsAfterItsMoments() {
    MatrixFlowState state = MatrixFlowState.initial(1);
    state.moments().add(0.5, new double[] {-2}, new double[] {1});

    assertThat(GoldenBytes.hex(StateFrame.write(MatrixFlowState.FORMAT, state)))
        .isEqualTo(
            GoldenBytes.framed(
                "0900" + "01" + "00",
                "01000000"
                    + "00"
                    + GoldenBytes.HALF
                    + GoldenBytes.HALF
                    + "000000000000f0bf"
                    + "0000000000000040"));
  }

  @Test
  void model_version2_readsAndWritesItsGoldenBytes() {
    StoredModel model = StateFrame.read(StoredModel.FORMAT, GoldenBytes.bytes(GoldenBytes.MODEL));

    assertThat(model.spec()).isEqualTo("{}");
    assertThat(model.incarnation()).isEqualTo(1);
    assertThat(model.version()).isEqualTo(42);
    assertThat(model.samples()).isEqualTo(41);
    assertThat(model.previous()).isEqualTo(-1);
    assertThat(GoldenBytes.hex(model.state())).isEqualTo(GoldenBytes.WEIGHTS);
    assertThat(model.quality()).isEmpty();
    assertThat(GoldenBytes.hex(StateFrame.write(StoredModel.FORMAT, model)))
        .isEqualTo(GoldenBytes.MODEL);
  }

  @Test
  void model_measured_keepsItsQualityApartFromItsState() {
    StoredModel model =
        StateFrame.read(StoredModel.FORMAT, GoldenBytes.bytes(GoldenBytes.MODEL_MEASURED));

    assertThat(model.quality()).containsExactly(1, 2, 3);
    assertThat(GoldenBytes.hex(model.state())).isEqualTo(GoldenBytes.WEIGHTS);
    assertThat(GoldenBytes.hex(StateFrame.write(StoredModel.FORMAT, model)))
        .isEqualTo(GoldenBytes.MODEL_MEASURED);
  }

  @Test
  void model_version1_isReadAsOneWithoutQuality() {
    StoredModel model = StateFrame.read(StoredModel.FORMAT, GoldenBytes.bytes(GoldenBytes.MODEL_1));

    assertThat(model.quality()).isEmpty();
    assertThat(GoldenBytes.hex(StateFrame.write(StoredModel.FORMAT, model)))
        .isEqualTo(GoldenBytes.MODEL);
  }

  @Test
  void bytes_ofEveryFormat_matchWhatIsWritten() {
    assertThat(WeightsState.bytes(1, 2)).isEqualTo(GoldenBytes.length(GoldenBytes.WEIGHTS));
    assertThat(RlsState.bytes(2, 1)).isEqualTo(GoldenBytes.length(GoldenBytes.RLS));
    assertThat(RlsState.triangleBytes(2, 1))
        .isEqualTo(GoldenBytes.length(GoldenBytes.RLS_TRIANGLE));
    assertThat(OrfitState.bytes(2, 1, 1)).isEqualTo(GoldenBytes.length(GoldenSketches.ORFIT));
    assertThat(OrfitState.bytes(2, 1, 1, 2))
        .isEqualTo(GoldenBytes.length(GoldenSketches.ORFIT_WAITING));
    assertThat(LofiState.bytes(2, 1, 1)).isEqualTo(GoldenBytes.length(GoldenSketches.LOFI));
    assertThat(LofiState.bytes(2, 1, 1, 2))
        .isEqualTo(GoldenBytes.length(GoldenSketches.LOFI_WAITING));
    assertThat(OnlineNetState.bytes(GoldenBytes.length(GoldenBytes.RLS), 0, 0, 2, 1))
        .isEqualTo(GoldenBytes.length(GoldenBytes.FROZEN_NET));
    assertThat(
            OnlineNetState.bytes(
                GoldenBytes.length(GoldenBytes.RLS_ONE),
                GoldenBytes.length(GoldenBytes.RLS),
                1,
                0,
                0))
        .isEqualTo(GoldenBytes.length(GoldenBytes.SQUARE_NET));
    assertThat(LaplaceState.bytes(1, 2, 1, 1)).isEqualTo(GoldenBytes.length(GoldenBytes.LAPLACE));
    assertThat(LaplaceState.sketchedBytes(2, 1, 1, 1))
        .isEqualTo(GoldenBytes.length(GoldenBytes.LAPLACE_SKETCHED));
    assertThat(DistillationState.bytes(1, 2, 1, 2, 1))
        .isEqualTo(GoldenBytes.length(GoldenBytes.DISTILLATION));
    assertThat(LedgerState.bytes(2, 1)).isEqualTo(GoldenBytes.length(GoldenLedgers.LEDGER));
    assertThat(RootLedgerState.bytes(2, 1))
        .isEqualTo(GoldenBytes.length(GoldenLedgers.ROOT_LEDGER));
    assertThat(MatrixFlowState.bytes(2, true))
        .isEqualTo(GoldenBytes.length(GoldenBytes.MATRIX_FLOW));
  }

  private static Short[] ids(int... ids) {
    Short[] shorts = new Short[ids.length];
    for (int i = 0; i < ids.length; i++) {
      shorts[i] = (short) ids[i];
    }
    return shorts;
  }

  static byte[] golden(StateFormat<?> format) {
    return GoldenBytes.bytes(
        switch (format.name()) {
          case "model" -> GoldenBytes.MODEL;
          case "life" -> GoldenBytes.LIFE;
          case "weights" -> GoldenBytes.WEIGHTS;
          case "rls" -> GoldenBytes.RLS;
          case "lofi-diagonal" -> GoldenSketches.LOFI;
          case "online-net" -> GoldenBytes.SQUARE_NET;
          case "laplace" -> GoldenBytes.LAPLACE_SKETCHED;
          case "distillation" -> GoldenBytes.DISTILLATION;
          case "ledger" -> GoldenLedgers.LEDGER;
          case "root-ledger" -> GoldenLedgers.ROOT_LEDGER;
          case "matrix-flow" -> GoldenBytes.MATRIX_FLOW;
          case "standardized" -> GoldenBytes.STANDARDIZED;
          case "evidence" -> GoldenEvidence.EVIDENCE;
          case "recall" -> RecallFormatTest.BOTH;
          case "tracking" -> GoldenSketches.TRACKING;
          default -> GoldenSketches.ORFIT;
        });
  }
}
