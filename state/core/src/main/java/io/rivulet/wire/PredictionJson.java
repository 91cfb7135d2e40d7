package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import java.io.IOException;

/**
 * The JSON form of predictions: one number for one output, otherwise an array; for a batch an array
 * with one such entry for each row.
 */
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
    write("y", prediction.y(), prediction.rows(), json);
    write("error", prediction.error(), prediction.rows(), json);
    write("variance", prediction.variance(), prediction.rows(), json);
    write("leverage", prediction.leverage(), prediction.rows(), json);
    write("looResidual", prediction.looResidual(), prediction.rows(), json);
    if (prediction.classes() != null) {
      Json.write("classes", prediction.classes(), json);
    }
    json.writeNumberField("incarnation", prediction.incarnation());
    json.writeNumberField("version", prediction.version());
    if (prediction.answered() != Prediction.NOT_ASKED) {
      json.writeNumberField("answered", prediction.answered());
    }
    if (prediction.frozen()) {
      json.writeBooleanField("frozen", true);
    }
    json.writeEndObject();
  }

  private static void write(String field, double[] numbers, int rows, JsonGenerator json)
      throws IOException {
    if (numbers == null) {
      return;
    }
    json.writeFieldName(field);
    if (rows == 0) {
      writeRow(numbers, 0, numbers.length, json);
      return;
    }
    json.writeStartArray();
    int width = numbers.length / rows;
    for (int row = 0; row < rows; row++) {
      writeRow(numbers, row * width, width, json);
    }
    json.writeEndArray();
  }

  private static void writeRow(double[] numbers, int from, int width, JsonGenerator json)
      throws IOException {
    if (width == 1) {
      json.writeNumber(numbers[from]);
    } else {
      json.writeArray(numbers, from, width);
    }
  }
}
