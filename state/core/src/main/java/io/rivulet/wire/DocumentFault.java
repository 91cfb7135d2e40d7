package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.rivulet.record.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Descriptions of the reason why a document is not JSON or exceeds a limit on JSON. */
public final class DocumentFault {

  private static final String NOT_JSON = "record is not JSON: ";

  private DocumentFault() {}

  /** Describes why bytes are not text in UTF-8; null when they are. */
  public static String encoding(byte[] value, Expected expected) {
    for (byte b : value) {
      if (b < 0) {
        return decoding(value, expected);
      }
    }
    return null;
  }

  private static String decoding(byte[] value, Expected expected) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    boolean broken =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(bytes, CharBuffer.allocate(value.length), true)
            .isError();
    return broken ? notUtf8(value, bytes.position(), expected) : null;
  }

  private static String notUtf8(byte[] value, int at, Expected expected) {
    return ForeignBytes.binary(value) != null
        ? notAnObject(value, expected)
        : "record is not UTF-8 at byte "
            + at
            + String.format(", found %02x; write it in UTF-8", value[at]);
  }

  /** Describes a document, JSON or not, that does not begin as an object does. */
  public static String notAnObject(byte[] value, Expected expected) {
    return "record is not a JSON object: it " + ForeignBytes.describe(value, expected);
  }

  /** Describes a syntax error that the parser met. */
  public static String syntax(JsonParseException e, byte[] value, Expected expected) {
    String original = e.getOriginalMessage();
    if (original.startsWith("Duplicate")) {
      return "field " + Shown.quoted(quotedIn(original)) + " occurs twice";
    }
    int start = start(value);
    if (start == value.length || value[start] != '{' || ForeignBytes.binary(value) != null) {
      return notAnObject(value, expected);
    }
    if (e instanceof JsonEOFException) {
      return NOT_JSON + "it ends at byte " + value.length + " inside an object, a text or an array";
    }
    return stumbled(value, at(e, value));
  }

  private static String stumbled(byte[] value, int at) {
    String rest = new String(value, at, Math.min(16, value.length - at), StandardCharsets.UTF_8);
    if (rest.isEmpty()) {
      return NOT_JSON + "it ends at byte " + at + " inside a value";
    }
    String found = rest.substring(0, Character.charCount(rest.codePointAt(0)));
    return NOT_JSON + "found " + Shown.quoted(found) + " at byte " + at + advice(rest);
  }

  private static String advice(String rest) {
    if (rest.startsWith("'")) {
      return ", a single quote as Python prints; write JSON, for example with json.dumps";
    }
    if (rest.startsWith("True") || rest.startsWith("False") || rest.startsWith("None")) {
      return ", as Python prints; write true, false, null, for example with json.dumps";
    }
    if (rest.startsWith("nan") || rest.startsWith("inf")) {
      return "; write null for a missing number";
    }
    return Character.isLetter(rest.codePointAt(0)) ? "; names and texts need double quotes" : "";
  }

  /** The position at which the refused token begins; the parser may have read past its end. */
  private static int at(JsonParseException e, byte[] value) {
    long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
    int at = (int) Math.max(0, Math.min(offset + Bom.length(value), value.length));
    if (e.getOriginalMessage().startsWith("Unrecognized token")) {
      while (at > 0 && !letter(value[at - 1])) {
        at--;
      }
    }
    while (at > 0 && letter(value[at - 1])) {
      at--;
    }
    return at;
  }

  /** Whether the byte belongs to a word in any alphabet. */
  private static boolean letter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b < 0;
  }

  /** The position of the first byte that is not white space. */
  private static int start(byte[] value) {
    int at = Bom.length(value);
    while (at < value.length
        && (value[at] == ' ' || value[at] == '\n' || value[at] == '\r' || value[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Describes which limit is exceeded, and where. */
  public static String overLimit(JsonParser json, StreamConstraintsException e) {
    String original = e.getOriginalMessage();
    String where = JsonPath.of(json);
    if (original.contains("nesting")) {
      return "record nests deeper than 16 levels at " + where;
    }
    if (original.startsWith("Number")) {
      return where + " has a number over " + Json.MAXIMUM_NUMBER + " characters";
    }
    return where
        + (original.startsWith("String") ? " has a text" : " has a field name")
        + " over 64 KiB, "
        + Json.MAXIMUM_STRING
        + " characters";
  }

  static String quotedIn(String message) {
    int from = Math.max(message.indexOf('\''), message.indexOf('"'));
    int to = Math.max(message.lastIndexOf('\''), message.lastIndexOf('"'));
    return from >= 0 && to > from ? message.substring(from + 1, to) : "";
  }
}
