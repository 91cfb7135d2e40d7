package io.rivulet.state;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A model as it is kept: its spec, its counters and its learned state. The spec that a model was
 * born with governs it for life.
 *
 * @param spec canonical JSON of the spec
 * @param incarnation counts births of this id, from 1
 * @param version accepted learn and unlearn records of this incarnation
 * @param samples learned minus unlearned
 * @param previous version last published, -1 before the first
 * @param state the framed learned state, in the format that the spec names; not copied
 */
public record StoredModel(
    String spec, long incarnation, long version, long samples, long previous, byte[] state) {

  private static final long NONE = -1;

  public static final StateFormat<StoredModel> FORMAT = new Format();

  /** Bytes of a stored model beside its spec and its state. */
  public static final int OVERHEAD = StateFrame.OVERHEAD + 36;

  /**
   * The same model above a base: where its incarnation is not, it gets the next one and has
   * published nothing of it yet.
   */
  public StoredModel above(long base) {
    return incarnation > base
        ? this
        : new StoredModel(spec, base + 1, version, samples, NONE, state);
  }

  /**
   *
   *
   * <pre>
   * offset   type      field
   * 0        long      incarnation
   * 8        long      version
   * 16       long      samples
   * 24       long      previous
   * 32       int       n, length of the spec
   * 36       byte[n]   spec, canonical JSON in UTF-8
   * 36 + n   byte[]    learned state in a frame of its own, to the end
   * </pre>
   */
  private static final class Format implements StateFormat<StoredModel> {

    @Override
    public String name() {
      return "model";
    }

    @Override
    public short id() {
      return 1;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(StoredModel model) {
      return 36L + model.spec.getBytes(StandardCharsets.UTF_8).length + model.state.length;
    }

    @Override
    public void write(StoredModel model, ByteBuffer into) {
      byte[] spec = model.spec.getBytes(StandardCharsets.UTF_8);
      into.putLong(model.incarnation).putLong(model.version).putLong(model.samples);
      into.putLong(model.previous).putInt(spec.length).put(spec).put(model.state);
    }

    @Override
    public StoredModel read(ByteBuffer from, byte version) {
      long incarnation = from.getLong();
      long modelVersion = from.getLong();
      long samples = from.getLong();
      long previous = from.getLong();
      String spec = text(bytes(from, from.getInt()));
      byte[] state = bytes(from, from.remaining());
      return new StoredModel(spec, incarnation, modelVersion, samples, previous, state);
    }

    private static String text(byte[] utf8) {
      String text = new String(utf8, StandardCharsets.UTF_8);
      if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
        throw new StateFormatException("stored model has a spec that is not UTF-8");
      }
      return text;
    }

    private static byte[] bytes(ByteBuffer from, int length) {
      if (length < 0 || length > from.remaining()) {
        throw new StateFormatException(
            "stored model names " + length + " bytes, " + from.remaining() + " are left");
      }
      byte[] bytes = new byte[length];
      from.get(bytes);
      return bytes;
    }
  }
}
