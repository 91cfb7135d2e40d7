package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.rivulet.record.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads values of a wanted type at the parser's place. A value of another type is noted as a fault
 * and skipped, so that a syntax error behind it, which ranks higher, is still found.
 */
final class FieldReader {

  private final JsonParser json;
  private final Faults faults;
  private final int dimensionLimit;

  FieldReader(JsonParser json, Faults faults, int dimensionLimit) {
    this.json = json;
    this.faults = faults;
    this.dimensionLimit = dimensionLimit;
  }

  int dimensionLimit() {
    return dimensionLimit;
  }

  /** A text, or null after noting a fault. */
  String text(String field) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_STRING) {
      return json.getText();
    }
    mistyped(field, "a string");
    return null;
  }

  /** A number, or 0 after noting a fault. Minus zero reads as zero. */
  double number(String field) throws IOException {
    if (json.currentToken().isNumeric()) {
      requireLength(Json.MAXIMUM_NUMBER);
      return json.getDoubleValue() + 0.0;
    }
    mistyped(field, "a number");
    return 0;
  }

  /** An integer, the nearest long where it does not fit, or 0 after noting a fault. */
  long integer(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      mistyped(field, "an integer");
      return 0;
    }
    requireLength(Json.MAXIMUM_NUMBER);
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (json.getBigIntegerValue().signum() < 0 ? Long.MIN_VALUE + 1 : Long.MAX_VALUE)
        : json.getLongValue();
  }

  /**
   * An array of numbers, or null where it is none. Entries beyond the limit are counted, not kept.
   */
  double[] numbers(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      mistyped(field, "an array of numbers");
      return null;
    }
    Numbers numbers = new Numbers(dimensionLimit);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(number(field));
    }
    return finished(field, numbers);
  }

  /** An array of numbers, or an array of such arrays of one length; not both. */
  NumberRows rows(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      mistyped(field, "an array of numbers");
      return NumberRows.NONE;
    }
    Numbers numbers = new Numbers(dimensionLimit);
    int rows = 0;
    int width = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      int before = numbers.count();
      if (json.currentToken() != JsonToken.START_ARRAY) {
        requireNoRows(field, rows);
        numbers.add(number(field));
        continue;
      }
      if (rows == 0 && before > 0) {
        faults.note(Reason.MALFORMED, "field '" + field + "' mixes numbers and rows");
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(number(field));
      }
      int length = numbers.count() - before;
      if (rows > 0 && length != width) {
        faults.note(
            Reason.DIMENSION,
            "field '" + field + "' has rows of " + width + " and of " + length + " numbers");
      }
      width = rows == 0 ? length : width;
      rows++;
    }
    double[] values = finished(field, numbers);
    return rows == 0 ? NumberRows.single(values) : new NumberRows(values, rows, width);
  }

  private void requireNoRows(String field, int rows) {
    if (rows > 0) {
      faults.note(Reason.MALFORMED, "field '" + field + "' mixes numbers and rows");
    }
  }

  private double[] finished(String field, Numbers numbers) {
    if (numbers.count() > dimensionLimit) {
      tooLarge(field, numbers.count());
    }
    return numbers.kept();
  }

  /** As {@link #numbers}, of integers. */
  int[] integers(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      mistyped(field, "an array of integers");
      return null;
    }
    int[] values = new int[16];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      long value = integer(field);
      if (count < dimensionLimit) {
        values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
        values[count] = clamp(value);
      }
      count++;
    }
    if (count > dimensionLimit) {
      tooLarge(field, count);
    }
    return Arrays.copyOf(values, Math.min(count, dimensionLimit));
  }

  void tooLarge(String field, long entries) {
    faults.note(
        Reason.LIMIT_DIMENSION,
        "field '" + field + "' has " + entries + " entries, limits.dimension is " + dimensionLimit);
  }

  void mistyped(String field, String expected) throws IOException {
    faults.note(Reason.MALFORMED, "field '" + field + "' must be " + expected);
    skip();
  }

  /** Skips the value, holding its strings against the limits and noting bare NaN tokens. */
  void skip() throws IOException {
    int depth = 0;
    do {
      JsonToken token = json.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING) {
        requireLength(Json.MAXIMUM_STRING);
      } else if (token.isNumeric()) {
        requireLength(Json.MAXIMUM_NUMBER);
        noteNaN(token);
      }
    } while (depth > 0 && json.nextToken() != null);
  }

  private void noteNaN(JsonToken token) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_FLOAT && json.isNaN()) {
      faults.note(Reason.NON_FINITE, "record has a NaN or Infinity token, which is not JSON");
    }
  }

  /** The parser's own limits leave out the sign of a number and the end of a skipped string. */
  private void requireLength(int most) throws IOException {
    if (json.getTextLength() > most) {
      throw new StreamConstraintsException("value is longer than " + most + " characters");
    }
  }

  static int clamp(long value) {
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, value));
  }
}
