package io.rivulet.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class QualityStateTest {

  private static final String ZERO = "0000000000000000";
  private static final String ONE = "000000000000f03f";
  private static final String TWO = "0000000000000040";
  private static final String HALF = "000000000000e03f";

  /** Two samples, y = 3 with e = 1/2 and y = 5 with e = -2, spelled by hand from the byte map. */
  private static final String REGRESSION =
      "0100000000000000"
          + ("0100000000000000" + HALF + "000000000000d0bf")
          + "01000000"
          + ("0200000000000000" + ZERO + "0200000000000000" + "0100000000000000")
          + ZERO
          + ("0000000000000440" + "000000000000f8bf")
          + (TWO + "000000000000f13f")
          + ("0000000000000840" + ONE)
          + (TWO + HALF);

  /** The second window: two samples, one of them right, and no alarm for three. */
  private static final String CLASSIFIER =
      "0200000000000000"
          + ("0300000000000000" + "555555555555d53f" + "5555555555550540")
          + "00000000"
          + ("0200000000000000" + "0100000000000000" + ZERO + ZERO)
          + "000000000000f83f";

  private static QualityState regression() {
    QualityState state = QualityState.initial(1);
    state.detector().add(0.5, 0.25, 1);
    state.window().next();
    state.window().add(0, 3, 0.5);
    state.window().addInterval(true);
    state.window().next();
    state.window().add(0, 5, -2);
    state.window().addInterval(false);
    return state;
  }

  @Test
  void write_regression_hasTheBytesOfTheMap() {
    assertThat(hex(StateFrame.write(QualityState.FORMAT, regression())))
        .isEqualTo(hex(framed(REGRESSION)));
  }

  @Test
  void read_regression_goesOnWithTheSameFigures() {
    QualityState read = StateFrame.read(QualityState.FORMAT, framed(REGRESSION));

    assertThat(read.outputs()).isEqualTo(1);
    assertThat(read.number()).isEqualTo(1);
    assertThat(read.window().samples()).isEqualTo(2);
    assertThat(read.window().mae()).isEqualTo(1.25);
    assertThat(read.window().meanError()).isEqualTo(-0.75);
    assertThat(read.window().rmse()).isEqualTo(Math.sqrt(4.25 / 2));
    assertThat(read.window().r2()).isEqualTo(1 - 4.25 / 2);
    assertThat(read.window().coverage()).isEqualTo(0.5);
    assertThat(read.window().accuracy()).isNaN();
    assertThat(read.window().logLoss()).isNaN();
    assertThat(StateFrame.write(QualityState.FORMAT, read)).isEqualTo(framed(REGRESSION));
  }

  @Test
  void read_classifier_readsAndWritesItsBytes() {
    QualityState read = StateFrame.read(QualityState.FORMAT, framed(CLASSIFIER));

    assertThat(read.outputs()).isZero();
    assertThat(read.number()).isEqualTo(2);
    assertThat(read.window().accuracy()).isEqualTo(0.5);
    assertThat(read.window().logLoss()).isEqualTo(0.75);
    assertThat(read.window().mae()).isNaN();
    assertThat(read.window().rmse()).isNaN();
    assertThat(read.window().r2()).isNaN();
    assertThat(read.window().meanError()).isNaN();
    assertThat(read.window().coverage()).isNaN();
    assertThat(StateFrame.write(QualityState.FORMAT, read)).isEqualTo(framed(CLASSIFIER));
  }

  @Test
  void bytes_ofAnyOutputs_matchWhatIsWritten() {
    for (int outputs = 0; outputs < 4; outputs++) {
      byte[] written = StateFrame.write(QualityState.FORMAT, QualityState.initial(outputs));
      assertThat(written).hasSize(StateFrame.OVERHEAD + (int) QualityState.bytes(outputs));
    }
  }

  /** 1e308 - -1e308 is infinite, and infinity less infinity is not a number, whatever its bits. */
  @Test
  void write_targetsTooFarApart_writesOneNaN() {
    QualityState state = QualityState.initial(1);
    for (double y : new double[] {-1e308, 1e308, 1e308}) {
      state.window().next();
      state.window().add(0, y, 1);
    }

    byte[] written = StateFrame.write(QualityState.FORMAT, state);

    assertThat(state.window().r2()).isNaN();
    assertThat(state.window().mae()).isEqualTo(1);
    assertThat(hex(written)).contains("000000000000f87f").doesNotContain("000000000000f8ff");
    assertThat(StateFrame.write(QualityState.FORMAT, StateFrame.read(QualityState.FORMAT, written)))
        .isEqualTo(written);
  }

  @Test
  void read_countBelowZero_isRefused() {
    String negative = REGRESSION.substring(0, 72) + "ffffffffffffffff" + REGRESSION.substring(88);

    assertRefused(negative, "quality state has the count -1");
  }

  @Test
  void read_windowZero_isRefused() {
    assertRefused(ZERO + REGRESSION.substring(16), "window 0, windows count from 1");
  }

  @Test
  void read_moreOutputsThanBytes_isRefused() {
    String more = REGRESSION.substring(0, 64) + "02000000" + REGRESSION.substring(72);
    String huge = REGRESSION.substring(0, 64) + "ffffff7f" + REGRESSION.substring(72);

    assertRefused(more, "announces 2 outputs, 104 bytes follow");
    assertRefused(huge, "announces 2147483647 outputs");
  }

  @Test
  void read_cutAnywhere_isRefused() {
    byte[] whole = framed(REGRESSION);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> StateFrame.read(QualityState.FORMAT, cut))
          .isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void read_anyDamagedByteWithRightChecksum_isAStateOrRefused() {
    byte[] body = HexFormat.of().parseHex(REGRESSION);
    for (int i = 0; i < body.length; i++) {
      for (int damage : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = body.clone();
        damaged[i] ^= (byte) damage;
        byte[] framed = framed(hex(damaged));
        try {
          QualityState read = StateFrame.read(QualityState.FORMAT, framed);
          assertThat(StateFrame.write(QualityState.FORMAT, read)).isEqualTo(framed);
        } catch (StateFormatException e) {
          assertThat(e).hasMessageContaining("quality state");
        }
      }
    }
  }

  private static void assertRefused(String body, String message) {
    assertThatThrownBy(() -> StateFrame.read(QualityState.FORMAT, framed(body)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining(message);
  }

  private static byte[] framed(String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    ByteBuffer frame =
        ByteBuffer.allocate(bytes.length + 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(HexFormat.of().parseHex("52564c540f000100"))
            .putInt(bytes.length)
            .put(bytes);
    CRC32C crc = new CRC32C();
    crc.update(frame.array(), 0, frame.position());
    return frame.putInt((int) crc.getValue()).array();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
