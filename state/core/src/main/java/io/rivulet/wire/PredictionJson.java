package io.rivulet.wire;

import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;

/**
 * The JSON form of predictions: one number for one output, otherwise an array; for a batch an array
 * with one such entry for each row.
 */
public final class PredictionJson {

  private PredictionJson() {}

  /** One JSON document in UTF-8. */
  public static byte[] write(Prediction prediction) {
    return write(prediction, new JsonBuffer());
  }

  /**
   * One JSON document in UTF-8.
   *
   * @param json is used again for the next document
   */
  public static byte[] write(Prediction prediction, JsonBuffer json) {
    json.begin();
    json.field("model").text(prediction.model());
    if (prediction.id() != null) {
      json.field("id").text(prediction.id());
    }
    if (prediction.ts() != Sample.NO_TIME) {
      json.field("ts").number(prediction.ts());
    }
    json.field("op").text(prediction.op().label());
    write("y", prediction.y(), prediction.rows(), json);
    write("error", prediction.error(), prediction.rows(), json);
    write("variance", prediction.variance(), prediction.rows(), json);
    write("leverage", prediction.leverage(), prediction.rows(), json);
    write("looResidual", prediction.looResidual(), prediction.rows(), json);
    if (prediction.classes() != null) {
      json.field("classes").texts(prediction.classes());
    }
    json.field("incarnation").number(prediction.incarnation());
    json.field("version").number(prediction.version());
    if (prediction.answered() != Prediction.NOT_ASKED) {
      json.field("answered").number(prediction.answered());
    }
    if (prediction.frozen()) {
      json.field("frozen").truth(true);
    }
    return json.endObject().take();
  }

  private static void write(String field, double[] numbers, int rows, JsonBuffer json) {
    if (numbers == null) {
      return;
    }
    json.field(field);
    if (rows == 0) {
      writeRow(numbers, 0, numbers.length, json);
      return;
    }
    json.startArray();
    int width = numbers.length / rows;
    for (int row = 0; row < rows; row++) {
      writeRow(numbers, row * width, width, json);
    }
    json.endArray();
  }

  private static void writeRow(double[] numbers, int from, int width, JsonBuffer json) {
    if (width == 1) {
      json.number(numbers[from]);
    } else {
      json.numbers(numbers, from, width);
    }
  }
}
