package io.rivulet.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A writer of JSON documents, one after the other, into bytes that grow and are used again: the
 * same bytes as {@link Json#write}, without an object for each document or number. It is owned by
 * one thread.
 */
public final class JsonBuffer {

  private static final int LEAST = 1 << 9;

  /** A buffer that has grown beyond this is not kept. */
  private static final int MOST_KEPT = 1 << 20;

  /** A double, or a long, with its comma. */
  private static final int NUMBER = DoubleText.LONGEST + 1;

  private byte[] bytes = new byte[LEAST];
  private int length;

  /** Begins a document that is an object, and drops what was not taken. */
  JsonBuffer begin() {
    length = 0;
    return startObject();
  }

  /** The document. */
  byte[] take() {
    byte[] document = Arrays.copyOf(bytes, length);
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[LEAST];
    }
    return document;
  }

  JsonBuffer startObject() {
    return start('{');
  }

  JsonBuffer endObject() {
    return put('}');
  }

  JsonBuffer startArray() {
    return start('[');
  }

  JsonBuffer endArray() {
    return put(']');
  }

  /** Begins a member; the name is ASCII and needs no escape. */
  JsonBuffer field(String name) {
    reserve(name.length() + 4);
    separate();
    bytes[length++] = '"';
    ascii(name);
    bytes[length++] = '"';
    bytes[length++] = ':';
    return this;
  }

  JsonBuffer text(String text) {
    if (text == null) {
      return nothing();
    }
    reserve(text.length() + 3);
    separate();
    if (plain(text)) {
      bytes[length++] = '"';
      ascii(text);
      bytes[length++] = '"';
    } else {
      append(Json.write(json -> json.writeString(text)));
    }
    return this;
  }

  JsonBuffer texts(String[] texts) {
    startArray();
    for (String text : texts) {
      text(text);
    }
    return endArray();
  }

  JsonBuffer number(long number) {
    reserve(NUMBER);
    separate();
    ascii(Long.toString(number));
    return this;
  }

  /** Writes a number; one that is not finite as a text. */
  JsonBuffer number(double number) {
    if (!Double.isFinite(number)) {
      return text(Double.toString(number));
    }
    reserve(NUMBER);
    separate();
    length = DoubleText.write(number, bytes, length);
    return this;
  }

  JsonBuffer numbers(double[] numbers) {
    return numbers(numbers, 0, numbers.length);
  }

  JsonBuffer numbers(double[] numbers, int from, int count) {
    startArray();
    for (int i = from; i < from + count; i++) {
      number(numbers[i]);
    }
    return endArray();
  }

  JsonBuffer truth(boolean value) {
    return raw(value ? "true" : "false");
  }

  JsonBuffer nothing() {
    return raw("null");
  }

  /** Writes a value that is JSON already. */
  JsonBuffer raw(String json) {
    reserve(1);
    separate();
    append(json.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private JsonBuffer start(char bracket) {
    reserve(2);
    separate();
    bytes[length++] = (byte) bracket;
    return this;
  }

  private JsonBuffer put(char bracket) {
    reserve(1);
    bytes[length++] = (byte) bracket;
    return this;
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /** Copies the low bytes of characters, in one move where the text is stored as bytes. */
  @SuppressWarnings("deprecation") // the only way that makes no array in between
  private void ascii(String text) {
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  /** Writes a comma unless the value or member is the first of its object or array. */
  private void separate() {
    if (length == 0) {
      return;
    }
    byte last = bytes[length - 1];
    if (last != '{' && last != '[' && last != ':') {
      bytes[length++] = ',';
    }
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(length, more)));
    }
  }
}
