package io.rivulet.wire.plain;

import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import io.rivulet.record.SampleBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A reader of samples in plain form: one object whose members are those of a sample with a dense x,
 * each once and not null, with texts in ASCII without escapes. It reads such a sample exactly as
 * the parser does, keeps its buffers, and knows nothing of faults. Not thread-safe.
 */
public final class SampleScanner {

  /** Longer texts are left to the parser, which checks limits on lengths. */
  private static final int LONGEST_TEXT = 128;

  /** The most digits of which every integer is a long. */
  private static final int LONG_DIGITS = 18;

  private static final int INT_DIGITS = 9;

  private static final int FEW = 64;

  /** A larger buffer is not kept. */
  private static final int MOST_KEPT = 1 << 16;

  private static final Op[] OPS = Op.values();

  private final int mostNumbers;
  private final NumberText number = new NumberText();
  private double[] numbers = {};

  private byte[] text;
  private int at;
  private int seen;

  private String model;
  private String id;
  private Op op;
  private double[] x;
  private double[] y;
  private int label;
  private String labelName;
  private double weight;
  private long ts;

  /**
   * @param mostNumbers arrays of more numbers are left to the parser
   */
  public SampleScanner(int mostNumbers) {
    this.mostNumbers = mostNumbers;
  }

  /** Reads a sample; false when it is not in plain form, or when it is at fault. */
  public boolean scan(byte[] bytes) {
    text = bytes;
    at = 0;
    seen = 0;
    model = null;
    id = null;
    op = null;
    x = null;
    y = null;
    label = Sample.NO_LABEL;
    labelName = null;
    weight = 1;
    ts = Sample.NO_TIME;
    return readObject() && atEnd();
  }

  /** The member {@code model} of the sample that was read last, or null. */
  public String model() {
    return model;
  }

  /** Adds the members of the sample that was read last. */
  public SampleBuilder into(SampleBuilder sample) {
    return sample
        .id(id)
        .op(op)
        .values(x)
        .size(x == null ? 0 : x.length)
        .y(y)
        .label(label)
        .labelName(labelName)
        .weight(weight)
        .ts(ts);
  }

  private boolean readObject() {
    if (skipSpace() != '{') {
      return false;
    }
    at++;
    do {
      if (skipSpace() != '"') {
        return false;
      }
      int name = at + 1;
      int end = textEnd();
      if (end < 0 || skipSpace() != ':') {
        return false;
      }
      at++;
      skipSpace();
      if (!readMember(name, end - name)) {
        return false;
      }
    } while (next(','));
    return next('}');
  }

  private boolean readMember(int name, int length) {
    return switch (length) {
      case 1 -> readShort(text[name]);
      case 2 -> readPair(name);
      case 5 -> readFive(name);
      case 6 -> named("weight", name, 32) && readWeight();
      default -> false;
    };
  }

  private boolean readShort(byte name) {
    if (name == 'x' && once(1)) {
      x = readArray();
      return x != null;
    }
    if (name == 'y' && once(2)) {
      y = skipSpace() == '[' ? readArray() : single(readNumber());
      return y != null;
    }
    return false;
  }

  private boolean readPair(int name) {
    if (named("id", name, 4)) {
      id = readText();
      return id != null;
    }
    if (named("op", name, 8)) {
      op = readOp();
      return op != null;
    }
    if (named("ts", name, 16)) {
      ts = readInteger(LONG_DIGITS);
      return ts >= 0;
    }
    return false;
  }

  private boolean readFive(int name) {
    if (named("model", name, 64)) {
      model = readText();
      return model != null;
    }
    return named("label", name, 128) && readLabel();
  }

  private boolean readWeight() {
    weight = readNumber();
    return !Double.isNaN(weight);
  }

  private boolean readLabel() {
    if (skipSpace() == '"') {
      labelName = readText();
      return labelName != null;
    }
    label = (int) readInteger(INT_DIGITS);
    return label >= 0;
  }

  /** Whether the member has this name and was not there before. */
  private boolean named(String name, int from, int bit) {
    for (int i = 0; i < name.length(); i++) {
      if (text[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return once(bit);
  }

  private boolean once(int bit) {
    boolean first = (seen & bit) == 0;
    seen |= bit;
    return first;
  }

  private static double[] single(double value) {
    return Double.isNaN(value) ? null : new double[] {value};
  }

  /** A finite number, or NaN. */
  private double readNumber() {
    double value = number.read(text, at, text.length);
    at = number.end();
    return value;
  }

  /** An integer of few digits from 0, or -1. */
  private long readInteger(int mostDigits) {
    int start = at;
    long value = 0;
    while (at < text.length && text[at] >= '0' && text[at] <= '9' && at - start <= mostDigits) {
      value = 10 * value + text[at] - '0';
      at++;
    }
    int digits = at - start;
    boolean plain = digits > 0 && digits <= mostDigits && (digits == 1 || text[start] != '0');
    return plain ? value : -1;
  }

  /** The numbers of an array that is not empty, or null. */
  private double[] readArray() {
    if (skipSpace() != '[') {
      return null;
    }
    at++;
    int count = 0;
    do {
      skipSpace();
      double value = readNumber();
      if (Double.isNaN(value) || count == mostNumbers) {
        return null;
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(FEW, 2 * count));
      }
      numbers[count++] = value;
    } while (next(','));
    return next(']') ? taken(count) : null;
  }

  private double[] taken(int count) {
    double[] taken = Arrays.copyOf(numbers, count);
    if (numbers.length > MOST_KEPT) {
      numbers = new double[0];
    }
    return taken;
  }

  private Op readOp() {
    String label = readText();
    for (Op known : OPS) {
      if (known.label().equals(label)) {
        return known;
      }
    }
    return null;
  }

  /** A text, or null. */
  private String readText() {
    if (skipSpace() != '"') {
      return null;
    }
    int start = at + 1;
    int end = textEnd();
    return end < 0 || end - start > LONGEST_TEXT
        ? null
        : new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /** The end of the text that begins here, which is skipped; -1 when it is not plain. */
  private int textEnd() {
    int end = at + 1;
    while (end < text.length && text[end] >= ' ' && text[end] != '"' && text[end] != '\\') {
      end++;
    }
    at = end + 1;
    return end < text.length && text[end] == '"' ? end : -1;
  }

  /** Skips a byte, and white space before it, when the next byte is this one. */
  private boolean next(char wanted) {
    boolean found = skipSpace() == wanted;
    at += found ? 1 : 0;
    return found;
  }

  /** The next byte that is not white space; a negative one at the end, as where no ASCII is. */
  private int skipSpace() {
    while (at < text.length && space(text[at])) {
      at++;
    }
    return at < text.length ? text[at] : -1;
  }

  private boolean atEnd() {
    skipSpace();
    return at == text.length;
  }

  private static boolean space(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
