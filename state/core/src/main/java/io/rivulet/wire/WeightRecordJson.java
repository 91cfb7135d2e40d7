package io.rivulet.wire;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Part;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
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

  /**
   * The most weights of a record that is never longer than this; below 1 where there is no room.
   */
  public static long weightsWithin(long bytes) {
    return Math.floorDiv(bytes - OTHER_BYTES, BYTES_PER_WEIGHT);
  }

  /** The number of bytes that the names of rows and columns add to every record of a model. */
  public static long bytes(Axes axes) {
    JsonBuffer json = new JsonBuffer().begin();
    write(axes, json);
    return json.endObject().take().length;
  }

  /** One JSON document in UTF-8. */
  public static byte[] write(WeightRecord record) {
    return write(record, new JsonBuffer());
  }

  /**
   * One JSON document in UTF-8. Of a version in parts only the first tells the names of rows and
   * columns and what only some learners publish.
   *
   * @param json is used again for the next document
   */
  public static byte[] write(WeightRecord record, JsonBuffer json) {
    json.begin();
    json.field("model").text(record.model());
    json.field("learner").text(record.learner());
    json.field("incarnation").number(record.incarnation());
    json.field("version").number(record.version());
    json.field("samples").number(record.samples());
    writePrevious(record, json.field("previous"));
    json.field("shape").startArray().number(record.rows()).number(record.columns()).endArray();
    writePart(record.part(), json);
    json.field("w").numbers(record.w());
    if (record.id() != null) {
      json.field("id").text(record.id());
    }
    if (record.ts() != Sample.NO_TIME) {
      json.field("ts").number(record.ts());
    }
    json.field("spec").text(record.spec());
    boolean first = record.part().number() == 1;
    write(first ? record.axes() : Axes.UNNAMED, json);
    json.field("checksum").text(checksum(record));
    DetailsJson.write(first ? record.details() : Details.NONE, json);
    return json.endObject().take();
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
    return HexFormat.of().toHexDigits(crc(rows, columns, w));
  }

  /** The checksum of all weights of the version, of which the record may hold a part. */
  private static String checksum(WeightRecord record) {
    return record.part().isWhole()
        ? checksum(record.rows(), record.columns(), record.w())
        : HexFormat.of().toHexDigits(record.part().checksum());
  }

  /** The number of which {@link #checksum} is the text. */
  public static int crc(int rows, int columns, double[] w) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + Double.BYTES * w.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(rows).putInt(columns).asDoubleBuffer().put(w);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array());
    return (int) crc.getValue();
  }

  private static void write(Axes axes, JsonBuffer json) {
    if (axes.classes() != null) {
      json.field("classes").texts(axes.classes());
    }
    if (axes.bias()) {
      json.field("bias").truth(true);
    }
    if (axes.features() != null) {
      json.field("features").texts(axes.features());
    }
    if (axes.input() != null) {
      json.field("input").raw(axes.input());
    }
  }

  private static void writePart(Part part, JsonBuffer json) {
    if (!part.isWhole()) {
      json.field("part").startArray().number(part.number()).number(part.of()).endArray();
    }
  }

  private static void writePrevious(WeightRecord record, JsonBuffer json) {
    if (record.previous() == WeightRecord.NONE) {
      json.nothing();
    } else {
      json.number(record.previous());
    }
  }
}
