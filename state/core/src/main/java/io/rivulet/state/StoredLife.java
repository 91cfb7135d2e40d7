package io.rivulet.state;

import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a job remembers of one model id: the model itself while there is one, and the facts that
 * outlive it, so that incarnations only rise and no command is carried out twice.
 *
 * @param phase whether there is a model
 * @param incarnation the greatest incarnation that the id ever had, 0 when it never had a model
 * @param time the model's time in milliseconds since 1970, or {@link Sample#NO_TIME}. For a deleted
 *     model it is the time of the deletion
 * @param published the model's time when its last weight record was published, or {@link
 *     Sample#NO_TIME}
 * @param configured whether a command has changed the spec
 * @param commands the ids of the last commands, the oldest first
 * @param waiting the control records that wait for a version, in the order of their arrival
 * @param model the model, or null when there is none
 */
public record StoredLife(
    Phase phase,
    long incarnation,
    long time,
    long published,
    boolean configured,
    List<String> commands,
    List<Origin> waiting,
    StoredModel model) {

  public static final StateFormat<StoredLife> FORMAT = new Format();

  /** The phases of a life. */
  public enum Phase {

    /** There is no model; it never existed, or it was idle for too long. */
    ABSENT(0),

    /** The model learns. */
    LIVE(1),

    /** The model answers and does not learn. */
    FROZEN(2),

    /** The model was deleted, and samples that come late do not bear it anew. */
    DELETED(3);

    private final byte code;

    Phase(int code) {
      this.code = (byte) code;
    }

    /** Whether there is a model. */
    public boolean exists() {
      return this == LIVE || this == FROZEN;
    }

    private static Phase of(byte code) {
      for (Phase phase : values()) {
        if (phase.code == code) {
          return phase;
        }
      }
      throw new StateFormatException("stored life has the unknown phase " + code);
    }
  }

  public StoredLife {
    commands = List.copyOf(commands);
    waiting = List.copyOf(waiting);
    if (phase.exists() != (model != null)) {
      throw new StateFormatException(
          "a life in phase " + phase + (model == null ? " lacks its model" : " has a model"));
    }
  }

  /** The life of a model of which only the model was stored. */
  public static StoredLife of(StoredModel model) {
    return new StoredLife(
        Phase.LIVE,
        model.incarnation(),
        Sample.NO_TIME,
        Sample.NO_TIME,
        false,
        List.of(),
        List.of(),
        model);
  }

  /** Reads a life, or a model that a build before lives stored alone. */
  public static StoredLife read(byte[] bytes) {
    return StateFrame.formatId(bytes) == StoredModel.FORMAT.id()
        ? of(StateFrame.read(StoredModel.FORMAT, bytes))
        : StateFrame.read(FORMAT, bytes);
  }

  /**
   * The layout of the body, little-endian:
   *
   * <pre>
   * type      field
   * byte      phase: 0 absent, 1 live, 2 frozen, 3 deleted
   * byte      1 when a command has changed the spec, otherwise 0
   * long      incarnation
   * long      time
   * long      time of the last published weight record
   * int       number of command ids
   * text[]    command ids
   * int       number of waiting control records
   * record[]  waiting control records
   * byte[]    the stored model in a frame of its own, to the end; nothing when there is none
   * </pre>
   *
   * A text is its length in bytes (int), followed by its UTF-8. A record is its topic (text),
   * partition (int), offset (long), timestamp (long), and then its key and its value, each as its
   * length (int, -1 for null) and its bytes.
   */
  private static final class Format implements StateFormat<StoredLife> {

    @Override
    public String name() {
      return "life";
    }

    @Override
    public short id() {
      return 14;
    }

    @Override
    public byte version() {
      return 1;
    }

    @Override
    public long bytes(StoredLife life) {
      long bytes = 2 + 3 * Long.BYTES + 2 * Integer.BYTES;
      for (String command : life.commands) {
        bytes += Integer.BYTES + utf8(command).length;
      }
      for (Origin record : life.waiting) {
        bytes += bytes(record);
      }
      return life.model == null
          ? bytes
          : bytes + StateFrame.OVERHEAD + StoredModel.FORMAT.bytes(life.model);
    }

    private static long bytes(Origin record) {
      return 4L * Integer.BYTES
          + 2 * Long.BYTES
          + utf8(record.topic()).length
          + (record.key() == null ? 0 : record.key().length)
          + (record.value() == null ? 0 : record.value().length);
    }

    @Override
    public void write(StoredLife life, ByteBuffer into) {
      into.put(life.phase.code).put((byte) (life.configured ? 1 : 0));
      into.putLong(life.incarnation).putLong(life.time).putLong(life.published);
      into.putInt(life.commands.size());
      life.commands.forEach(command -> write(utf8(command), into));
      into.putInt(life.waiting.size());
      life.waiting.forEach(record -> write(record, into));
      if (life.model != null) {
        into.put(StateFrame.write(StoredModel.FORMAT, life.model));
      }
    }

    private static void write(Origin record, ByteBuffer into) {
      write(utf8(record.topic()), into);
      into.putInt(record.partition()).putLong(record.offset()).putLong(record.timestamp());
      write(record.key(), into);
      write(record.value(), into);
    }

    private static void write(byte[] bytes, ByteBuffer into) {
      if (bytes == null) {
        into.putInt(-1);
      } else {
        into.putInt(bytes.length).put(bytes);
      }
    }

    @Override
    public StoredLife read(ByteBuffer from, byte version) {
      Phase phase = Phase.of(from.get());
      boolean configured = flag(from.get());
      long incarnation = from.getLong();
      long time = from.getLong();
      long published = from.getLong();
      List<String> commands = new ArrayList<>();
      for (int left = count(from); left > 0; left--) {
        commands.add(text(from));
      }
      List<Origin> waiting = new ArrayList<>();
      for (int left = count(from); left > 0; left--) {
        waiting.add(record(from));
      }
      return new StoredLife(
          phase, incarnation, time, published, configured, commands, waiting, model(from));
    }

    private static StoredModel model(ByteBuffer from) {
      if (!from.hasRemaining()) {
        return null;
      }
      byte[] frame = new byte[from.remaining()];
      from.get(frame);
      return StateFrame.read(StoredModel.FORMAT, frame);
    }

    private static boolean flag(byte code) {
      if (code != 0 && code != 1) {
        throw new StateFormatException("stored life has " + code + " where 0 or 1 stands");
      }
      return code == 1;
    }

    private static int count(ByteBuffer from) {
      int count = from.getInt();
      if (count < 0 || count > from.remaining()) {
        throw new StateFormatException("stored life announces " + count + " entries");
      }
      return count;
    }

    private static Origin record(ByteBuffer from) {
      String topic = text(from);
      int partition = from.getInt();
      long offset = from.getLong();
      long timestamp = from.getLong();
      return new Origin(topic, partition, offset, timestamp, bytes(from), bytes(from));
    }

    private static String text(ByteBuffer from) {
      byte[] utf8 = bytes(from);
      if (utf8 == null) {
        throw new StateFormatException("stored life has nothing where a text stands");
      }
      return StoredModel.text(utf8, "stored life has a text");
    }

    private static byte[] bytes(ByteBuffer from) {
      int length = from.getInt();
      if (length < -1 || length > from.remaining()) {
        throw new StateFormatException(
            "stored life names " + length + " bytes, " + from.remaining() + " are left");
      }
      if (length == -1) {
        return null;
      }
      byte[] bytes = new byte[length];
      from.get(bytes);
      return bytes;
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
