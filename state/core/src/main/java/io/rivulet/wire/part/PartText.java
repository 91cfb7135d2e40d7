package io.rivulet.wire.part;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rivulet.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A weight record that holds one part of its version: to which version it belongs, and where its
 * weights stand in its bytes.
 *
 * @param json the record; not copied
 * @param mark where the field {@code part} stands, with the comma behind it
 * @param weights where the numbers of {@code w} stand, between the brackets
 */
public record PartText(
    byte[] json, PartedVersion version, int number, Stretch mark, Stretch weights) {

  private static final byte[] NAME = "\"part\"".getBytes(StandardCharsets.UTF_8);

  /** Offsets of bytes. */
  record Stretch(int from, int to) {

    int length() {
      return to - from;
    }
  }

  /**
   * Reads what a record says of its part; empty for one that holds a whole version.
   *
   * @throws IllegalArgumentException when the bytes are no part of a weight record
   */
  public static Optional<PartText> read(byte[] json) {
    if (!mayBePart(json)) {
      return Optional.empty();
    }
    try (JsonParser parser = Json.UNBOUNDED_FACTORY.createParser(json)) {
      return new Scan(parser).part(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("weight record is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading JSON from memory failed", e);
    }
  }

  /** Whether the name of the field stands anywhere; most records are told apart by this alone. */
  private static boolean mayBePart(byte[] json) {
    for (int i = 0; i <= json.length - NAME.length; i++) {
      if (json[i] == '"' && startsAt(i, json)) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsAt(int offset, byte[] json) {
    for (int i = 1; i < NAME.length; i++) {
      if (json[offset + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }

  /** The members of the record, of which the numbers are passed over. */
  private static final class Scan {

    private final JsonParser json;
    private long incarnation = -1;
    private long version = -1;
    private String checksum;
    private int number;
    private int of;
    private int markFrom = -1;
    private int markTo = -1;
    private Stretch weights;

    Scan(JsonParser json) {
      this.json = json;
    }

    Optional<PartText> part(byte[] bytes) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("weight record is not a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        int from = offset();
        markTo = markFrom >= 0 && markTo < 0 ? from : markTo;
        String name = json.currentName();
        json.nextToken();
        readMember(name, from);
      }
      if (markFrom < 0) {
        return Optional.empty();
      }
      if (incarnation < 0 || version < 0 || checksum == null || weights == null || markTo < 0) {
        throw new IllegalArgumentException(
            "weight record holds a part without incarnation, version, w or checksum");
      }
      if (markTo > weights.from()) {
        throw new IllegalArgumentException("weight record has 'part' behind its weights");
      }
      return Optional.of(
          new PartText(
              bytes,
              new PartedVersion(incarnation, version, checksum, of),
              number,
              new Stretch(markFrom, markTo),
              weights));
    }

    private void readMember(String name, int from) throws IOException {
      switch (name) {
        case "incarnation" -> incarnation = json.getValueAsLong(-1);
        case "version" -> version = json.getValueAsLong(-1);
        case "checksum" -> checksum = json.getValueAsString();
        case "part" -> {
          markFrom = from;
          readNumbers();
        }
        case "w" -> weights = numbers();
        default -> json.skipChildren();
      }
    }

    private void readNumbers() throws IOException {
      boolean sound =
          json.currentToken() == JsonToken.START_ARRAY
              && json.nextToken() == JsonToken.VALUE_NUMBER_INT;
      number = sound ? json.getValueAsInt() : 0;
      sound = sound && json.nextToken() == JsonToken.VALUE_NUMBER_INT;
      of = sound ? json.getValueAsInt() : 0;
      if (!sound || json.nextToken() != JsonToken.END_ARRAY || number < 1 || number > of) {
        throw new IllegalArgumentException(
            "weight record's 'part' must be two integers, the number of the part and of how many");
      }
    }

    private Stretch numbers() throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("weight record's 'w' must be an array of numbers");
      }
      int from = offset() + 1;
      json.skipChildren();
      return new Stretch(from, offset());
    }

    private int offset() {
      return (int) json.currentTokenLocation().getByteOffset();
    }
  }
}
