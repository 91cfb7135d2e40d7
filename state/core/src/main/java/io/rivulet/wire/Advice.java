package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.record.EntryName;
import io.rivulet.record.QuotedNumber;

/** Advice about a value of the wrong type whose form shows what was meant. */
final class Advice {

  private Advice() {}

  /** The advice as half a sentence that starts with a semicolon, or an empty text. */
  static String on(String field, JsonToken token, String text, int row, int entry) {
    boolean whole = field.equals("x") && row == EntryName.NONE && entry == EntryName.NONE;
    if (token == JsonToken.VALUE_STRING) {
      return whole ? "; write numbers as [1.5, 2]" : QuotedNumber.advice(text);
    }
    if (token == JsonToken.VALUE_NULL && entry != EntryName.NONE) {
      return onMissingEntry(field);
    }
    if (token.isScalarValue() && (field.equals("id") || field.equals("model"))) {
      return "; write \"" + text + "\", in quotes";
    }
    if (whole && token.isNumeric()) {
      return "; write a single number as [" + text + "]";
    }
    return field.equals("label") && token.isBoolean() ? "; write 1 for true and 0 for false" : "";
  }

  private static String onMissingEntry(String field) {
    return switch (field) {
      case "x" -> "; a named x may leave out what its spec lists with 'missing'";
      case "y" -> "; to learn the numbers that are there, use one model per output";
      default -> "";
    };
  }
}
