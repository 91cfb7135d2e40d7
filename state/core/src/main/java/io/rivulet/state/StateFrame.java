package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.nio.BufferUnderflowException;

/**
 * The frame around every serialised state, little-endian:
 *
 * <pre>
 * offset   type      field
 * 0        int       magic 0x544c5652, "RVLT"
 * 4        short     format id
 * 6        byte      format version, from 1
 * 7        byte      0
 * 8        int       n, length of the body
 * 12       byte[n]   body, as the format says
 * 12 + n   int       CRC32C of all bytes before
 * </pre>
 */
public final class StateFrame {

  static final int MAGIC = 0x544c5652;
  private static final int HEADER = 12;
  private static final int VERSION_AT = 6;

  /** The number of bytes that the frame adds to a body. */
  public static final int OVERHEAD = HEADER + Integer.BYTES;

  private StateFrame() {}

  /** The bytes of a state in its frame. */
  public static <S> long bytes(StateFormat<S> format, S state) {
    return format.bytes(state) + OVERHEAD;
  }

  /** Serialises a state into fresh bytes. */
  public static <S> byte[] write(StateFormat<S> format, S state) {
    byte[] bytes = new byte[Math.toIntExact(bytes(format, state))];
    write(format, state, StateOutput.into(bytes));
    return bytes;
  }

  /** Writes a state in its frame. */
  public static <S> void write(StateFormat<S> format, S state, StateOutput into) {
    int length = Math.toIntExact(format.bytes(state));
    into.begin();
    into.putInt(MAGIC).putShort(format.id()).put(format.version()).put((byte) 0).putInt(length);
    long start = into.position();
    format.write(state, into);
    if (into.position() != start + length) {
      throw new IllegalStateException(
          format.name() + " wrote " + (into.position() - start) + " bytes, announced " + length);
    }
    into.putInt(into.checksum());
  }

  /**
   * The id of the format that framed bytes announce.
   *
   * @throws StateFormatException when the bytes are not framed
   */
  public static short formatId(byte[] bytes) {
    StateInput from = StateInput.of(bytes);
    requireMagic(from);
    return from.getShort();
  }

  /** The version of the format that framed bytes announce. */
  public static byte version(byte[] frame) {
    return frame[VERSION_AT];
  }

  /**
   * Reads a state.
   *
   * @throws StateFormatException when the bytes are damaged, of another format or of a newer
   *     version
   */
  public static <S> S read(StateFormat<S> format, byte[] bytes) {
    StateInput from = StateInput.of(bytes);
    Header header = header(from);
    int end = HEADER + header.length;
    StateInput all = StateInput.of(bytes);
    all.begin();
    all.skip(end);
    requireChecksum(all.checksum(), all.getInt(), bytes.length);
    return body(format, header, from);
  }

  /**
   * Reads a state from all bytes that are left, whose checksum is known only when they have passed.
   *
   * @throws StateFormatException as {@link #read(StateFormat, byte[])}
   */
  public static <S> S read(StateFormat<S> format, StateInput from) {
    int bytes = from.remaining();
    from.begin();
    S state = body(format, header(from), from);
    int sum = from.checksum();
    from.limit(Integer.BYTES);
    requireChecksum(sum, from.getInt(), bytes);
    return state;
  }

  private static Header header(StateInput from) {
    int held = from.remaining() - OVERHEAD;
    requireMagic(from);
    Header header = new Header(from.getShort(), from.get(), from.get(), from.getInt());
    if (header.length != held) {
      throw new StateFormatException(
          "state body announces " + header.length + " bytes, the frame holds " + held);
    }
    return header;
  }

  private static void requireMagic(StateInput from) {
    int bytes = from.remaining();
    if (bytes < OVERHEAD || from.getInt() != MAGIC) {
      throw new StateFormatException(
          "not a learned state: " + bytes + " bytes without the magic RVLT");
    }
  }

  private static void requireChecksum(int sum, int written, int bytes) {
    if (sum != written) {
      throw new StateFormatException("state of " + bytes + " bytes fails its checksum");
    }
  }

  private static <S> S body(StateFormat<S> format, Header header, StateInput from) {
    header.requireKnown(format);
    from.limit(header.length);
    S state;
    try {
      state = format.read(from, header.version);
    } catch (BufferUnderflowException e) {
      throw new StateFormatException(
          format.name() + " state of " + header.length + " bytes ends too early");
    }
    if (from.hasRemaining()) {
      throw new StateFormatException(
          format.name() + " state has " + from.remaining() + " bytes too many");
    }
    return state;
  }

  private record Header(short id, byte version, byte reserved, int length) {

    void requireKnown(StateFormat<?> format) {
      if (id != format.id()) {
        throw new StateFormatException(
            "state has format id " + id + ", expected " + format.id() + " (" + format.name() + ")");
      }
      if (version < 1 || version > format.version()) {
        throw new StateFormatException(
            format.name()
                + " state has version "
                + version
                + ", this build reads 1 to "
                + format.version());
      }
      if (reserved != 0) {
        throw new StateFormatException(
            format.name() + " state has " + reserved + " where version " + version + " has 0");
      }
    }
  }
}
