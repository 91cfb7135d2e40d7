package io.rivulet.state;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A model as it is stored: its spec, its counters and its learned state. The spec with which a
 * model is created applies for its whole life.
 *
 * @param spec canonical JSON of the spec
 * @param incarnation the number of times that this id was created, from 1
 * @param version the number of accepted learn and unlearn records of this incarnation
 * @param samples the number of learned samples minus the number of unlearned ones
 * @param previous the version last published, -1 before the first
 * @param state the framed learned state, in the format that the spec names; not copied
 * @param quality the framed figures of its quality, empty when the spec asks for none; not copied
 */
public record StoredModel(
    String spec,
    long incarnation,
    long version,
    long samples,
    long previous,
    byte[] state,
    byte[] quality) {

  private static final long NONE = -1;

  public static final StateFormat<StoredModel> FORMAT = new Format();

  /** The bytes of a stored model besides its spec and its state. */
  public static final int OVERHEAD = StateFrame.OVERHEAD + 40;

  /** The same model in a later incarnation, of which nothing has been published yet. */
  public StoredModel renewed(long next) {
    return new StoredModel(spec, next, version, samples, NONE, state, quality);
  }

  /** The same model with another spec. */
  public StoredModel of(String otherSpec) {
    return new StoredModel(otherSpec, incarnation, version, samples, previous, state, quality);
  }

  private static final byte[] NO_QUALITY = {};

  /** A model whose quality is not measured. */
  public StoredModel(
      String spec, long incarnation, long version, long samples, long previous, byte[] state) {
    this(spec, incarnation, version, samples, previous, state, NO_QUALITY);
  }

  /**
   * The same model with an incarnation above a base. If its incarnation is not above the base, it
   * gets the one after the base, of which nothing has been published yet.
   */
  public StoredModel above(long base) {
    return incarnation > base
        ? this
        : new StoredModel(spec, base + 1, version, samples, NONE, state, quality);
  }

  /**
   * A text that was stored in UTF-8. Other bytes are refused, because they would be stored as
   * others the next time.
   */
  static String text(byte[] utf8, String what) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
      throw new StateFormatException(what + " that is not UTF-8");
    }
    return text;
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * offset   type      field
   * 0        long      incarnation
   * 8        long      version
   * 16       long      samples
   * 24       long      previous
   * 32       int       n, length of the spec
   * 36       byte[n]   spec, canonical JSON in UTF-8
   * 36 + n   int       m, length of the quality, 0 when it is not measured
   * 40 + n   byte[m]   quality in a frame of its own
   * 40 + n+m byte[]    learned state in a frame of its own, to the end
   * </pre>
   *
   * Version 1 had no quality, and the learned state followed the spec.
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
      return 2;
    }

    @Override
    public long bytes(StoredModel model) {
      return 40L
          + model.spec.getBytes(StandardCharsets.UTF_8).length
          + model.quality.length
          + model.state.length;
    }

    @Override
    public void write(StoredModel model, StateOutput into) {
      byte[] spec = model.spec.getBytes(StandardCharsets.UTF_8);
      into.putLong(model.incarnation).putLong(model.version).putLong(model.samples);
      into.putLong(model.previous).putInt(spec.length).put(spec);
      into.putInt(model.quality.length).put(model.quality).put(model.state);
    }

    @Override
    public StoredModel read(StateInput from, byte version) {
      long incarnation = from.getLong();
      long modelVersion = from.getLong();
      long samples = from.getLong();
      long previous = from.getLong();
      String spec = text(bytes(from, from.getInt()), "stored model has a spec");
      byte[] quality = version == 1 ? NO_QUALITY : bytes(from, from.getInt());
      byte[] state = bytes(from, from.remaining());
      return new StoredModel(spec, incarnation, modelVersion, samples, previous, state, quality);
    }

    private static byte[] bytes(StateInput from, int length) {
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
