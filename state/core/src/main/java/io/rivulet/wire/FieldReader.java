package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.rivulet.record.EntryName;
import io.rivulet.record.Form;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.Shown;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * A reader of single values of a wanted type at the parser's place. A value of another type is
 * noted as a fault and skipped, so that a later syntax error, which ranks higher, is still found.
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

  /** The number at the parser's place. Minus zero is read as zero. */
  double number() throws IOException {
    requireLength(Json.MAXIMUM_NUMBER);
    return json.getDoubleValue() + 0.0;
  }

  double number(String field) throws IOException {
    return number(field, NONE, NONE);
  }

  /** A number as in {@link #number}; {@code true} is 1 and {@code false} is 0. */
  double feature(String field, int row, int entry) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isBoolean()) {
      return token == JsonToken.VALUE_TRUE ? 1 : 0;
    }
    return number(field, row, entry);
  }

  /**
   * An integer, in any notation. After a fault is noted, the result is 0 when there is no integer,
   * and the nearest allowed one when the integer is too large.
   */
  long integer(String field, int entry, IntegerField kind) throws IOException {
    JsonToken token = json.currentToken();
    if (token.isNumeric()) {
      requireLength(Json.MAXIMUM_NUMBER);
    }
    if (token == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && kind.takes(json.getLongValue())) {
      return json.getLongValue();
    }
    if (token.isNumeric() && Double.isFinite(json.getDoubleValue())) {
      BigDecimal value = exact();
      if (value.stripTrailingZeros().scale() <= 0) {
        return bounded(field, entry, kind, value);
      }
    }
    mistyped(field, NONE, entry, kind.taken());
    return 0;
  }

  /**
   * The exact value; a finite number whose nearest float64 is an integer below 2^53 counts as that
   * integer.
   */
  private BigDecimal exact() throws IOException {
    double nearest = json.getDoubleValue();
    return Math.abs(nearest) <= Sample.LARGEST_EXACT
        ? new BigDecimal(nearest)
        : json.getDecimalValue();
  }

  private long bounded(String field, int entry, IntegerField kind, BigDecimal value)
      throws IOException {
    BigDecimal most = BigDecimal.valueOf(kind.most());
    if (value.abs().compareTo(most) <= 0) {
      return value.longValueExact();
    }
    if (faults.wants(kind.beyond())) {
      faults.note(
          kind.beyond(),
          EntryName.of(field, NONE, entry) + " is " + json.getText() + ", " + kind.range());
    }
    return value.signum() * kind.most();
  }

  int mistyped(String field, String taken) throws IOException {
    return mistyped(field, NONE, NONE, taken);
  }

  /**
   * Notes that the value has the wrong type, and skips it.
   *
   * @return the number of values that it holds directly
   */
  int mistyped(String field, int row, int entry, String taken) throws IOException {
    if (!faults.wants(Reason.MALFORMED)) {
      return skip();
    }
    JsonToken token = json.currentToken();
    String text = token.isScalarValue() ? json.getText() : "";
    int entries = skip();
    faults.note(
        Reason.MALFORMED,
        EntryName.of(field, row, entry)
            + " is "
            + found(token, text, entries)
            + ", must be "
            + taken
            + Advice.on(field, token, text, row, entry));
    return entries;
  }

  /** Describes the value in words, and skips it. */
  String found() throws IOException {
    JsonToken token = json.currentToken();
    String text = token.isScalarValue() ? json.getText() : "";
    return found(token, text, skip());
  }

  private static String found(JsonToken token, String text, int entries) {
    return switch (token) {
      case START_ARRAY -> Form.ARRAY.of(entries);
      case START_OBJECT -> Form.OBJECT.of(entries);
      case VALUE_STRING -> Shown.quoted(text);
      default -> Shown.plain(text);
    };
  }

  /**
   * Skips the value; checks its strings against the limits and notes bare NaN tokens.
   *
   * @return the number of values that it holds directly
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

  /**
   * Checks a length, because the parser's own limits ignore the sign of a number and the end of a
   * skipped string.
   */
  private void requireLength(int most) throws IOException {
    if (json.getTextLength() > most) {
      throw new StreamConstraintsException(
          (most == Json.MAXIMUM_STRING ? "String" : "Number") + " value is too long");
    }
  }
}
