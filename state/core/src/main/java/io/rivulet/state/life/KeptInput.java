package io.rivulet.state.life;

import io.rivulet.record.Origin;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A question whose target may come later. The record is kept as it was read, without its key.
 *
 * @param id the id of the sample, by which its target names it
 * @param due the model's time, in milliseconds since 1970, from which on no target is waited for
 * @param answered the version that answered
 * @param question the record that asked
 */
public record KeptInput(String id, long due, long answered, Origin question) {

  public static final StateFormat<KeptInput> FORMAT = new Format();

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * type      field
   * long      due
   * long      answered
   * int       partition of the record
   * long      offset of the record
   * long      timestamp of the record
   * text      id
   * text      topic of the record
   * text      header rivulet-schema of the record, empty when it had none
   * byte[]    value of the record, to the end
   * </pre>
   *
   * A text is its length in bytes (int), followed by its UTF-8.
   */
  private static final class Format implements StateFormat<KeptInput> {

    private static final int FIXED = 4 * Long.BYTES + 4 * Integer.BYTES;

    @Override
    public String name() {
      return "kept-input";
    }

    @Override
    public short id() {
      return 16;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(KeptInput kept) {
      return (long) FIXED
          + utf8(kept.id).length
          + utf8(kept.question.topic()).length
          + utf8(schema(kept)).length
          + kept.question.value().length;
    }

    @Override
    public void write(KeptInput kept, ByteBuffer into) {
      into.putLong(kept.due).putLong(kept.answered);
      into.putInt(kept.question.partition()).putLong(kept.question.offset());
      into.putLong(kept.question.timestamp());
      write(kept.id, into);
      write(kept.question.topic(), into);
      write(schema(kept), into);
      into.put(kept.question.value());
    }

    @Override
    public KeptInput read(ByteBuffer from, byte version) {
      long due = from.getLong();
      long answered = from.getLong();
      int partition = from.getInt();
      long offset = from.getLong();
      long timestamp = from.getLong();
      String id = text(from);
      String topic = text(from);
      String schema = text(from);
      byte[] value = new byte[from.remaining()];
      from.get(value);
      return new KeptInput(
          id,
          due,
          answered,
          new Origin(
              topic, partition, offset, timestamp, null, value, schema.isEmpty() ? null : schema));
    }

    private static String schema(KeptInput kept) {
      return kept.question.schema() == null ? "" : kept.question.schema();
    }

    private static void write(String text, ByteBuffer into) {
      byte[] utf8 = utf8(text);
      into.putInt(utf8.length).put(utf8);
    }

    private static String text(ByteBuffer from) {
      int length = from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw new StateFormatException(
            "kept input names " + length + " bytes, " + from.remaining() + " are left");
      }
      byte[] utf8 = new byte[length];
      from.get(utf8);
      String read = new String(utf8, StandardCharsets.UTF_8);
      if (!Arrays.equals(utf8(read), utf8)) {
        throw new StateFormatException("kept input has a text that is not UTF-8");
      }
      return read;
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
