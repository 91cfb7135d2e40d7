package io.rivulet.life;

import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Frames of states with a damage that their checksums do not show. */
final class Frames {

  private static final int HEADER = 12;

  private Frames() {}

  static StoredModel read(byte[] frame) {
    return StateFrame.read(StoredModel.FORMAT, frame);
  }

  static byte[] write(StoredModel model) {
    return StateFrame.write(StoredModel.FORMAT, model);
  }

  /** The frame with a checksum that fits. */
  static byte[] sealed(byte[] frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame, 0, frame.length - Integer.BYTES);
    ByteBuffer.wrap(frame)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(frame.length - Integer.BYTES, (int) crc.getValue());
    return frame;
  }

  /** The id of the format of a frame. */
  static int format(byte[] frame) {
    return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getShort(4);
  }

  /** The number of bytes in the body of a frame. */
  static int body(byte[] frame) {
    return frame.length - StateFrame.OVERHEAD;
  }

  /** The frame with other bytes at a place of its body. */
  static byte[] with(byte[] frame, int place, byte[] bytes) {
    byte[] changed = frame.clone();
    System.arraycopy(bytes, 0, changed, HEADER + place, bytes.length);
    return sealed(changed);
  }

  static byte[] bytes(double value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
  }

  static byte[] bytes(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  static byte[] bytes(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  /** A model with other bytes of its learned state. */
  static byte[] withState(StoredModel model, byte[] state) {
    return write(
        new StoredModel(
            model.spec(),
            model.incarnation(),
            model.version(),
            model.samples(),
            model.previous(),
            state,
            model.quality()));
  }

  static byte[] withQuality(StoredModel model, byte[] quality) {
    return write(
        new StoredModel(
            model.spec(),
            model.incarnation(),
            model.version(),
            model.samples(),
            model.previous(),
            model.state(),
            quality));
  }

  static byte[] withCounters(
      StoredModel model, long incarnation, long version, long samples, long previous) {
    return write(
        new StoredModel(
            model.spec(), incarnation, version, samples, previous, model.state(), model.quality()));
  }
}
