package io.rivulet.state.life;

import io.rivulet.bytes.StateInput;
import io.rivulet.bytes.StateOutput;
import io.rivulet.record.Origin;
import io.rivulet.state.StateFormatException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts, bytes and control records in a stored life, each after its length. */
final class LifeTexts {

  private LifeTexts() {}

  static long bytes(List<String> commands, List<Origin> waiting) {
    long bytes = VarLong.bytes(commands.size()) + VarLong.bytes(waiting.size());
    for (String command : commands) {
      bytes += bytes(utf8(command));
    }
    for (Origin record : waiting) {
      bytes += bytes(utf8(record.topic())) + VarLong.bytes(VarLong.folded(record.partition()));
      bytes += 2 * Long.BYTES + optionalBytes(record.key()) + optionalBytes(record.value());
    }
    return bytes;
  }

  static long bytes(byte[] bytes) {
    return VarLong.bytes(bytes.length) + bytes.length;
  }

  private static long optionalBytes(byte[] bytes) {
    return bytes == null ? 1 : VarLong.bytes(bytes.length + 1) + bytes.length;
  }

  static void write(List<String> commands, List<Origin> waiting, StateOutput into) {
    VarLong.write(commands.size(), into);
    commands.forEach(command -> write(utf8(command), into));
    VarLong.write(waiting.size(), into);
    waiting.forEach(record -> write(record, into));
  }

  private static void write(Origin record, StateOutput into) {
    write(utf8(record.topic()), into);
    VarLong.write(VarLong.folded(record.partition()), into);
    into.putLong(record.offset()).putLong(record.timestamp());
    writeOptional(record.key(), into);
    writeOptional(record.value(), into);
  }

  static void write(byte[] bytes, StateOutput into) {
    VarLong.write(bytes.length, into);
    into.put(bytes);
  }

  private static void writeOptional(byte[] bytes, StateOutput into) {
    if (bytes == null) {
      VarLong.write(0, into);
    } else {
      VarLong.write(bytes.length + 1, into);
      into.put(bytes);
    }
  }

  static List<String> texts(StateInput from) {
    List<String> texts = new ArrayList<>();
    for (int left = count(from); left > 0; left--) {
      texts.add(text(from));
    }
    return texts;
  }

  static List<Origin> records(StateInput from) {
    List<Origin> records = new ArrayList<>();
    for (int left = count(from); left > 0; left--) {
      String topic = text(from);
      int partition = partition(VarLong.unfolded(VarLong.read(from)));
      long offset = from.getLong();
      long timestamp = from.getLong();
      byte[] key = optional(from);
      records.add(new Origin(topic, partition, offset, timestamp, key, optional(from)));
    }
    return records;
  }

  private static int partition(long read) {
    if ((int) read != read) {
      throw new StateFormatException("stored life has a partition beyond all numbers");
    }
    return (int) read;
  }

  private static int count(StateInput from) {
    return within(VarLong.read(from), "entries", from);
  }

  private static byte[] optional(StateInput from) {
    long length = VarLong.read(from);
    return length == 0 ? null : bytes(within(length - 1, "bytes", from), from);
  }

  static byte[] bytes(StateInput from) {
    return bytes(within(VarLong.read(from), "bytes", from), from);
  }

  /** A text whose UTF-8 is well formed; it would be stored as other bytes the next time. */
  static String text(StateInput from) {
    return text(bytes(from));
  }

  static String text(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (!Arrays.equals(utf8(text), utf8)) {
      throw new StateFormatException("stored life has a text that is not UTF-8");
    }
    return text;
  }

  private static byte[] bytes(int length, StateInput from) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static int within(long announced, String what, StateInput from) {
    if (announced < 0 || announced > from.remaining()) {
      throw new StateFormatException(
          "stored life announces "
              + Long.toUnsignedString(announced)
              + " "
              + what
              + ", "
              + from.remaining()
              + " bytes are left");
    }
    return (int) announced;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
