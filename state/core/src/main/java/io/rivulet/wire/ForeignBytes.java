package io.rivulet.wire;

import io.rivulet.record.Shown;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Descriptions of bytes that are not a JSON object, judged by their beginning, for whoever sent
 * them.
 */
final class ForeignBytes {

  private static final int MOST = 16;
  private static final Pattern LINE_OF_VALUES =
      Pattern.compile("[^,;\\t{}\\[\\]<>]*([,;\\t][^,;\\t{}\\[\\]<>]*)+", Pattern.DOTALL);

  private ForeignBytes() {}

  /** The first bytes, the program that writes such bytes, and what to send instead. */
  static String describe(byte[] value, Expected expected) {
    String binary = binary(value);
    if (binary != null) {
      return "begins with " + hex(value, MOST / 2) + ", " + binary;
    }
    int start = Bom.length(value);
    String head =
        new String(value, start, Math.min(value.length - start, 8 * MOST), StandardCharsets.UTF_8)
            .strip();
    if (head.isEmpty()) {
      return "has white space only";
    }
    String shown = head.substring(0, Math.min(MOST, (head.length() + 1) / 2));
    return "begins with " + Shown.quoted(shown) + text(head, expected);
  }

  /** What kind of bytes they are, when they are not text; null for others. */
  static String binary(byte[] value) {
    if (begins(value, 0xfe, 0xff)
        || begins(value, 0xff, 0xfe)
        || begins(value, 0, '{', 0)
        || begins(value, '{', 0)) {
      return "as UTF-16 does; send UTF-8";
    }
    if (begins(value, 0) && value.length > 4) {
      return "as a schema registry's serializers do (00, then schema id "
          + Integer.toUnsignedString(ByteBuffer.wrap(value, 1, 4).getInt())
          + "); send plain JSON, by a serializer without registry";
    }
    if (begins(value, 0x1f, 0x8b)) {
      return compressed("gzip");
    }
    if (begins(value, 0x28, 0xb5, 0x2f, 0xfd)) {
      return compressed("zstd");
    }
    if (begins(value, 0x04, 0x22, 0x4d, 0x18)) {
      return compressed("lz4");
    }
    if (begins(value, 'P', 'K', 3, 4)) {
      return compressed("zip");
    }
    if (begins(value, 0xac, 0xed, 0, 5)) {
      return "as Java's serialization does; send JSON in UTF-8";
    }
    if (begins(value, 'O', 'b', 'j', 1)) {
      return "as a file of Avro does; send JSON, one object a record";
    }
    if (begins(value, 'P', 'A', 'R', '1')) {
      return "as a file of Parquet does; send JSON, one object a record";
    }
    int first = value[0] & 0xff;
    if (first >= 0x80 && first < 0xc0) {
      return "as " + (first < 0x90 ? "MessagePack" : "CBOR") + " may do; send JSON in UTF-8";
    }
    return null;
  }

  private static String compressed(String by) {
    return "as " + by + " does; send the JSON itself and let compression.type compress it";
  }

  private static String text(String head, Expected expected) {
    return switch (head.charAt(0)) {
      case '"' ->
          head.matches("(?s)\"\\s*\\{.*")
              ? ", a JSON text inside a string; it was encoded twice, send the object itself"
              : ", a string; send an object such as " + expected.example();
      case '[' -> ", an array; send one object a record" + expected.insteadOfArray();
      case '<' -> ", as XML or HTML does; send JSON";
      case '\'' -> ", a text in quotes; send the object itself";
      default ->
          LINE_OF_VALUES.matcher(head).matches()
              ? ", a line of values such as CSV has; send an object such as " + expected.example()
              : "; send an object such as " + expected.example();
    };
  }

  /** The first bytes in hexadecimal, up to a number. */
  static String hex(byte[] value, int most) {
    int shown = Math.min(most, value.length);
    return HexFormat.ofDelimiter(" ").formatHex(value, 0, shown);
  }

  private static boolean begins(byte[] value, int... bytes) {
    boolean begins = value.length >= bytes.length;
    for (int i = 0; begins && i < bytes.length; i++) {
      begins = value[i] == (byte) bytes[i];
    }
    return begins;
  }
}
