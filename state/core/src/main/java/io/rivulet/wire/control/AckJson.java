package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.control.Ack;
import io.rivulet.wire.Json;
import java.io.IOException;

/** The JSON form of acknowledgements, with the fields in a fixed order. */
public final class AckJson {

  private AckJson() {}

  /** One JSON document in UTF-8. */
  public static byte[] write(Ack ack) {
    return Json.write(json -> write(ack, json));
  }

  /**
   * Reads one acknowledgement; unknown members are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not an acknowledgement
   */
  public static Ack read(byte[] json) {
    return AckReader.read(json);
  }

  private static void write(Ack ack, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("commandId", ack.commandId());
    json.writeStringField("model", ack.model());
    json.writeStringField("type", ack.type().label());
    json.writeStringField("status", ack.status().name());
    if (ack.reason() != null) {
      json.writeStringField("reason", ack.reason());
    }
    if (ack.message() != null) {
      json.writeStringField("message", ack.message());
    }
    json.writeNumberField("incarnation", ack.incarnation());
    json.writeNumberField("version", ack.version());
    json.writeEndObject();
  }
}
