package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.control.Command;
import io.rivulet.record.Form;
import io.rivulet.record.Shown;
import io.rivulet.wire.Bom;
import io.rivulet.wire.Json;
import io.rivulet.wire.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A reader of single values of a command at the parser's place. A value of another type, and one
 * that exceeds the limits of a sample, is noted as a fault and read to its end.
 */
final class CommandValues {

  private final JsonParser json;
  private final byte[] record;

  private String fault;

  CommandValues(JsonParser json, byte[] record) {
    this.json = json;
    this.record = record;
  }

  /** The first fault that was noted, or null. */
  String fault() {
    return fault;
  }

  void note(String found) {
    fault = fault == null ? found : fault;
  }

  /** A text, or null after noting a fault. */
  String text(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      return mistyped(field, "a text");
    }
    walk();
    return json.getText();
  }

  /** The JSON of an object as it was written, or null after noting a fault. */
  String object(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return mistyped(field, "an object");
    }
    int start = Bom.length(record);
    int from = start + (int) json.currentTokenLocation().getByteOffset();
    walk();
    int to = start + (int) json.currentLocation().getByteOffset();
    return new String(record, from, to - from, StandardCharsets.UTF_8);
  }

  /** The framed model in base64, or null after noting a fault. */
  byte[] state(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      mistyped(field, "a text in base64, as export writes it");
      return null;
    }
    try {
      byte[] frame = FramedModel.decoded(json.getText());
      FramedModel.read(frame);
      return frame;
    } catch (IllegalArgumentException e) {
      note(e.getMessage());
      return null;
    }
  }

  /** An integer from 0 in any notation, or {@link Command#AT_ONCE} after noting a fault. */
  long version(String field) throws IOException {
    if (json.currentToken().isNumeric() && json.getTextLength() <= Json.MAXIMUM_NUMBER) {
      try {
        long version = new BigDecimal(json.getText()).longValueExact();
        if (version >= 0) {
          return version;
        }
      } catch (ArithmeticException | NumberFormatException e) {
        // Beyond a long, with a fraction, or NaN: described below.
      }
    }
    mistyped(field, "an integer from 0: a version");
    return Command.AT_ONCE;
  }

  private String mistyped(String field, String taken) throws IOException {
    note(field + " is " + found() + ", must be " + taken);
    return null;
  }

  /** Describes the value in words, and reads it to its end. */
  String found() throws IOException {
    JsonToken token = json.currentToken();
    String text = token.isScalarValue() ? json.getText() : "";
    int entries = walk();
    return switch (token) {
      case START_ARRAY -> Form.ARRAY.of(entries);
      case START_OBJECT -> Form.OBJECT.of(entries);
      case VALUE_STRING -> Shown.quoted(text);
      default -> Shown.plain(text);
    };
  }

  /**
   * Reads the value to its end and notes what exceeds the limits of a sample.
   *
   * @return the number of values that it holds directly
   */
  int walk() throws IOException {
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
        // The command itself is the first level.
        check(depth + 1 <= Json.MAXIMUM_NESTING, "nests deeper than 16 levels");
      } else if (token == JsonToken.VALUE_STRING) {
        check(json.getTextLength() <= Json.MAXIMUM_STRING, "has a text over 64 KiB");
      } else if (token.isNumeric()) {
        check(json.getTextLength() <= Json.MAXIMUM_NUMBER, "has a number over 64 characters");
        check(!json.isNaN(), "is no number of JSON; send a finite one or null");
      }
    } while (depth > 0 && json.nextToken() != null);
    return entries;
  }

  private void check(boolean kept, String broken) {
    if (!kept && fault == null) {
      note(JsonPath.of(json) + " " + broken);
    }
  }
}
