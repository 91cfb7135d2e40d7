package io.rivulet.wire.control;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.control.Command;
import io.rivulet.wire.Json;
import java.io.IOException;

/**
 * The JSON form of commands as a producer sends them, with the fields in a fixed order. The model
 * is not part of it: it is the key of the record.
 */
public final class CommandJson {

  private CommandJson() {}

  /** One JSON document in UTF-8. Absent parts are left out, and the spec stands as it is. */
  public static byte[] write(Command command) {
    return Json.write(json -> write(command, json));
  }

  private static void write(Command command, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("commandId", command.commandId());
    json.writeStringField("type", command.type().label());
    if (command.spec() != null) {
      json.writeFieldName("spec");
      json.writeRawValue(command.spec());
    }
    if (command.state() != null) {
      json.writeFieldName("state");
      json.writeBinary(
          Base64Variants.MIME_NO_LINEFEEDS, command.state(), 0, command.state().length);
    }
    if (command.name() != null) {
      json.writeStringField("name", command.name());
    }
    if (command.atVersion() != Command.AT_ONCE) {
      json.writeNumberField("atVersion", command.atVersion());
    }
    json.writeEndObject();
  }
}
