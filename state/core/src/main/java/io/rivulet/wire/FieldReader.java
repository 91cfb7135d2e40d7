package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.rivulet.record.EntryName;
import io.rivulet.record.Reason;
import io.rivulet.record.Shown;
import java.io.IOException;

/**
 * Reads single values of a wanted type at the parser's place. A value of another type is noted as a
 * fault and skipped, so that a syntax error behind it, which ranks higher, is still found.
 */
final class FieldReader {

  private static final int NONE = EntryName.NONE;

  private final JsonParser json;
  private final Faults faults;

  FieldReader(JsonParser json, Faults faults) {
    this.json = json;
    this.faults = faults;
  }

  /** A text, or null after noting a fault. */
  String text(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    mistyped(field, "a text");
    return null;
  }

  /** A number, or 0 after noting a fault. */
  double number(String field, int row, int entry) throws IOException {
    if (json.currentToken().isNumeric()) {
      return number();
    }
    mistyped(field, row, entry, "a number");
    return 0;
  }

  /** The number that the parser stands at. Minus zero reads as zero. */
  double number() throws IOException {
    requireLength(Json.MAXIMUM_NUMBER);
    return json.getDoubleValue() + 0.0;
  }

  double number(String field) throws IOException {
    return number(field, NONE, NONE);
  }

  /** As {@link #number}, {@code true} being 1 and {@code false} 0. */
  double feature(String field, int row, int entry) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isBoolean()) {
      return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    return number(field, row, entry);
  }

  /**
   * An integer, in any notation; the nearest long where it does not fit, or 0 after noting a fault.
   *
   * @param taken what is taken, in words
   */
  long integer(String field, int entry, String taken) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT) {
      requireLength(Json.MAXIMUM_NUMBER);
      return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? (json.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE)
          : json.getLongValue();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      requireLength(Json.MAXIMUM_NUMBER);
      double value = json.getDoubleValue();
      if (value == Math.rint(value) && !Double.isInfinite(value)) {
        return Math.max((long) value, Long.MIN_VALUE + 1);
      }
    }
    mistyped(field, NONE, entry, taken);
    return 0;
  }

  void mistyped(String field, String taken) throws IOException {
    mistyped(field, NONE, NONE, taken);
  }

  /** Notes that the value is none of those that are taken, and skips it. */
  void mistyped(String field, int row, int entry, String taken) throws IOException {
    if (!faults.wants(Reason.MALFORMED)) {
      skip();
      return;
    }
    JsonToken token = json.currentToken();
    String text = token.isScalarValue() ? json.getText() : "";
    String found = found();
    String name = EntryName.of(field, row, entry);
    faults.note(
        Reason.MALFORMED,
        name + " is " + found + ", must be " + taken + Advice.on(field, token, text, row, entry));
  }

  /** The value in words, and skips it. */
  String found() throws IOException {
    JsonToken token = json.currentToken();
    String scalar =
        switch (token) {
          case START_ARRAY, START_OBJECT -> null;
          case VALUE_STRING -> Shown.quoted(json.getText());
          default -> Shown.plain(json.getText());
        };
    int entries = skip();
    if (scalar != null) {
      return scalar;
    }
    return token == JsonToken.START_ARRAY
        ? "an array of " + EntryName.entries(entries)
        : "an object of " + entries + (entries == 1 ? " field" : " fields");
  }

  /**
   * Skips the value, holding its strings against the limits and noting bare NaN tokens.
   *
   * @return how many values it holds itself
   */
  int skip() throws IOException {
    int depth = 0;
    int entries = 0;
    do {
      JsonToken token = json.currentToken();
      if (token.isStructEnd()) {
        depth--;
        continue;
      }
      entries += depth == 1 && token != JsonToken.FIELD_NAME ? 1 : 0;
      if (token.isStructStart()) {
        depth++;
      } else if (token == JsonToken.VALUE_STRING) {
        requireLength(Json.MAXIMUM_STRING);
      } else if (token.isNumeric()) {
        requireLength(Json.MAXIMUM_NUMBER);
        noteNaN(token);
      }
    } while (depth > 0 && json.nextToken() != null);
    return entries;
  }

  private void noteNaN(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN() && faults.wants(Reason.NON_FINITE)) {
      faults.note(
          Reason.NON_FINITE,
          JsonPath.of(json) + " is " + json.getText() + ", which is not JSON; send null");
    }
  }

  /** The parser's own limits leave out the sign of a number and the end of a skipped string. */
  private void requireLength(int most) throws IOException {
    if (json.getTextLength() > most) {
      throw new StreamConstraintsException(
          (most == Json.MAXIMUM_STRING ? "String" : "Number") + " value is too long");
    }
  }

  static int clamp(long value) {
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, value));
  }
}
