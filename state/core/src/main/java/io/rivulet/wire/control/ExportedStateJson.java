package io.rivulet.wire.control;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.control.ExportedState;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.Json;
import java.io.IOException;

/** The JSON form of exported states, with the fields in a fixed order. */
public final class ExportedStateJson {

  private ExportedStateJson() {}

  /** One JSON document in UTF-8. A tombstone has none: its value on Kafka is null. */
  public static byte[] write(ExportedState state) {
    if (state.isTombstone()) {
      throw new IllegalArgumentException(
          "the end of model " + state.model() + " is a null value, it has no JSON");
    }
    return Json.write(json -> write(state, json));
  }

  /**
   * Reads one exported state; unknown members are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not an exported state, when the state in
   *     them cannot be read, or when it is not what the other fields say
   */
  public static ExportedState read(byte[] json) {
    return ExportedStateReader.read(json);
  }

  private static void write(ExportedState state, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", state.model());
    json.writeFieldName("spec");
    json.writeRawValue(state.spec());
    json.writeFieldName("state");
    json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, state.state(), 0, state.state().length);
    json.writeNumberField("incarnation", state.incarnation());
    json.writeNumberField("version", state.version());
    json.writeNumberField("samples", state.samples());
    if (state.previous() == WeightRecord.NONE) {
      json.writeNullField("previous");
    } else {
      json.writeNumberField("previous", state.previous());
    }
    json.writeEndObject();
  }
}
