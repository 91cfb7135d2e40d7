package io.rivulet.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.record.Axes;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The JSON form of weight records: fields in a fixed order, no white space, and numbers that
 * round-trip.
 */
public final class WeightRecordJson {

  /**
   * The longest text of a float64 with its comma; and the room for the other fields: two ids of 128
   * characters, one of them escaped to six bytes for each, eight numbers and names, the headers and
   * the batch.
   */
  private static final int BYTES_PER_WEIGHT = 25;

  private static final int OTHER_BYTES = 2048;

  private WeightRecordJson() {}

  /** An upper bound of the record's length for a matrix of this many weights. */
  public static long maximumBytes(long weights) {
    return BYTES_PER_WEIGHT * weights + OTHER_BYTES;
  }

  /** The number of bytes that the names of rows and columns add to every record of a model. */
  public static long bytes(Axes axes) {
    return Json.write(
            json -> {
              json.writeStartObject();
              write(axes, json);
              json.writeEndObject();
            })
        .length;
  }

  /** One JSON document in UTF-8. */
  public static byte[] write(WeightRecord record) {
    return Json.write(json -> write(record, json));
  }

  /**
   * Reads one record; members that are not part of {@link WeightRecord} are skipped.
   *
   * @throws IllegalArgumentException when the bytes are not a weight record, or do not match their
   *     checksum
   */
  public static WeightRecord read(byte[] json) {
    return WeightRecordReader.read(json);
  }

  /** CRC32C of rows and columns (int32) and the weights (float64), little-endian: 8 hex digits. */
  public static String checksum(int rows, int columns, double[] w) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + Double.BYTES * w.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(rows).putInt(columns).asDoubleBuffer().put(w);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array());
    return String.format("%08x", (int) crc.getValue());
  }

  private static void write(WeightRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", record.model());
    json.writeStringField("learner", record.learner());
    json.writeNumberField("incarnation", record.incarnation());
    json.writeNumberField("version", record.version());
    json.writeNumberField("samples", record.samples());
    writePrevious(record, json);
    json.writeFieldName("shape");
    json.writeArray(new int[] {record.rows(), record.columns()}, 0, 2);
    json.writeFieldName("w");
    json.writeArray(record.w(), 0, record.w().length);
    if (record.id() != null) {
      json.writeStringField("id", record.id());
    }
    if (record.ts() != Sample.NO_TIME) {
      json.writeNumberField("ts", record.ts());
    }
    json.writeStringField("spec", record.spec());
    write(record.axes(), json);
    json.writeStringField("checksum", checksum(record.rows(), record.columns(), record.w()));
    DetailsJson.write(record.details(), json);
    json.writeEndObject();
  }

  private static void write(Axes axes, JsonGenerator json) throws IOException {
    if (axes.classes() != null) {
      Json.write("classes", axes.classes(), json);
    }
    if (axes.bias()) {
      json.writeBooleanField("bias", true);
    }
    if (axes.features() != null) {
      Json.write("features", axes.features(), json);
    }
    if (axes.input() != null) {
      json.writeFieldName("input");
      json.writeRawValue(axes.input());
    }
  }

  private static void writePrevious(WeightRecord record, JsonGenerator json) throws IOException {
    if (record.previous() == WeightRecord.NONE) {
      json.writeNullField("previous");
    } else {
      json.writeNumberField("previous", record.previous());
    }
  }
}
