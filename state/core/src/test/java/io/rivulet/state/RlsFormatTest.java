package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.kernel.SplitMix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** The bytes of recursive least squares, of every version. */
class RlsFormatTest {

  @Test
  void rls_version2_readsAndWritesItsGoldenBytes() {
    RlsState state = StateFrame.read(RlsState.FORMAT, GoldenBytes.bytes(GoldenBytes.RLS));

    assertThat(state.weights()).isDeepEqualTo(new double[][] {{1, -2}});
    assertThat(state.inversePrecision().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.inversePrecision().entry(0, 1)).isEqualTo(0);
    assertThat(state.inversePrecision().entry(1, 1)).isEqualTo(1);
    assertThat(state.peaks()).containsExactly(0, 0);
    assertThat(state.triangle()).isNull();
    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, state)))
        .isEqualTo(GoldenBytes.RLS);
    RlsState built = RlsState.initial(new double[][] {{1, -2}}, new double[] {2, 1});
    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, built)))
        .isEqualTo(GoldenBytes.RLS);
  }

  @Test
  void rls_version2WithATriangle_readsAndWritesItsGoldenBytes() {
    RlsState state = StateFrame.read(RlsState.FORMAT, GoldenBytes.bytes(GoldenBytes.RLS_TRIANGLE));

    assertThat(state.triangle().entry(0, 0)).isEqualTo(0.5);
    assertThat(state.inversePrecision()).isNull();
    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, state)))
        .isEqualTo(GoldenBytes.RLS_TRIANGLE);
    RlsState built = RlsState.initialTriangle(new double[][] {{1, -2}}, new double[] {2, 1});
    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, built)))
        .isEqualTo(GoldenBytes.RLS_TRIANGLE);
  }

  @Test
  void rls_version1_becomesVersion2() {
    RlsState state = StateFrame.read(RlsState.FORMAT, GoldenBytes.bytes(GoldenBytes.RLS_V1));
    assertThat(state.triangle().entry(0, 0)).isEqualTo(0.5);

    state.factor(new double[] {2, 1});

    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, state)))
        .isEqualTo(GoldenBytes.RLS_FACTORED);
    assertThat(state.repairs()).isZero();
  }

  @Test
  void rls_version1WithPrecision_readsWithoutIt() {
    RlsState state =
        StateFrame.read(RlsState.FORMAT, GoldenBytes.bytes(GoldenBytes.RLS_DIRECTIONAL_V1));

    state.factor(new double[] {2});

    assertThat(GoldenBytes.hex(StateFrame.write(RlsState.FORMAT, state)))
        .isEqualTo(GoldenBytes.RLS_ONE_FACTORED);
  }

  /** P = ((4, 2), (2, 1)) has D = (0, 1); P = ((-1, 0), (0, 0)) has no positive entry. */
  @Test
  void rls_version1ThatIsNotPositive_isRepairedAndCounted() {
    RlsState singular = version1("0000000000001040" + GoldenBytes.TWO + GoldenBytes.ONE);
    RlsState negative = version1("000000000000f0bf" + GoldenBytes.ZERO + GoldenBytes.ZERO);

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
    RlsState state = version1("0000000000001040" + GoldenBytes.TWO + GoldenBytes.ONE);

    state.factorSingular();

    assertThat(state.inversePrecision().diagonal()).containsExactly(0, 1);
    assertThat(state.repairs()).isZero();
  }

  private static RlsState version1(String triangle) {
    String body =
        "02000000" + "01000000" + "00" + (GoldenBytes.ONE + GoldenBytes.MINUS_TWO) + triangle;
    return StateFrame.read(
        RlsState.FORMAT, GoldenBytes.bytes(GoldenBytes.framed("0300" + "01" + "00", body)));
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
    String golden = GoldenBytes.framed("0300" + "02" + "00", GoldenBytes.hex(body.array()));

    RlsState state = StateFrame.read(RlsState.FORMAT, GoldenBytes.bytes(golden));

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
    assertThat(StateFrame.write(RlsState.FORMAT, state)).isEqualTo(GoldenBytes.bytes(golden));
    assertThat(golden.length() / 2).isGreaterThan(1 << 20);
  }
}
