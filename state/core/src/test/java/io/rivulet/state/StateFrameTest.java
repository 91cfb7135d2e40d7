package io.rivulet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.state.life.StateFormats;
import io.rivulet.state.life.StoredLife;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bytes are refused by name, and cost no more memory than they have bytes. */
class StateFrameTest {

  static Stream<StateFormat<?>> formats() {
    return StateFormats.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void read_anyFlippedBit_isRefused(StateFormat<?> format) {
    byte[] golden = StateFormatsTest.golden(format);

    for (int bit = 0; bit < 8 * golden.length; bit++) {
      byte[] damaged = golden.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(format, damaged);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void read_anyPrefixOrLongerBytes_isRefused(StateFormat<?> format) {
    byte[] golden = StateFormatsTest.golden(format);

    for (int length = 0; length < golden.length; length++) {
      assertRefused(format, Arrays.copyOf(golden, length));
    }
    assertRefused(format, Arrays.copyOf(golden, golden.length + 1));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void read_anyOtherHeader_isRefusedThoughItsChecksumIsRight(StateFormat<?> format) {
    byte[] golden = StateFormatsTest.golden(format);
    int newest = format.version();

    assertThatThrownBy(() -> read(format, resealed(golden, 0, 'X'))).hasMessageContaining("magic");
    assertThatThrownBy(() -> read(format, resealed(golden, 4, 99)))
        .hasMessageContaining("format id 99");
    assertThatThrownBy(() -> read(format, resealed(golden, 6, 0)))
        .hasMessage(format.name() + " state has version 0, this build reads 1 to " + newest);
    assertThatThrownBy(() -> read(format, resealed(golden, 6, newest + 1)))
        .hasMessage(
            "%s state has version %d, this build reads 1 to %d", format.name(), newest + 1, newest);
    assertRefused(format, resealed(golden, 7, 1));
    assertRefused(format, resealed(golden, 8, golden[8] + 1));
    assertRefused(format, resealed(golden, 11, 0xff));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void read_shorterBodyWithRightChecksum_isRefused(StateFormat<?> format) {
    byte[] golden = StateFormatsTest.golden(format);

    for (int length = 0; length < fixed(format, golden); length++) {
      byte[] body = Arrays.copyOfRange(golden, 12, 12 + length);
      assertRefused(format, sealed(golden, body));
    }
  }

  /** The last field of a model is bytes of any number, a state that is checked when it is used. */
  private static int fixed(StateFormat<?> format, byte[] golden) {
    boolean endsInState = List.of(StoredModel.FORMAT, StoredLife.FORMAT).contains(format);
    return golden.length - 16 - (endsInState ? GoldenBytes.WEIGHTS.length() / 2 : 0);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void read_anyDamagedFieldWithRightChecksum_isAStateOrRefused(StateFormat<?> format) {
    byte[] golden = StateFormatsTest.golden(format);
    SplittableRandom random = new SplittableRandom(1);
    int[] hostile = {0, -1, 1, 3, 0x7fffffff, 0x80000000, 0x40000000, 0x20000000, 0x10000001};

    for (int trial = 0; trial < 20_000; trial++) {
      byte[] body = Arrays.copyOfRange(golden, 12, golden.length - 4);
      ByteBuffer fields = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        fields.putInt(4 * random.nextInt(body.length / 4), hostile[random.nextInt(hostile.length)]);
      }
      body[random.nextInt(body.length)] = (byte) random.nextInt();
      byte[] bytes = sealed(golden, body);
      try {
        assertThat(rewritten(format, bytes)).isEqualTo(bytes);
      } catch (StateFormatException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void read_shapesWhoseProductOverflows_isRefused() {
    for (StateFormat<?> format : StateFormats.ALL) {
      for (int rows : new int[] {0x7fffffff, 0x40000000, 0x20000000}) {
        for (int columns : new int[] {0x7fffffff, 0x40000000, 0x20000000}) {
          byte[] golden = StateFormatsTest.golden(format);
          byte[] body = Arrays.copyOfRange(golden, 12, golden.length - 4);
          int at = format == StoredModel.FORMAT ? 32 : 0;
          ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(at, rows);
          ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 4, columns);
          assertRefused(format, sealed(golden, body));
        }
      }
    }
  }

  private static <S> byte[] rewritten(StateFormat<S> format, byte[] bytes) {
    return StateFrame.write(format, StateFrame.read(format, bytes));
  }

  private static Object read(StateFormat<?> format, byte[] bytes) {
    return StateFrame.read(format, bytes);
  }

  private static void assertRefused(StateFormat<?> format, byte[] bytes) {
    assertThatThrownBy(() -> read(format, bytes)).isInstanceOf(StateFormatException.class);
  }

  private static byte[] resealed(byte[] golden, int at, int value) {
    byte[] changed = golden.clone();
    changed[at] = (byte) value;
    return seal(changed);
  }

  /** The header of a golden frame around another body. */
  private static byte[] sealed(byte[] golden, byte[] body) {
    ByteBuffer frame = ByteBuffer.allocate(body.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    frame.put(golden, 0, 8).putInt(body.length).put(body);
    return seal(frame.array());
  }

  private static byte[] seal(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, frame.length - 4);
    ByteBuffer.wrap(frame)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(frame.length - 4, (int) crc.getValue());
    return frame;
  }
}
