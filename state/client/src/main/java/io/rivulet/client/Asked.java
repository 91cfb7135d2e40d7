package io.rivulet.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SampleDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;

/** The sample with which an input would be sent to the job as a question. */
final class Asked {

  private static final String MODEL = "asked";

  /** NaN is written bare, so that the job's decoder refuses it by name and not as a text. */
  static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS).build();

  private Asked() {}

  /**
   * A question of numbers in the order of the weights.
   *
   * @param x not copied
   */
  static Sample dense(double[] x) {
    return Sample.of(MODEL).op(Op.PREDICT).x(x).build();
  }

  /** A question of values by name, read by the decoder of the job. */
  static Sample named(Map<String, ?> x) throws RejectedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("op", Op.PREDICT.label());
      writeNamed("x", x, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
    return new SampleDecoder(Limits.DEFAULT, MODEL)
        .decode(new Origin("x", 0, 0, 0, null, bytes.toByteArray()));
  }

  /** Writes a named x in the form that samples have. */
  static void writeNamed(String field, Map<String, ?> x, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, ?> each : x.entrySet()) {
      json.writeFieldName(each.getKey());
      write(each.getKey(), each.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void write(String name, Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Collection<?> texts) {
      json.writeStartArray();
      for (Object each : texts) {
        write(name, each, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Number number) {
      write(name, number, json);
    } else {
      throw refused(name, value);
    }
  }

  private static void write(String name, Number number, JsonGenerator json) throws IOException {
    if (number instanceof Double || number instanceof Float) {
      json.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (number instanceof BigInteger integer) {
      json.writeNumber(integer);
    } else if (number instanceof Long
        || number instanceof Integer
        || number instanceof Short
        || number instanceof Byte) {
      json.writeNumber(number.longValue());
    } else {
      throw refused(name, number);
    }
  }

  private static IllegalArgumentException refused(String name, Object value) {
    return new IllegalArgumentException(
        "x."
            + name
            + " is a "
            + value.getClass().getName()
            + ", must be a number, a text, a boolean, a collection of texts or null");
  }
}
