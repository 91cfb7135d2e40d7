package io.rivulet.state.run;

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

class RunStateTest {

  private static final RunState RUN = new RunState("p.", "g", 7, new CheckpointMark("job-é", 258));

  /** Spelled by hand from the byte map. */
  private static final String BODY =
      ("0700000000000000" + "0201000000000000")
          + ("02000000" + "702e")
          + ("01000000" + "67")
          + ("06000000" + "6a6f622dc3a9");

  @Test
  void write_run_hasTheBytesOfTheMap() {
    assertThat(StateFrame.write(RunState.FORMAT, RUN)).isEqualTo(framed(BODY));
  }

  @Test
  void read_itsOwnBytes_givesTheRun() {
    assertThat(StateFrame.read(RunState.FORMAT, framed(BODY))).isEqualTo(RUN);
  }

  @Test
  void read_lengthBeyondTheEnd_isRefused() {
    String longer = BODY.replace("06000000", "07000000");

    assertThatThrownBy(() -> StateFrame.read(RunState.FORMAT, framed(longer)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("run state names 7 bytes, 6 are left");
  }

  @Test
  void read_negativeBase_isRefused() {
    String negative = "ffffffffffffffff" + BODY.substring(16);

    assertThatThrownBy(() -> StateFrame.read(RunState.FORMAT, framed(negative)))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("base -1");
  }

  @Test
  void read_cutAnywhere_isRefused() {
    byte[] whole = framed(BODY);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> StateFrame.read(RunState.FORMAT, cut))
          .isInstanceOf(StateFormatException.class);
    }
  }

  private static byte[] framed(String body) {
    byte[] bytes = HexFormat.of().parseHex(body);
    ByteBuffer frame =
        ByteBuffer.allocate(bytes.length + 16)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(HexFormat.of().parseHex("52564c540d000100"))
            .putInt(bytes.length)
            .put(bytes);
    var crc = new CRC32C();
    crc.update(frame.array(), 0, frame.position());
    return frame.putInt((int) crc.getValue()).array();
  }
}
