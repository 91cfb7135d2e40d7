package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.wire.Bom;
import io.rivulet.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A reader of the members of one record that this project has written itself. */
final class RecordFields {

  private final String record;
  private final byte[] bytes;
  private final JsonParser json;

  private RecordFields(String record, byte[] bytes, JsonParser json) {
    this.record = record;
    this.bytes = bytes;
    this.json = json;
  }

  /**
   * Reads one object.
   *
   * @param record what the object is, for messages
   * @throws IllegalArgumentException when the bytes are not one JSON object
   */
  static void read(String record, byte[] bytes, Member member) {
    int start = Bom.length(bytes);
    try (JsonParser json = Json.WIDE_FACTORY.createParser(bytes, start, bytes.length - start)) {
      new RecordFields(record, bytes, json).readObject(member);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(record + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  private void readObject(Member member) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException(record + " is not a JSON object");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      member.read(name, this);
    }
    if (json.nextToken() != null) {
      throw new IllegalArgumentException(record + " goes on after its JSON object");
    }
  }

  static void require(String record, String field, boolean present) {
    if (!present) {
      throw new IllegalArgumentException(record + " has no field '" + field + "'");
    }
  }

  boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  String text(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw mistyped(field, "a text");
    }
    return json.getText();
  }

  long integer(String field) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw mistyped(field, "an integer");
    }
    return json.getLongValue();
  }

  /** The JSON of an object as it was written. */
  String object(String field) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw mistyped(field, "an object");
    }
    int start = Bom.length(bytes);
    int from = start + (int) json.currentTokenLocation().getByteOffset();
    json.skipChildren();
    int to = start + (int) json.currentLocation().getByteOffset();
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  private IllegalArgumentException mistyped(String field, String expected) {
    return new IllegalArgumentException(record + "'s '" + field + "' must be " + expected);
  }

  /** A reader of one member, whose value is at the place of the fields. */
  @FunctionalInterface
  interface Member {
    void read(String name, RecordFields fields) throws IOException;
  }
}
