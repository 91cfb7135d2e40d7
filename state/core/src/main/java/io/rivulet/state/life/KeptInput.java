package io.rivulet.state.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.record.Origin;
import io.rivulet.record.SampleHeaders;
import io.rivulet.state.StateFormat;
import io.rivulet.state.StateFormatException;
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
   * byte      1 for a value of raw numbers, which has the four headers next; from version 2 on
   * header    rivulet-id, rivulet-op, rivulet-ts, rivulet-weight
   * byte[]    value of the record, to the end
   * </pre>
   *
   * A text is its length in bytes (int), followed by its UTF-8; a header is its length in bytes
   * (int), -1 for none, followed by its bytes.
   */
  private static final class Format implements StateFormat<KeptInput> {

    private static final int FIXED = 4 * Long.BYTES + 4 * Integer.BYTES + 1;

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
      return 2;
    }

    @Override
    public long bytes(KeptInput kept) {
      return (long) FIXED
          + utf8(kept.id).length
          + utf8(kept.question.topic()).length
          + utf8(schema(kept)).length
          + bytes(kept.question.headers())
          + kept.question.value().length;
    }

    @Override
    public void write(KeptInput kept, StateOutput into) {
      into.putLong(kept.due).putLong(kept.answered);
      into.putInt(kept.question.partition()).putLong(kept.question.offset());
      into.putLong(kept.question.timestamp());
      write(kept.id, into);
      write(kept.question.topic(), into);
      write(schema(kept), into);
      write(kept.question.headers(), into);
      into.put(kept.question.value());
    }

    @Override
    public KeptInput read(StateInput from, byte version) {
      long due = from.getLong();
      long answered = from.getLong();
      int partition = from.getInt();
      long offset = from.getLong();
      long timestamp = from.getLong();
      String id = text(from);
      String topic = text(from);
      String schema = text(from);
      SampleHeaders headers = version == 1 ? null : headers(from);
      byte[] value = new byte[from.remaining()];
      from.get(value);
      return new KeptInput(
          id,
          due,
          answered,
          new Origin(
              topic,
              partition,
              offset,
              timestamp,
              null,
              value,
              schema.isEmpty() ? null : schema,
              0,
              headers));
    }

    private static long bytes(SampleHeaders headers) {
      return headers == null
          ? 0
          : 4L * Integer.BYTES
              + length(headers.id())
              + length(headers.op())
              + length(headers.ts())
              + length(headers.weight());
    }

    private static int length(byte[] header) {
      return header == null ? 0 : header.length;
    }

    private static void write(SampleHeaders headers, StateOutput into) {
      into.put((byte) (headers == null ? 0 : 1));
      if (headers != null) {
        write(headers.id(), into);
        write(headers.op(), into);
        write(headers.ts(), into);
        write(headers.weight(), into);
      }
    }

    private static void write(byte[] header, StateOutput into) {
      into.putInt(header == null ? -1 : header.length);
      if (header != null) {
        into.put(header);
      }
    }

    private static SampleHeaders headers(StateInput from) {
      byte raw = from.get();
      if (raw != 0 && raw != 1) {
        throw new StateFormatException("kept input has the form " + raw + ", 0 and 1 are known");
      }
      return raw == 0
          ? null
          : new SampleHeaders(header(from), header(from), header(from), header(from));
    }

    private static byte[] header(StateInput from) {
      int length = from.getInt();
      return length == -1 ? null : bytes(length, from);
    }

    private static byte[] bytes(int length, StateInput from) {
      if (length < 0 || length > from.remaining()) {
        throw new StateFormatException(
            "kept input names " + length + " bytes, " + from.remaining() + " are left");
      }
      byte[] bytes = new byte[length];
      from.get(bytes);
      return bytes;
    }

    private static String schema(KeptInput kept) {
      return kept.question.schema() == null ? "" : kept.question.schema();
    }

    private static void write(String text, StateOutput into) {
      byte[] utf8 = utf8(text);
      into.putInt(utf8.length).put(utf8);
    }

    private static String text(StateInput from) {
      byte[] utf8 = bytes(from.getInt(), from);
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
