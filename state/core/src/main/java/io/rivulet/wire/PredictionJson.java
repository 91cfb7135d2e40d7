package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import java.io.IOException;

/** The JSON form of predictions: one number for one output, else an array. */
public final class PredictionJson {

  private PredictionJson() {}

  /** One JSON document in UTF-8. */
  public static byte[] write(Prediction prediction) {
    return Json.write(json -> write(prediction, json));
  }

  private static void write(Prediction prediction, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", prediction.model());
    if (prediction.id() != null) {
      json.writeStringField("id", prediction.id());
    }
    if (prediction.ts() != Sample.NO_TIME) {
      json.writeNumberField("ts", prediction.ts());
    }
    json.writeStringField("op", prediction.op().label());
    writeOutputs("y", prediction.y(), json);
    if (prediction.error() != null) {
      writeOutputs("error", prediction.error(), json);
    }
    json.writeNumberField("incarnation", prediction.incarnation());
    json.writeNumberField("version", prediction.version());
    json.writeEndObject();
  }

  private static void writeOutputs(String field, double[] outputs, JsonGenerator json)
      throws IOException {
    json.writeFieldName(field);
    if (outputs.length == 1) {
      json.writeNumber(outputs[0]);
    } else {
      json.writeArray(outputs, 0, outputs.length);
    }
  }
}
