package io.rivulet.operator.type;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Texts, arrays and constants one after the other; a length of -1 or a null text is absent. */
final class Flat {

  private static final int ABSENT = -1;

  private Flat() {}

  static void write(String text, DataOutputView target) throws IOException {
    StringValue.writeString(text, target);
  }

  static String text(DataInputView source) throws IOException {
    return StringValue.readString(source);
  }

  static void write(double[] values, DataOutputView target) throws IOException {
    if (absent(values == null ? ABSENT : values.length, target)) {
      return;
    }
    for (double value : values) {
      target.writeLong(Double.doubleToRawLongBits(value));
    }
  }

  static double[] doubles(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = Double.longBitsToDouble(source.readLong());
    }
    return values;
  }

  static void write(int[] values, DataOutputView target) throws IOException {
    if (absent(values == null ? ABSENT : values.length, target)) {
      return;
    }
    for (int value : values) {
      target.writeInt(value);
    }
  }

  static int[] ints(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = source.readInt();
    }
    return values;
  }

  static void write(byte[] values, DataOutputView target) throws IOException {
    if (!absent(values == null ? ABSENT : values.length, target)) {
      target.write(values);
    }
  }

  static byte[] bytes(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    byte[] values = new byte[length];
    source.readFully(values);
    return values;
  }

  static void write(String[] texts, DataOutputView target) throws IOException {
    if (absent(texts == null ? ABSENT : texts.length, target)) {
      return;
    }
    for (String text : texts) {
      write(text, target);
    }
  }

  static String[] texts(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == ABSENT) {
      return null;
    }
    String[] texts = new String[length];
    for (int i = 0; i < length; i++) {
      texts[i] = text(source);
    }
    return texts;
  }

  /** Writes the place of a constant in its enum, which both ends know. */
  @SuppressWarnings("EnumOrdinal") // both ends are of one build
  static void write(Enum<?> constant, DataOutputView target) throws IOException {
    target.writeByte(constant == null ? ABSENT : constant.ordinal());
  }

  static <E extends Enum<E>> E constant(E[] all, DataInputView source) throws IOException {
    int place = source.readByte();
    return place == ABSENT ? null : all[place];
  }

  private static boolean absent(int length, DataOutputView target) throws IOException {
    target.writeInt(length);
    return length == ABSENT;
  }
}
