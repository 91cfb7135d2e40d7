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
   * An integer, in any notation. After noting a fault, 0 where there is none and the nearest of the
   * largest size where it is larger.
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

  /** A finite number whose nearest float64 is an integer below 2^53 counts as that. */
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
   * Notes that the value is none of those that are taken, and skips it.
   *
   * @return how many values it holds itself
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

  /** The value in words, and skips it. */
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
}
