package io.rivulet.wire;

import io.rivulet.record.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The rules for the ids of models. */
public final class ModelId {

  private static final String ALLOWED = "[A-Za-z0-9._:-]{1,128}";
  private static final int MOST_CHARACTERS = 128;
  private static final int MOST_BYTES = 16;

  private ModelId() {}

  /** Whether a model may have this id. */
  public static boolean valid(String id) {
    boolean valid = !id.isEmpty() && id.length() <= MOST_CHARACTERS;
    for (int i = 0; valid && i < id.length(); i++) {
      valid = allowed(id.charAt(i));
    }
    return valid;
  }

  private static boolean allowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == ':'
        || c == '-';
  }

  /**
   * A description of what is wrong with an id that is not valid.
   *
   * @param key the key that it was read from, null when it was read from the field {@code model}
   */
  public static String fault(String id, byte[] key) {
    if (key == null) {
      return named("model", id);
    }
    return binary(key)
        ? "key is not a text: it has "
            + key.length
            + " bytes and begins with "
            + ForeignBytes.hex(key, MOST_BYTES)
            + "; write the model id as text in UTF-8, "
            + ALLOWED
        : named("key", id);
  }

  private static String named(String what, String id) {
    return what + " " + Shown.quoted(id) + " is not a model id, which is " + ALLOWED + advice(id);
  }

  private static String advice(String id) {
    if (id.isEmpty()) {
      return "; it is empty";
    }
    if (id.length() > MOST_CHARACTERS) {
      return "; it has " + id.length() + " characters";
    }
    return id.startsWith("\"") || id.startsWith("{") ? "; send it as plain text, not as JSON" : "";
  }

  /**
   * Whether the key looks binary: numbers written as bytes contain zeros, and other binary data is
   * seldom UTF-8.
   */
  private static boolean binary(byte[] key) {
    for (byte b : key) {
      if (b == 0) {
        return true;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }
}
