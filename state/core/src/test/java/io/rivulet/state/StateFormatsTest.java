package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.kernel.SplitMix;
import io.rivulet.kernel.TriangularFactor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The bytes of version 1 of every format, spelled by hand from the byte maps. */
class StateFormatsTest {

  private static final String MAGIC = "52564c54";
  private static final String ONE = "000000000000f03f";
  private static final String MINUS_TWO = "00000000000000c0";
  private static final String HALF = "000000000000e03f";
  private static final String ZERO = "0000000000000000";

  private static final String WEIGHTS =
      framed("0200" + "01" + "00", "01000000" + "02000000" + ONE + MINUS_TWO);

  private static final String TWO = "0000000000000040";

  private static final String RLS_V1 =
      framed(
          "0300" + "01" + "00",
          "02000000" + "01000000" + "00" + (ONE + MINUS_TWO) + (HALF + ZERO + ONE));

  private static final String RLS_DIRECTIONAL_V1 =
      framed("0300" + "01" + "00", "01000000" + "01000000" + "01" + ONE + HALF + TWO);

  private static final String RLS =
      framed(
          "0300" + "02" + "00",
          ("02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + (ZERO + (HALF + ONE))
              + (ZERO + ZERO));

  /** What {@link #RLS_V1} becomes: peaks start at the prior precision. */
  private static final String RLS_FACTORED =
      framed(
          "0300" + "02" + "00",
          ("02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + (ZERO + (HALF + ONE))
              + (TWO + ONE));

  private static final String RLS_ONE =
      framed("0300" + "02" + "00", ("01000000" + "01000000" + "00") + ONE + HALF + ZERO);

  private static final String RLS_ONE_FACTORED =
      framed("0300" + "02" + "00", ("01000000" + "01000000" + "00") + ONE + HALF + TWO);

  /** P as a triangle: (1/2, 0, 1). */
  private static final String RLS_TRIANGLE =
      framed(
          "0300" + "02" + "00",
          "02000000" + "01000000" + "01" + (ONE + MINUS_TWO) + (HALF + ZERO + ONE));

  private static final String ORFIT =
      framed(
          "0400" + "01" + "00",
          ("02000000" + "01000000" + "01000000")
              + ("0300000000000000" + "0200000000000000" + "0100000000000000")
              + (HALF + "efcdab8967452301")
              + (ONE + MINUS_TWO)
              + "0000000000000040"
              + (ZERO + ONE));

  private static final String LOFI =
      framed(
          "0500" + "01" + "00",
          ("02000000" + "01000000" + "01000000")
              + ("0300000000000000" + HALF)
              + (ONE + MINUS_TWO)
              + (HALF + ONE)
              + "0000000000000040"
              + (ZERO + ONE));

  private static final String FROZEN_NET =
      framed(
          "0600" + "01" + "00",
          ("51000000" + "00000000" + "00000000" + "00" + "02000000" + "01000000")
              + RLS
              + (HALF + MINUS_TWO));

  /** Three features of one input and one unit: (1, 1/2, 3), and P of the precisions (2, 1, 1/2). */
  private static final String READOUT =
      framed(
          "0300" + "02" + "00",
          ("03000000" + "01000000" + "00")
              + (ONE + HALF + "0000000000000840")
              + (ZERO + (ZERO + ZERO) + (HALF + ONE + TWO))
              + (ZERO + ZERO + ZERO));

  private static final String OBSERVING_NET =
      framed(
          "0600" + "01" + "00",
          ("79000000" + "51000000" + "00000000" + "00" + "01000000" + "01000000")
              + (READOUT + RLS)
              + HALF);

  private static final String SQUARE_NET = squareNet(RLS_ONE + RLS);

  private static String squareNet(String regressions) {
    return framed(
        "0600" + "01" + "00",
        ("31000000" + "51000000" + "01000000" + "01" + "00000000" + "00000000")
            + regressions
            + (HALF + TWO));
  }

  /** As the version of `rls` wrote it that kept P as a triangle, and P⁻¹ of the read-out. */
  private static final String SQUARE_NET_V1 =
      framed(
          "0600" + "01" + "00",
          ("31000000" + "41000000" + "01000000" + "01" + "00000000" + "00000000")
              + (RLS_DIRECTIONAL_V1 + RLS_V1)
              + (HALF + TWO));

  /** Position 3, one sample: class 1, weight 1/2, x = -2. */
  private static final String WINDOW =
      "0300000000000000" + "01000000" + ("01000000" + HALF + MINUS_TWO);

  private static final String LAPLACE =
      framed(
          "0700" + "02" + "00",
          ("01000000" + "02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + ("01000000" + "ffffffff")
              + (HALF + ONE)
              + WINDOW);

  private static final String LAPLACE_SKETCHED = sketched("02");

  /** Λ = [[1.25, -0.25], [-0.25, 1.25]] = I + ¼ (1, -1)ᵀ (1, -1). */
  private static final String LAPLACE_MATRIX =
      framed(
          "0700" + "01" + "00",
          ("01000000" + "02000000" + "01000000" + "00")
              + (ONE + MINUS_TWO)
              + ("000000000000f43f" + "000000000000d0bf" + "000000000000f43f")
              + WINDOW);

  private static String sketched(String version) {
    return framed(
        "0700" + version + "00",
        ("02000000" + "01000000" + "01000000" + "01")
            + (ONE + MINUS_TWO)
            + ("01000000" + HALF + "0000000000000040" + ZERO + ONE)
            + WINDOW);
  }

  private static final String DISTILLATION =
      framed(
          "0800" + "01" + "00",
          ("01000000" + "02000000" + "01000000")
              + ("0500000000000000" + "efcdab8967452301" + "02000000")
              + (ONE + MINUS_TWO)
              + (HALF + ONE)
              + WINDOW);
  private static final String THREE = "0000000000000840";

  /** n, c, B and A of x = (1, -2) with y = 1 and weight 1/2. */
  private static final String SUMS =
      (HALF + HALF)
          + (HALF + "000000000000f0bf")
          + (HALF + "000000000000f0bf" + "0000000000000040");

  /** The sums and an arbitrary estimate: what was lost, rest, W, U and D, one column open. */
  private static final String LEDGER =
      framed(
          "0a00" + "03" + "00",
          ("02000000" + "01000000" + "02000000")
              + SUMS
              + (ONE + HALF)
              + (ONE + MINUS_TWO)
              + (HALF + ONE + MINUS_TWO));

  /** The sums, W, tr, margin and L. */
  private static final String LEDGER_FACTORED = ledger("03", "00000000", THREE + HALF);

  private static final String LEDGER_2 = ledger("02", "", THREE + HALF);

  /** The same before there was a margin. */
  private static final String LEDGER_1 = ledger("01", "", THREE);

  private static final String TINY = "000000000000303c";

  /** n, c, B and A. */
  private static final String TAIL = ZERO + TINY + ZERO + ZERO + ZERO + ZERO + TINY;

  /** The same with what rounding left out of its sums. */
  private static final String LEDGER_TAILED =
      framed("0a00" + "03" + "00", body(LEDGER).replaceFirst("^(.{16})02", "$103") + TAIL);

  private static final String LEDGER_TAILED_2 = framed("0a00" + "02" + "00", body(LEDGER_2) + TAIL);

  /** What is between the header of 12 bytes and the checksum of 4. */
  private static String body(String framed) {
    return framed.substring(24, framed.length() - 8);
  }

  private static String ledger(String version, String parts, String judged) {
    return framed(
        "0a00" + version + "00",
        ("02000000" + "01000000" + parts) + SUMS + (ONE + MINUS_TWO) + judged + (ONE + HALF + ONE));
  }

  /** n = 1/2, the rest 1, W, U and D, one column open. */
  private static final String ROOT_LEDGER =
      framed(
          "0b00" + "03" + "00",
          ("02000000" + "01000000" + HALF) + ONE + (ONE + MINUS_TWO) + (HALF + ONE + MINUS_TWO));

  /** n = 1/2, tr = 3, the margin 1/2, the rest 1, Z, W, and L by rows. */
  private static final String ROOT_LEDGER_2 = rootLedger("02", HALF + THREE + HALF);

  /** The same before there was a margin. */
  private static final String ROOT_LEDGER_1 = rootLedger("01", HALF + THREE);

  private static String rootLedger(String version, String judged) {
    return framed(
        "0b00" + version + "00",
        ("02000000" + "01000000")
            + (judged + ONE)
            + (MINUS_TWO + HALF)
            + (ONE + MINUS_TWO)
            + (ONE + HALF + THREE));
  }

  /** n, Σ x and Σ x xᵀ of x = (1, -2) with weight 1/2, and the target (3, 1; 1, -2). */
  private static final String MATRIX_FLOW =
      framed(
          "0900" + "01" + "00",
          ("02000000" + "01")
              + (HALF + HALF)
              + (HALF + "000000000000f0bf")
              + (HALF + "000000000000f0bf" + "0000000000000040")
              + (THREE + ONE + MINUS_TWO));

  /** Weights (1, -2) of one feature and a bias; two inputs of mean 3 with squares of sum 1/2. */
  private static final String STANDARDIZED =
      framed(
          "0c00" + "01" + "00",
          ("02000000" + "01000000" + "01000000")
              + (ONE + MINUS_TWO)
              + "0200000000000000"
              + (THREE + HALF));

  private static final String MODEL =
      framed(
          "0100" + "01" + "00",
          ("0100000000000000" + "2a00000000000000" + "2900000000000000" + "ffffffffffffffff")
              + ("02000000" + "7b7d")
              + WEIGHTS);

  @Test
  void ids_ofAllFormats_areUniqueAndNeverMove() {
    assertThat(StateFormats.ALL)
        .extracting(StateFormat::id)
        .containsExactly(ids(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    assertThat(StateFormats.ALL)
        .extracting(StateFormat::name)
        .containsExactly(
            "model",
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
            "standardized");
  }

  @Test
  void weights_version1_readsAndWritesItsGoldenBytes() {
    WeightsState state = StateFrame.read(WeightsState.FORMAT, bytes(WEIGHTS));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(hex(StateFrame.write(WeightsState.FORMAT, state))).isEqualTo(WEIGHTS);
  }

  @Test
  void standardized_version1_readsAndWritesItsGoldenBytes() {
    StandardizedState state = StateFrame.read(StandardizedState.FORMAT, bytes(STANDARDIZED));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.spread().rows()).isEqualTo(2);
    assertThat(state.spread().mean(0)).isEqualTo(3);
    assertThat(state.spread().deviation(0)).isEqualTo(0.5);
    assertThat(hex(StateFrame.write(StandardizedState.FORMAT, state))).isEqualTo(STANDARDIZED);
    StandardizedState built = new StandardizedState(new double[][] {{1, -2}}, new Spread(1));
    built.spread().add(new double[] {2.5}, new int[] {0});
    built.spread().add(new double[] {3.5}, new int[] {0});
    assertThat(hex(StateFrame.write(StandardizedState.FORMAT, built))).isEqualTo(STANDARDIZED);
  }

  @Test
  void standardized_noColumnOfNumbers_readsWhatItWrote() {
    StandardizedState state = new StandardizedState(new double[][] {{1}}, new Spread(0));

    byte[] written = StateFrame.write(StandardizedState.FORMAT, state);

    assertThat(StateFrame.read(StandardizedState.FORMAT, written).spread().columns()).isZero();
  }

  @Test
  void rls_version2_readsAndWritesItsGoldenBytes() {
    RlsState state = StateFrame.read(RlsState.FORMAT, bytes(RLS));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.inversePrecision().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.inversePrecision().entry(0, 1)).isEqualTo(0);
    assertThat(state.inversePrecision().entry(1, 1)).isEqualTo(1);
    assertThat(state.peaks()).containsExactly(0, 0);
    assertThat(state.triangle()).isNull();
    assertThat(hex(StateFrame.write(RlsState.FORMAT, state))).isEqualTo(RLS);
    RlsState built = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    assertThat(hex(StateFrame.write(RlsState.FORMAT, built))).isEqualTo(RLS);
  }

  @Test
  void rls_version2WithATriangle_readsAndWritesItsGoldenBytes() {
    RlsState state = StateFrame.read(RlsState.FORMAT, bytes(RLS_TRIANGLE));

    assertThat(state.triangle().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.inversePrecision()).isNull();
    assertThat(hex(StateFrame.write(RlsState.FORMAT, state))).isEqualTo(RLS_TRIANGLE);
    RlsState built = RlsState.initialTriangle(new double[][] {{1, -2}}, new double[] {2, 1});
    assertThat(hex(StateFrame.write(RlsState.FORMAT, built))).isEqualTo(RLS_TRIANGLE);
  }

  @Test
  void rls_version1_becomesVersion2() {
    RlsState state = StateFrame.read(RlsState.FORMAT, bytes(RLS_V1));
    assertThat(state.triangle().entry(0, 0)).isEqualTo(0.5);

    state.factor(new double[] {2, 1});

    assertThat(hex(StateFrame.write(RlsState.FORMAT, state))).isEqualTo(RLS_FACTORED);
    assertThat(state.repairs()).isZero();
  }

  @Test
  void rls_version1WithPrecision_readsWithoutIt() {
    RlsState state = StateFrame.read(RlsState.FORMAT, bytes(RLS_DIRECTIONAL_V1));

    state.factor(new double[] {2});

    assertThat(hex(StateFrame.write(RlsState.FORMAT, state))).isEqualTo(RLS_ONE_FACTORED);
  }

  /** P = ((4, 2), (2, 1)) has D = (0, 1); P = ((-1, 0), (0, 0)) has no positive entry. */
  @Test
  void rls_version1ThatIsNotPositive_isRepairedAndCounted() {
    RlsState singular = version1("0000000000001040" + TWO + ONE);
    RlsState negative = version1("000000000000f0bf" + ZERO + ZERO);

    singular.factor(new double[] {2, 4});
    negative.factor(new double[] {2, 4});

    assertThat(singular.inversePrecision().diagonal()).containsExactly(1, 1);
    assertThat(singular.inversePrecision().entry(0, 1)).isEqualTo(2);
    assertThat(singular.repairs()).isEqualTo(1);
    assertThat(negative.inversePrecision().diagonal()).containsExactly(0.5, 0.25);
    assertThat(negative.repairs()).isEqualTo(2);
  }

  @Test
  void rls_version1OfWhatIsKnownExactly_keepsItKnown() {
    RlsState state = version1("0000000000001040" + TWO + ONE);

    state.factorSingular();

    assertThat(state.inversePrecision().diagonal()).containsExactly(0, 1);
    assertThat(state.repairs()).isZero();
  }

  private static RlsState version1(String triangle) {
    String body = "02000000" + "01000000" + "00" + (ONE + MINUS_TWO) + triangle;
    return StateFrame.read(RlsState.FORMAT, bytes(framed("0300" + "01" + "00", body)));
  }

  @Test
  void orfit_version1_readsAndWritesItsGoldenBytes() {
    OrfitState state = StateFrame.read(OrfitState.FORMAT, bytes(ORFIT));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.basis().rank()).isEqualTo(1);
    assertThat(state.basis().column(0)).containsExactly(0, 1);
    assertThat(state.singularValues()).containsExactly(2);
    assertThat(state.steps()).isEqualTo(3);
    assertThat(state.skipped()).isEqualTo(2);
    assertThat(state.conflicts()).isEqualTo(1);
    assertThat(state.discardedEnergy()).isEqualTo(0.5);
    assertThat(state.generator()).isEqualTo(0x0123456789abcdefL);
    assertThat(hex(StateFrame.write(OrfitState.FORMAT, state))).isEqualTo(ORFIT);
  }

  @Test
  void orfit_beforeTheFirstSample_hasAnEmptyBasis() {
    OrfitState empty = OrfitState.initial(new double[][] {{1, -2}}, 5);

    String expected =
        framed(
            "0400" + "01" + "00",
            ("02000000" + "01000000" + "00000000")
                + (ZERO + ZERO + ZERO + ZERO)
                + ("0500000000000000" + ONE + MINUS_TWO));
    assertThat(hex(StateFrame.write(OrfitState.FORMAT, empty))).isEqualTo(expected);
    assertThat(StateFrame.read(OrfitState.FORMAT, bytes(expected)).basis().rank()).isZero();
  }

  @Test
  void lofi_version1_readsAndWritesItsGoldenBytes() {
    LofiState state = StateFrame.read(LofiState.FORMAT, bytes(LOFI));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.diagonal()).containsExactly(0.5, 1);
    assertThat(state.sketch().basis().column(0)).containsExactly(0, 1);
    assertThat(state.sketch().singularValues()).containsExactly(2);
    assertThat(state.sketch().discardedEnergy()).isEqualTo(0.5);
    assertThat(state.steps()).isEqualTo(3);
    assertThat(hex(StateFrame.write(LofiState.FORMAT, state))).isEqualTo(LOFI);
  }

  @Test
  void lofi_beforeTheFirstSample_isIsotropic() {
    LofiState state = LofiState.initial(new double[][] {{1, -2}}, 0.5);

    LofiState read = StateFrame.read(LofiState.FORMAT, StateFrame.write(LofiState.FORMAT, state));

    assertThat(read.diagonal()).containsExactly(0.5, 0.5);
    assertThat(read.sketch().rank()).isZero();
    assertThat(read.steps()).isZero();
  }

  @Test
  void onlineNet_version1Frozen_readsAndWritesItsGoldenBytes() {
    OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, bytes(FROZEN_NET));

    assertThat(state.readout().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.hidden()).isNull();
    assertThat(state.cross()).isNull();
    assertThat(state.past()).isDeepEqualTo(new double[][] {{0.5}, {-2}});
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, state))).isEqualTo(FROZEN_NET);
    OnlineNetState built =
        OnlineNetState.frozen(RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1}));
    built.past(new double[][] {{0.5}, {-2}});
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, built))).isEqualTo(FROZEN_NET);
  }

  @Test
  void onlineNet_version1Observing_readsAndWritesItsGoldenBytes() {
    OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, bytes(OBSERVING_NET));

    assertThat(state.readout().weights()).isDeepEqualTo(new double[][] {{1, 0.5, 3}});
    assertThat(state.readout().inversePrecision().entry(2, 2)).isEqualTo(2);
    assertThat(state.hidden().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.cross()).isNull();
    assertThat(state.past()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, state))).isEqualTo(OBSERVING_NET);
    RlsState readout = RlsState.initial(new double[][] {{1, 0.5, 3}}, new double[] {2, 1, 0.5});
    RlsState hidden = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    OnlineNetState built = OnlineNetState.trained(readout, hidden, null);
    built.past(new double[][] {{0.5}});
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, built))).isEqualTo(OBSERVING_NET);
  }

  @Test
  void onlineNet_version1Square_readsAndWritesItsGoldenBytes() {
    OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, bytes(SQUARE_NET));

    assertThat(state.readout().inversePrecision().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.hidden().weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.cross().rows()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(state.cross().inverse()).isDeepEqualTo(new double[][] {{2}});
    assertThat(state.past()).isEmpty();
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, state))).isEqualTo(SQUARE_NET);
    RlsState readout = RlsState.initial(new double[][] {{1}}, new double[] {2});
    RlsState hidden = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    OnlineNetState built = OnlineNetState.trained(readout, hidden, CrossMoment.isotropic(1, 0.5));
    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, built))).isEqualTo(SQUARE_NET);
  }

  @Test
  void onlineNet_regressionsOfVersion1_becomeVersion2() {
    OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, bytes(SQUARE_NET_V1));

    state.readout().factor(new double[] {2});
    state.hidden().factor(new double[] {2, 1});

    assertThat(hex(StateFrame.write(OnlineNetState.FORMAT, state)))
        .isEqualTo(squareNet(RLS_ONE_FACTORED + RLS_FACTORED));
  }

  @Test
  void onlineNet_inverseThatIsNotKnown_takesNoBytes() {
    OnlineNetState state = StateFrame.read(OnlineNetState.FORMAT, bytes(SQUARE_NET));
    state.cross().set(new double[][] {{0}}, null);

    byte[] written = StateFrame.write(OnlineNetState.FORMAT, state);

    assertThat(written).hasSize(SQUARE_NET.length() / 2 - 8);
    assertThat(StateFrame.read(OnlineNetState.FORMAT, written).cross().inverse()).isNull();
    assertThat(StateFrame.read(OnlineNetState.FORMAT, written).cross().rows())
        .isDeepEqualTo(new double[][] {{0}});
  }

  @Test
  void laplace_version2_readsAndWritesItsGoldenBytes() {
    LaplaceState state = StateFrame.read(LaplaceState.FORMAT, bytes(LAPLACE));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.precision().contrasts().root()).isEqualTo(1);
    assertThat(state.precision().pairs()).isDeepEqualTo(new double[][] {{0, 0.5}, {0.5, 0}});
    assertThat(state.precision().factor().row(0)).containsExactly(1);
    assertWindow(state.window());
    assertThat(hex(StateFrame.write(LaplaceState.FORMAT, state))).isEqualTo(LAPLACE);
    LaplaceState built =
        LaplaceState.of(
            new double[][] {{1}, {-2}},
            new ClassPrecision(
                Contrasts.of(new int[] {1, -1}),
                new double[][] {{0, 0.5}, {0.5, 0}},
                TriangularFactor.isotropic(1, 1)),
            1);
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(hex(StateFrame.write(LaplaceState.FORMAT, built))).isEqualTo(LAPLACE);
  }

  /** A difference t of the classes is s = (t, -t) / 2: sᵀ Λ s = (½ + ¼) t². */
  @Test
  void laplace_version1_isFactoredWhenRead() {
    LaplaceState state = StateFrame.read(LaplaceState.FORMAT, bytes(LAPLACE_MATRIX));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.precision().factor().row(0)).containsExactly(Math.sqrt(0.75));
    assertThat(state.precision().pairs()).isDeepEqualTo(new double[][] {{0, 0.75}, {0.75, 0}});
    assertWindow(state.window());
    byte[] written = StateFrame.write(LaplaceState.FORMAT, state);
    assertThat(written).hasSize(LAPLACE.length() / 2);
    assertThat(
            StateFrame.write(
                LaplaceState.FORMAT, StateFrame.read(LaplaceState.FORMAT, bytes(LAPLACE_MATRIX))))
        .isEqualTo(written);
  }

  /** Of x = (1, 1) and two classes, as if its λ had drowned: Λ is singular. */
  @Test
  void laplace_version1ThatRoundingLeftSingular_isFactoredAndCounted() {
    String minus = "000000000000f0bf";
    String lower = ONE + (minus + ONE) + (ONE + minus + ONE) + (minus + ONE + minus + ONE);
    String weights = ZERO + ZERO + ZERO + ZERO;
    String framed =
        framed(
            "0700" + "01" + "00",
            ("02000000" + "02000000" + "01000000" + "00") + weights + lower + WINDOW);

    LaplaceState state = StateFrame.read(LaplaceState.FORMAT, bytes(framed));

    assertThat(state.repairs()).isEqualTo(1);
    assertThat(state.precision().factor().entry(0, 0)).isPositive();
    assertThat(StateFrame.read(LaplaceState.FORMAT, bytes(LAPLACE_MATRIX)).repairs()).isZero();
  }

  @Test
  void laplace_withSketchOfEitherVersion_readsAndWritesItsGoldenBytes() {
    LaplaceState first = StateFrame.read(LaplaceState.FORMAT, bytes(sketched("01")));
    assertThat(hex(StateFrame.write(LaplaceState.FORMAT, first))).isEqualTo(LAPLACE_SKETCHED);
    LaplaceState state = StateFrame.read(LaplaceState.FORMAT, bytes(LAPLACE_SKETCHED));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.precision()).isNull();
    assertThat(state.sketch().singularValues()).containsExactly(2);
    assertThat(state.sketch().basis().column(0)).containsExactly(0, 1);
    assertThat(state.sketch().discardedEnergy()).isEqualTo(0.5);
    assertWindow(state.window());
    assertThat(hex(StateFrame.write(LaplaceState.FORMAT, state))).isEqualTo(LAPLACE_SKETCHED);
    LaplaceState built = LaplaceState.sketched(new double[] {1, -2}, 1);
    assertThat(built.sketch().rank()).isZero();
    built.sketch(state.sketch());
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(hex(StateFrame.write(LaplaceState.FORMAT, built))).isEqualTo(LAPLACE_SKETCHED);
  }

  @Test
  void distillation_version1_readsAndWritesItsGoldenBytes() {
    DistillationState state = StateFrame.read(DistillationState.FORMAT, bytes(DISTILLATION));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.seen()).isEqualTo(5);
    assertThat(state.generator()).isEqualTo(0x0123456789abcdefL);
    assertThat(state.support()).containsExactly(new double[] {0.5}, new double[] {1});
    assertWindow(state.window());
    assertThat(hex(StateFrame.write(DistillationState.FORMAT, state))).isEqualTo(DISTILLATION);
    DistillationState built =
        DistillationState.initial(new double[][] {{1}, {-2}}, 1, 0x0123456789abcdefL);
    built.keep(new double[] {0.5});
    built.keep(new double[] {7});
    built.replace(1, new double[] {1});
    built.replace(2, new double[] {9});
    built.replace(1L << 40, new double[] {9});
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(hex(StateFrame.write(DistillationState.FORMAT, built))).isEqualTo(DISTILLATION);
  }

  @Test
  void window_cleared_isWhatItWasAtFirst() {
    Window window = new Window();
    window.add(new LabelledInput(new double[] {1}, 0, 1), 7);

    window.clear();

    assertThat(window.samples()).isEmpty();
    assertThat(window.index()).isZero();
  }

  private static void assertWindow(Window window) {
    assertThat(window.index()).isEqualTo(3);
    assertThat(window.samples()).hasSize(1);
    assertThat(window.samples().get(0).label()).isEqualTo(1);
    assertThat(window.samples().get(0).weight()).isEqualTo(0.5);
    assertThat(window.samples().get(0).x()).containsExactly(-2);
  }

  @Test
  void ledger_version3_readsAndWritesItsGoldenBytes() {
    LedgerState state = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER));

    assertSums(state.moments());
    assertThat(state.factor()).isNull();
    assertThat(state.lost()).isEqualTo(1);
    assertEstimate(state.estimate(), 0.5);
    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, state))).isEqualTo(LEDGER);
  }

  @Test
  void ledger_withAFactor_readsAndWritesItsGoldenBytes() {
    LedgerState state = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER_FACTORED));

    assertFactored(state);
    assertThat(state.margin()).isEqualTo(0.5);
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, state))).isEqualTo(LEDGER_FACTORED);
    assertThat(LedgerState.FORMAT.bytes(state)).isEqualTo(length(LEDGER_FACTORED));
  }

  @Test
  void ledger_version2_readsAsAStateWithAFactor() {
    LedgerState state = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER_2));
    LedgerState tailed = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER_TAILED_2));

    assertFactored(state);
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, state))).isEqualTo(LEDGER_FACTORED);
    assertTail(tailed.moments().tail());
  }

  @Test
  void ledger_version1_readsAsStateOfUnknownMargin() {
    LedgerState state = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER_1));

    assertThat(state.margin()).isZero();
    state.margin(0.5);
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, state))).isEqualTo(LEDGER_FACTORED);
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
    LedgerState state = StateFrame.read(LedgerState.FORMAT, bytes(LEDGER_TAILED));

    assertSums(state.moments());
    assertTail(state.moments().tail());
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, state))).isEqualTo(LEDGER_TAILED);
    assertThat(LedgerState.bytes(2, 1) + LedgerState.tailBytes(2, 1))
        .isEqualTo(length(LEDGER_TAILED))
        .isEqualTo(LedgerState.FORMAT.bytes(state));
  }

  @Test
  void ledger_withATailOfAnotherLength_isRefused() {
    byte[] longer = bytes(framed("0a00" + "03" + "00", body(LEDGER_TAILED) + ZERO));
    byte[] none = bytes(framed("0a00" + "03" + "00", body(LEDGER) + TAIL));
    byte[] old = bytes(framed("0a00" + "01" + "00", body(LEDGER_1) + TAIL));

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
    String sums = ZERO + ZERO + ZERO + ZERO;
    String judged = "000000000000d03f" + ONE + "0000000000000040";
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, ridged)))
        .isEqualTo(framed("0a00" + "03" + "00", head + "00000000" + sums + ONE + judged));
    assertThat(hex(StateFrame.write(LedgerState.FORMAT, free)))
        .isEqualTo(
            framed(
                "0a00" + "03" + "00",
                head + "02000000" + sums + ONE + ZERO + ZERO + "000000000000f0bf"));
  }

  @Test
  void matrixFlow_version1_readsAndWritesItsGoldenBytes() {
    MatrixFlowState state = StateFrame.read(MatrixFlowState.FORMAT, bytes(MATRIX_FLOW));

    assertThat(state.moments().n()).isEqualTo(0.5);
    assertThat(state.moments().first()).isDeepEqualTo(new double[][] {{0.5, -1}});
    assertThat(state.moments().second().entry(1, 1)).isEqualTo(2);
    assertThat(state.matrix().entry(0, 0)).isEqualTo(3);
    assertThat(state.matrix().entry(0, 1)).isEqualTo(1);
    assertThat(state.matrix().entry(1, 1)).isEqualTo(-2);
    assertThat(hex(StateFrame.write(MatrixFlowState.FORMAT, state))).isEqualTo(MATRIX_FLOW);
  }

  @Test
  void matrixFlow_withoutMatrix_endsAfterItsMoments() {
    MatrixFlowState state = MatrixFlowState.initial(1);
    state.moments().add(0.5, new double[] {-2}, new double[] {1});

    assertThat(hex(StateFrame.write(MatrixFlowState.FORMAT, state)))
        .isEqualTo(
            framed(
                "0900" + "01" + "00",
                "01000000" + "00" + HALF + HALF + "000000000000f0bf" + "0000000000000040"));
  }

  @Test
  void rootLedger_version3_readsAndWritesItsGoldenBytes() {
    RootLedgerState state = StateFrame.read(RootLedgerState.FORMAT, bytes(ROOT_LEDGER));

    assertThat(state.n()).isEqualTo(0.5);
    assertEstimate(state.estimate(), 1);
    assertThat(hex(StateFrame.write(RootLedgerState.FORMAT, state))).isEqualTo(ROOT_LEDGER);
  }

  /** Lᵀ L = [[5/4, 3/2], [3/2, 9]] = U⁻ᵀ D⁻¹ U⁻¹. */
  @Test
  void rootLedger_versionsBefore_haveTheVariancesOfTheirFactor() {
    for (String old : new String[] {ROOT_LEDGER_1, ROOT_LEDGER_2}) {
      RootLedgerState state = StateFrame.read(RootLedgerState.FORMAT, bytes(old));

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
    assertThat(hex(StateFrame.write(RootLedgerState.FORMAT, state)))
        .isEqualTo(
            framed("0b00" + "03" + "00", "01000000" + "01000000" + ZERO + ZERO + ONE + quarter));
    RootLedgerState free = RootLedgerState.initial(new double[][] {{1}}, new double[] {0});
    assertThat(free.estimate().spread().open(0)).isTrue();
  }

  @Test
  void model_version1_readsAndWritesItsGoldenBytes() {
    StoredModel model = StateFrame.read(StoredModel.FORMAT, bytes(MODEL));

    assertThat(model.spec()).isEqualTo("{}");
    assertThat(model.incarnation()).isEqualTo(1);
    assertThat(model.version()).isEqualTo(42);
    assertThat(model.samples()).isEqualTo(41);
    assertThat(model.previous()).isEqualTo(-1);
    assertThat(hex(model.state())).isEqualTo(WEIGHTS);
    assertThat(hex(StateFrame.write(StoredModel.FORMAT, model))).isEqualTo(MODEL);
  }

  /** 4 p (p + 1) + 16 p + 9 bytes of body at p = 600: 1.4 MiB, each number from the seed. */
  @Test
  void rls_largerThanOneMebibyte_keepsTheStructureOfItsBytes() {
    int p = 600;
    SplitMix numbers = new SplitMix(11);
    ByteBuffer body =
        ByteBuffer.allocate(9 + 16 * p + 4 * p * (p + 1)).order(ByteOrder.LITTLE_ENDIAN);
    body.putInt(p).putInt(1).put((byte) 0);
    while (body.hasRemaining()) {
      body.putDouble(numbers.uniform(3));
    }
    String golden = framed("0300" + "02" + "00", hex(body.array()));

    RlsState state = StateFrame.read(RlsState.FORMAT, bytes(golden));

    SplitMix again = new SplitMix(11);
    for (double weight : state.weights()[0]) {
      assertThat(weight).isEqualTo(again.uniform(3));
    }
    double[] lastColumn = new double[p - 1];
    for (int j = 0; j < p; j++) {
      for (int i = 0; i < j; i++) {
        double entry = again.uniform(3);
        if (j == p - 1) {
          lastColumn[i] = entry;
        }
      }
    }
    for (double entry : state.inversePrecision().diagonal()) {
      assertThat(entry).isEqualTo(again.uniform(3));
    }
    for (double peak : state.peaks()) {
      assertThat(peak).isEqualTo(again.uniform(3));
    }
    double last = state.inversePrecision().diagonal()[p - 1];
    for (int i = 0; i < p - 1; i++) {
      assertThat(state.inversePrecision().entry(i, p - 1)).isEqualTo(lastColumn[i] * last);
    }
    assertThat(StateFrame.write(RlsState.FORMAT, state)).isEqualTo(bytes(golden));
    assertThat(golden.length() / 2).isGreaterThan(1 << 20);
  }

  @Test
  void bytes_ofEveryFormat_matchWhatIsWritten() {
    assertThat(WeightsState.bytes(1, 2)).isEqualTo(length(WEIGHTS));
    assertThat(RlsState.bytes(2, 1)).isEqualTo(length(RLS));
    assertThat(RlsState.triangleBytes(2, 1)).isEqualTo(length(RLS_TRIANGLE));
    assertThat(OrfitState.bytes(2, 1, 1)).isEqualTo(length(ORFIT));
    assertThat(LofiState.bytes(2, 1, 1)).isEqualTo(length(LOFI));
    assertThat(OnlineNetState.bytes(length(RLS), 0, 0, 2, 1)).isEqualTo(length(FROZEN_NET));
    assertThat(OnlineNetState.bytes(length(RLS_ONE), length(RLS), 1, 0, 0))
        .isEqualTo(length(SQUARE_NET));
    assertThat(LaplaceState.bytes(1, 2, 1, 1)).isEqualTo(length(LAPLACE));
    assertThat(LaplaceState.sketchedBytes(2, 1, 1, 1)).isEqualTo(length(LAPLACE_SKETCHED));
    assertThat(DistillationState.bytes(1, 2, 1, 2, 1)).isEqualTo(length(DISTILLATION));
    assertThat(LedgerState.bytes(2, 1)).isEqualTo(length(LEDGER));
    assertThat(RootLedgerState.bytes(2, 1)).isEqualTo(length(ROOT_LEDGER));
    assertThat(MatrixFlowState.bytes(2, true)).isEqualTo(length(MATRIX_FLOW));
  }

  /** Magic, header, length, body and CRC32C, as hexadecimal digits. */
  static String framed(String header, String body) {
    ByteBuffer frame = ByteBuffer.allocate(16 + body.length() / 2).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(bytes(MAGIC + header)).putInt(body.length() / 2).put(bytes(body));
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 0, frame.position());
    frame.putInt((int) crc.getValue());
    return hex(frame.array());
  }

  private static Short[] ids(int... ids) {
    Short[] shorts = new Short[ids.length];
    for (int i = 0; i < ids.length; i++) {
      shorts[i] = (short) ids[i];
    }
    return shorts;
  }

  private static long length(String framed) {
    return framed.length() / 2L - StateFrame.OVERHEAD;
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static byte[] golden(StateFormat<?> format) {
    return bytes(
        switch (format.name()) {
          case "model" -> MODEL;
          case "weights" -> WEIGHTS;
          case "rls" -> RLS;
          case "lofi-diagonal" -> LOFI;
          case "online-net" -> SQUARE_NET;
          case "laplace" -> LAPLACE_SKETCHED;
          case "distillation" -> DISTILLATION;
          case "ledger" -> LEDGER;
          case "root-ledger" -> ROOT_LEDGER;
          case "matrix-flow" -> MATRIX_FLOW;
          case "standardized" -> STANDARDIZED;
          default -> ORFIT;
        });
  }
}
