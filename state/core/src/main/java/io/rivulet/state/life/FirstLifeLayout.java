package io.rivulet.state.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.record.Origin;
import io.rivulet.state.StateFormatException;
import io.rivulet.state.StateFrame;
import io.rivulet.state.StoredModel;
import io.rivulet.state.life.StoredLife.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of version 1 of a life, little-endian, which is only read:
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
final class FirstLifeLayout {

  private FirstLifeLayout() {}

  static StoredLife read(StateInput from) {
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

  private static StoredModel model(StateInput from) {
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

  private static int count(StateInput from) {
    int count = from.getInt();
    if (count < 0 || count > from.remaining()) {
      throw new StateFormatException("stored life announces " + count + " entries");
    }
    return count;
  }

  private static Origin record(StateInput from) {
    String topic = text(from);
    int partition = from.getInt();
    long offset = from.getLong();
    long timestamp = from.getLong();
    return new Origin(topic, partition, offset, timestamp, bytes(from), bytes(from));
  }

  private static String text(StateInput from) {
    byte[] utf8 = bytes(from);
    if (utf8 == null) {
      throw new StateFormatException("stored life has nothing where a text stands");
    }
    return LifeTexts.text(utf8);
  }

  private static byte[] bytes(StateInput from) {
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
}
