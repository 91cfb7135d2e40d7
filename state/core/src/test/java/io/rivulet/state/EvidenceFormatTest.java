package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.evidence.EvidenceState;
import io.rivulet.state.evidence.HeadScores;
import io.rivulet.state.evidence.Units;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of regressions that find their noise. */
class EvidenceFormatTest {

  @Test
  void evidence_version1_readsAndWritesItsGoldenBytes() {
    EvidenceState state = requireGolden(GoldenEvidence.EVIDENCE);

    assertThat(state.units()).isEqualTo(new Units(0, new int[1], 0));
    assertThat(state.sequential()).isDeepEqualTo(new double[][] {{1, 0}});
    assertThat(state.remains()).isEmpty();
    assertThat(state.along()).isDeepEqualTo(new double[][] {{0.5}});
    assertThat(state.sketch().singularValues()).containsExactly(2);
    assertThat(state.sketch().basis().column(0)).containsExactly(0, 1);
    assertThat(state.truncated()).isTrue();
    assertThat(state.merged()).isFalse();
  }

  @Test
  void evidence_startedInOtherUnits_readsAndWritesItsGoldenBytes() {
    EvidenceState state = requireGolden(GoldenEvidence.WAITING);

    assertThat(state.units()).isEqualTo(new Units(-500, new int[] {65}, 3));
    assertThat(state.remains()).isDeepEqualTo(new double[][] {{0.5, 0}});
    assertThat(state.along()).isDeepEqualTo(new double[][] {{0.5}, {3}});
    assertThat(state.sketch().turned().turn()).isDeepEqualTo(new double[][] {{0}, {1}});
  }

  @Test
  void evidence_merged_readsAndWritesItsGoldenBytes() {
    EvidenceState state = requireGolden(GoldenEvidence.MERGED);

    assertThat(state.sequential()).isEmpty();
    assertThat(state.sketch().rank()).isZero();
    assertThat(state.merged()).isTrue();
    assertThat(state.truncated()).isFalse();
  }

  @Test
  void bytes_ofEveryShape_matchWhatIsWritten() {
    assertThat(EvidenceState.bytes(2, 1, 1, 0, true, false))
        .isEqualTo(GoldenBytes.length(GoldenEvidence.EVIDENCE));
    assertThat(EvidenceState.bytes(2, 1, 1, 2, true, true))
        .isEqualTo(GoldenBytes.length(GoldenEvidence.WAITING));
    assertThat(EvidenceState.bytes(2, 1, 0, 0, false, false))
        .isEqualTo(GoldenBytes.length(GoldenEvidence.MERGED));
  }

  @Test
  void copy_ofAnyState_hasItsBitsAndNoneOfItsArrays() {
    for (String golden :
        List.of(GoldenEvidence.EVIDENCE, GoldenEvidence.WAITING, GoldenEvidence.MERGED)) {
      EvidenceState state = read(golden);
      EvidenceState copy = state.copy();
      copy.rescale(new Units(7, new int[] {70}, 9));
      copy.sums().products()[0][0] = 5;

      assertThat(GoldenBytes.hex(StateFrame.write(EvidenceState.FORMAT, state))).isEqualTo(golden);
    }
  }

  /** x over 2^3, y over 2^5 and weights over 4^1: each sum is divided by what it is made of. */
  @Test
  void rescale_toLargerUnits_dividesEverySum() {
    EvidenceState state = read(GoldenEvidence.EVIDENCE);

    state.rescale(new Units(3, new int[] {5}, 1));

    assertThat(state.sums().weight()).isEqualTo(3 / 4.0);
    assertThat(state.sums().energy()).isEqualTo(2 / 64.0 / 4);
    assertThat(state.sums().targetEnergy(0)).isEqualTo(2 / 1024.0 / 4);
    assertThat(state.sums().products()[0]).containsExactly(-2 / 256.0 / 4, 0.5 / 256 / 4);
    assertThat(state.sums().mean()).containsExactly(1, -2);
    assertThat(state.tail()).isEqualTo(0.5 / 64 / 4);
    assertThat(state.sketch().singularValues()).containsExactly(2 / 8.0 / 2);
    assertThat(state.along()).isDeepEqualTo(new double[][] {{0.5 / 256 / 4}});
    assertThat(state.sequential()).isDeepEqualTo(new double[][] {{1 / 4.0, 0}});
    assertThat(state.scores().loss(0, 21)).isEqualTo(0.5 / 1024 / 4);
    assertThat(state.scores().logs(21)).isEqualTo(1);
  }

  @Test
  void read_impossibleHeader_isRefusedWithWhatItSays() {
    requireRefused("ffffffff" + "01000000" + "00000000" + "00000000", "evidence of -1 inputs");
    requireRefused("02000000" + "01000000" + "03000000" + "00000000", "rank 3");
    requireRefused("02000000" + "ffffff7f" + "00000000" + "00000000", "2147483647 outputs");
    requireRefused("02000000" + "01000000" + "02000000" + "01000000", "a rotation of 1 columns");
  }

  private static void requireRefused(String shape, String message) {
    byte[] bytes =
        GoldenBytes.bytes(
            GoldenBytes.framed(
                "1500" + "01" + "00", shape + "00000000" + GoldenBytes.ZERO.repeat(200)));

    assertThatThrownBy(() -> StateFrame.read(EvidenceState.FORMAT, bytes))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining(message);
  }

  private static EvidenceState read(String golden) {
    return StateFrame.read(EvidenceState.FORMAT, GoldenBytes.bytes(golden));
  }

  /** Reads what all golden bytes have in common, and compares what is written. */
  private static EvidenceState requireGolden(String golden) {
    EvidenceState state = read(golden);

    assertThat(state.steps()).isEqualTo(4);
    assertThat(state.sums().samples()).isEqualTo(3);
    assertThat(state.sums().weight()).isEqualTo(3);
    assertThat(state.sums().energy()).isEqualTo(2);
    assertThat(state.sums().mean()).containsExactly(1, -2);
    assertThat(state.sums().targetMeans()).containsExactly(1);
    assertThat(state.sums().targetEnergy(0)).isEqualTo(2);
    assertThat(state.sums().products()).isDeepEqualTo(new double[][] {{-2, 0.5}});
    assertThat(state.scores().scored()).isEqualTo(1);
    assertThat(state.tail()).isEqualTo(0.5);
    assertThat(state.tailSamples()).isEqualTo(2);
    for (int g = 0; g < HeadScores.HEADS; g++) {
      assertThat(state.scores().loss(0, g)).isEqualTo(0.5);
      assertThat(state.scores().logs(g)).isEqualTo(1);
    }
    assertThat(GoldenBytes.hex(StateFrame.write(EvidenceState.FORMAT, state))).isEqualTo(golden);
    return state;
  }
}
