package io.rivulet.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

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

  /** Serialises a state into fresh bytes. */
  public static <S> byte[] write(StateFormat<S> format, S state) {
    int length = Math.toIntExact(format.bytes(state));
    ByteBuffer into = ByteBuffer.allocate(length + OVERHEAD).order(ByteOrder.LITTLE_ENDIAN);
    into.putInt(MAGIC).putShort(format.id()).put(format.version()).put((byte) 0).putInt(length);
    format.write(state, into);
    if (into.position() != HEADER + length) {
      throw new IllegalStateException(
          format.name() + " wrote " + (into.position() - HEADER) + " bytes, announced " + length);
    }
    into.putInt(checksum(into.array(), HEADER + length));
    return into.array();
  }

  /**
   * The id of the format that framed bytes announce.
   *
   * @throws StateFormatException when the bytes are not framed
   */
  public static short formatId(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < OVERHEAD || from.getInt() != MAGIC) {
      throw new StateFormatException(
          "not a learned state: " + bytes.length + " bytes without the magic RVLT");
    }
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
    ByteBuffer from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < OVERHEAD || from.getInt() != MAGIC) {
      throw new StateFormatException(
          "not a learned state: " + bytes.length + " bytes without the magic RVLT");
    }
    short id = from.getShort();
    byte version = from.get();
    byte reserved = from.get();
    int length = from.getInt();
    if (length != bytes.length - OVERHEAD) {
      throw new StateFormatException(
          "state body announces "
              + length
              + " bytes, the frame holds "
              + (bytes.length - OVERHEAD));
    }
    if (from.getInt(HEADER + length) != checksum(bytes, HEADER + length)) {
      throw new StateFormatException("state of " + bytes.length + " bytes fails its checksum");
    }
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
    return readBody(format, from.slice(HEADER, length).order(ByteOrder.LITTLE_ENDIAN), version);
  }

  private static <S> S readBody(StateFormat<S> format, ByteBuffer body, byte version) {
    S state;
    try {
      state = format.read(body, version);
    } catch (BufferUnderflowException e) {
      throw new StateFormatException(
          format.name() + " state of " + body.capacity() + " bytes ends too early");
    }
    if (body.hasRemaining()) {
      throw new StateFormatException(
          format.name() + " state has " + body.remaining() + " bytes too many");
    }
    return state;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
