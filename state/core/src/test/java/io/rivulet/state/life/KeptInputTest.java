package io.rivulet.state.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Origin;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.wire.raw.RawNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A question is read as it was kept, from bytes that later builds must read as well. */
class KeptInputTest {

  private static final String FIXED =
      "0001000000000000" // due 256
          + "0300000000000000" // answered 3
          + "02000000" // partition 2
          + "0500000000000000" // offset 5
          + "ffffffffffffffff"; // timestamp -1

  /** Id "q-ü", topic "t", no schema. */
  private static final String TEXTS =
      FIXED + "04000000" + "712dc3bc" + "01000000" + "74" + "00000000";

  /** As text, with the value "{}". */
  private static final String BODY = TEXTS + "00" + "7b7d";

  private static final String FIRST_BODY = TEXTS + "7b7d";

  /** The number 1, with the headers id "q", op "", no ts, weight "2". */
  private static final String RAW_BODY =
      TEXTS
          + "01"
          + ("01000000" + "71" + "00000000" + "ffffffff" + "01000000" + "32")
          + "000000000000f03f";

  private static byte[] framed(String body) {
    return framed(2, body);
  }

  private static byte[] framed(int version, String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    ByteBuffer into = ByteBuffer.allocate(bytes.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    into.putInt(0x544c5652).putShort((short) 16).put((byte) version).put((byte) 0);
    into.putInt(bytes.length).put(bytes);
    CRC32C crc = new CRC32C();
    crc.update(into.array(), 0, bytes.length + 12);
    return into.putInt((int) crc.getValue()).array();
  }

  private static KeptInput read(String body) {
    return StateFrame.read(KeptInput.FORMAT, framed(body));
  }

  private static void refused(String body) {
    assertThatThrownBy(() -> read(body)).isInstanceOf(StateFormatException.class);
  }

  @Test
  void keptInput_version1_readsItsGoldenBytes() {
    KeptInput kept = StateFrame.read(KeptInput.FORMAT, framed(1, FIRST_BODY));

    assertThat(kept.question().headers()).isNull();
    assertThat(StateFrame.write(KeptInput.FORMAT, kept)).isEqualTo(framed(BODY));
  }

  @Test
  void keptInput_rawNumbers_readsAndWritesItsGoldenBytes() {
    KeptInput kept = read(RAW_BODY);

    assertThat(kept.question().headers().id()).asString().isEqualTo("q");
    assertThat(kept.question().headers().op()).isEmpty();
    assertThat(kept.question().headers().ts()).isNull();
    assertThat(kept.question().headers().weight()).asString().isEqualTo("2");
    assertThat(RawNumbers.read(kept.question().value())).containsExactly(1);
    assertThat(StateFrame.write(KeptInput.FORMAT, kept)).isEqualTo(framed(RAW_BODY));
    assertThat(KeptInput.FORMAT.bytes(kept)).isEqualTo(RAW_BODY.length() / 2);
    refused(RAW_BODY.replace("01010000", "02010000"));
    refused(RAW_BODY.replace("ffffffff" + "01000000", "feffffff" + "01000000"));
  }

  @Test
  void keptInput_version2_readsAndWritesItsGoldenBytes() {
    KeptInput kept = read(BODY);

    assertThat(kept.id()).isEqualTo("q-ü");
    assertThat(kept.due()).isEqualTo(256);
    assertThat(kept.answered()).isEqualTo(3);
    assertThat(kept.question().topic()).isEqualTo("t");
    assertThat(kept.question().partition()).isEqualTo(2);
    assertThat(kept.question().offset()).isEqualTo(5);
    assertThat(kept.question().timestamp()).isEqualTo(-1);
    assertThat(kept.question().key()).isNull();
    assertThat(kept.question().schema()).isNull();
    assertThat(kept.question().value()).asString().isEqualTo("{}");
    assertThat(StateFrame.write(KeptInput.FORMAT, kept)).isEqualTo(framed(BODY));
  }

  @Test
  void keptInput_withASchema_keepsIt() {
    Origin origin = new Origin("samples", 0, 7, 9, null, new byte[] {1}, "2");
    KeptInput kept = new KeptInput("id", Long.MAX_VALUE, 0, origin);

    byte[] frame = StateFrame.write(KeptInput.FORMAT, kept);

    assertThat(StateFrame.read(KeptInput.FORMAT, frame).question().schema()).isEqualTo("2");
    assertThat(KeptInput.FORMAT.bytes(kept)).isEqualTo(frame.length - StateFrame.OVERHEAD);
  }

  @Test
  void read_damagedBytes_areRefused() {
    byte[] frame = framed(BODY);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThatThrownBy(() -> StateFrame.read(KeptInput.FORMAT, cut))
          .isInstanceOf(StateFormatException.class);
    }
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> StateFrame.read(KeptInput.FORMAT, flipped))
          .isInstanceOf(StateFormatException.class);
    }
    refused(FIXED);
    refused(FIXED.substring(2));
    refused(FIXED + "ffffffff" + "712d31");
    refused(FIXED + "ffffff7f" + "712d31");
    refused(FIXED + "03000000" + "712d31" + "09000000" + "74");
  }

  @Test
  void read_textThatIsNotUtf8_isRefused() {
    for (String broken : new String[] {"71ffc3bc", "712d31c3", "71eda080", "71c0afaf"}) {
      refused(BODY.replace("712dc3bc", broken));
    }
    refused(BODY.replace("0100000074", "01000000ff"));
    assertThat(read(BODY.replace("712dc3bc", "f09f9880")).id().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(HexFormat.of().parseHex("f09f9880"));
  }
}
