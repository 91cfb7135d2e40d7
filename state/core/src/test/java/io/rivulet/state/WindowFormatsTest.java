package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.TriangularFactor;
import org.junit.jupiter.api.Test;

/** The bytes of learners that work in windows, of every version. */
class WindowFormatsTest {

  @Test
  void laplace_version2_readsAndWritesItsGoldenBytes() {
    LaplaceState state =
        StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.LAPLACE));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.precision().contrasts().root()).isEqualTo(1);
    assertThat(state.precision().pairs()).isDeepEqualTo(new double[][] {{0, 0.5}, {0.5, 0}});
    assertThat(state.precision().factor().row(0)).containsExactly(1);
    assertWindow(state.window());
    assertThat(GoldenBytes.hex(StateFrame.write(LaplaceState.FORMAT, state)))
        .isEqualTo(GoldenBytes.LAPLACE);
    LaplaceState built =
        LaplaceState.of(
            new double[][] {{1}, {-2}},
            new ClassPrecision(
                Contrasts.of(new int[] {1, -1}),
                new double[][] {{0, 0.5}, {0.5, 0}},
                TriangularFactor.isotropic(1, 1)),
            1);
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(GoldenBytes.hex(StateFrame.write(LaplaceState.FORMAT, built)))
        .isEqualTo(GoldenBytes.LAPLACE);
  }

  /** A difference t of the classes is s = (t, -t) / 2: sᵀ Λ s = (½ + ¼) t². */
  @Test
  void laplace_version1_isFactoredWhenRead() {
    LaplaceState state =
        StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.LAPLACE_MATRIX));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.precision().factor().row(0)).containsExactly(Math.sqrt(0.75));
    assertThat(state.precision().pairs()).isDeepEqualTo(new double[][] {{0, 0.75}, {0.75, 0}});
    assertWindow(state.window());
    byte[] written = StateFrame.write(LaplaceState.FORMAT, state);
    assertThat(written).hasSize(GoldenBytes.LAPLACE.length() / 2);
    assertThat(
            StateFrame.write(
                LaplaceState.FORMAT,
                StateFrame.read(
                    LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.LAPLACE_MATRIX))))
        .isEqualTo(written);
  }

  /** Of x = (1, 1) and two classes, as if its λ had drowned: Λ is singular. */
  @Test
  void laplace_version1ThatRoundingLeftSingular_isFactoredAndCounted() {
    String minus = "000000000000f0bf";
    String lower =
        GoldenBytes.ONE
            + (minus + GoldenBytes.ONE)
            + (GoldenBytes.ONE + minus + GoldenBytes.ONE)
            + (minus + GoldenBytes.ONE + minus + GoldenBytes.ONE);
    String weights = GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO + GoldenBytes.ZERO;
    String framed =
        GoldenBytes.framed(
            "0700" + "01" + "00",
            ("02000000" + "02000000" + "01000000" + "00") + weights + lower + GoldenBytes.WINDOW);

    LaplaceState state = StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(framed));

    assertThat(state.repairs()).isEqualTo(1);
    assertThat(state.precision().factor().entry(0, 0)).isPositive();
    assertThat(
            StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.LAPLACE_MATRIX))
                .repairs())
        .isZero();
  }

  @Test
  void laplace_withSketchOfEitherVersion_readsAndWritesItsGoldenBytes() {
    LaplaceState first =
        StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.sketched("01")));
    assertThat(GoldenBytes.hex(StateFrame.write(LaplaceState.FORMAT, first)))
        .isEqualTo(GoldenBytes.LAPLACE_SKETCHED);
    LaplaceState state =
        StateFrame.read(LaplaceState.FORMAT, GoldenBytes.bytes(GoldenBytes.LAPLACE_SKETCHED));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.precision()).isNull();
    assertThat(state.sketch().singularValues()).containsExactly(2);
    assertThat(state.sketch().basis().column(0)).containsExactly(0, 1);
    assertThat(state.sketch().discardedEnergy()).isEqualTo(0.5);
    assertWindow(state.window());
    assertThat(GoldenBytes.hex(StateFrame.write(LaplaceState.FORMAT, state)))
        .isEqualTo(GoldenBytes.LAPLACE_SKETCHED);
    LaplaceState built = LaplaceState.sketched(new double[] {1, -2}, 1);
    assertThat(built.sketch().rank()).isZero();
    built.sketch(state.sketch());
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(GoldenBytes.hex(StateFrame.write(LaplaceState.FORMAT, built)))
        .isEqualTo(GoldenBytes.LAPLACE_SKETCHED);
  }

  @Test
  void distillation_version1_readsAndWritesItsGoldenBytes() {
    DistillationState state =
        StateFrame.read(DistillationState.FORMAT, GoldenBytes.bytes(GoldenBytes.DISTILLATION));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1}, {-2}});
    assertThat(state.seen()).isEqualTo(5);
    assertThat(state.generator()).isEqualTo(0x0123456789abcdefL);
    assertThat(state.support()).containsExactly(new double[] {0.5}, new double[] {1});
    assertWindow(state.window());
    assertThat(GoldenBytes.hex(StateFrame.write(DistillationState.FORMAT, state)))
        .isEqualTo(GoldenBytes.DISTILLATION);
    DistillationState built =
        DistillationState.initial(new double[][] {{1}, {-2}}, 1, 0x0123456789abcdefL);
    built.keep(new double[] {0.5});
    built.keep(new double[] {7});
    built.replace(1, new double[] {1});
    built.replace(2, new double[] {9});
    built.replace(1L << 40, new double[] {9});
    built.window().add(new LabelledInput(new double[] {-2}, 1, 0.5), 3);
    assertThat(GoldenBytes.hex(StateFrame.write(DistillationState.FORMAT, built)))
        .isEqualTo(GoldenBytes.DISTILLATION);
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
}
