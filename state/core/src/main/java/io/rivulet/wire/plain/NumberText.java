package io.rivulet.wire.plain;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * A reader of numbers in the notation of JSON, from bytes to the nearest float64 without a text in
 * between. Not thread-safe.
 */
public final class NumberText {

  /** The longest number of a sample, in characters. */
  private static final int LONGEST = 64;

  private byte[] text;
  private int at;
  private int last;

  /**
   * Reads a number up to the first byte that cannot belong to it. Minus zero is read as zero.
   *
   * @param from where the number begins
   * @param end where the text ends
   * @return NaN when there is no number in the notation of JSON, or one that is longer than 64
   *     characters or not finite
   */
  public double read(byte[] bytes, int from, int end) {
    text = bytes;
    at = from;
    last = end;
    if (!skipNumber() || at - from > LONGEST) {
      return Double.NaN;
    }
    double value = JavaDoubleParser.parseDouble(bytes, from, at - from);
    return Double.isFinite(value) ? value + 0.0 : Double.NaN;
  }

  /** The place after the number that was read last. */
  public int end() {
    return at;
  }

  /** False when no number in the notation of JSON begins here. */
  private boolean skipNumber() {
    skip('-', '-');
    int start = at;
    if (!skipDigits() || (text[start] == '0' && at - start > 1)) {
      return false;
    }
    if (skip('.', '.') && !skipDigits()) {
      return false;
    }
    return !skip('e', 'E') || skipExponent();
  }

  private boolean skipExponent() {
    skip('+', '-');
    return skipDigits();
  }

  /** False when there is none. */
  private boolean skipDigits() {
    int start = at;
    while (at < last && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at > start;
  }

  /** Whether one of two characters was here. */
  private boolean skip(char one, char other) {
    boolean here = at < last && (text[at] == one || text[at] == other);
    at += here ? 1 : 0;
    return here;
  }
}
