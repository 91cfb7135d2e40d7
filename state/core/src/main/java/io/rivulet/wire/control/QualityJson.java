package io.rivulet.wire.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Sample;
import io.rivulet.wire.Json;
import io.rivulet.wire.SpecJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The JSON form of records of quality, with the fields in a fixed order. A figure that does not
 * apply is left out.
 */
public final class QualityJson {

  private QualityJson() {}

  /** One JSON document in UTF-8. */
  public static byte[] write(QualityRecord record) {
    return Json.write(json -> write(record, json));
  }

  private static void write(QualityRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", record.model());
    json.writeNumberField("n", record.n());
    json.writeNumberField("window", record.window());
    write("mae", record.mae(), json);
    write("rmse", record.rmse(), json);
    write("r2", record.r2(), json);
    write("meanError", record.meanError(), json);
    write("accuracy", record.accuracy(), json);
    write("logLoss", record.logLoss(), json);
    write("coverage", record.coverage(), json);
    json.writeBooleanField("drift", record.drift());
    json.writeNumberField("incarnation", record.incarnation());
    json.writeNumberField("version", record.version());
    if (record.ts() != Sample.NO_TIME) {
      json.writeNumberField("ts", record.ts());
    }
    json.writeEndObject();
  }

  private static void write(String field, double figure, JsonGenerator json) throws IOException {
    if (Double.isFinite(figure)) {
      json.writeNumberField(field, figure);
    }
  }

  /**
   * Reads one record of quality; unknown members are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not a record of quality
   */
  public static QualityRecord read(byte[] bytes) {
    Map<String, Object> members = members(new String(bytes, StandardCharsets.UTF_8));
    return new QualityRecord(
        required("model", String.class, members),
        required("n", Long.class, members),
        required("window", Long.class, members),
        figure("mae", members),
        figure("rmse", members),
        figure("r2", members),
        figure("meanError", members),
        figure("accuracy", members),
        figure("logLoss", members),
        figure("coverage", members),
        required("drift", Boolean.class, members),
        required("incarnation", Long.class, members),
        required("version", Long.class, members),
        members.get("ts") == null ? Sample.NO_TIME : required("ts", Long.class, members));
  }

  private static Map<String, Object> members(String text) {
    try {
      return SpecJson.read(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("metrics record is not one JSON object", e);
    }
  }

  private static double figure(String field, Map<String, Object> members) {
    return members.get(field) == null
        ? Double.NaN
        : required(field, Number.class, members).doubleValue();
  }

  private static <T> T required(String field, Class<T> type, Map<String, Object> members) {
    Object value = members.get(field);
    if (value == null) {
      throw new IllegalArgumentException("metrics record has no field '" + field + "'");
    }
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(
          "metrics record's '" + field + "' must be " + expected(type));
    }
    return type.cast(value);
  }

  private static String expected(Class<?> type) {
    return type == String.class
        ? "a text"
        : type == Boolean.class ? "true or false" : type == Long.class ? "an integer" : "a number";
  }
}
