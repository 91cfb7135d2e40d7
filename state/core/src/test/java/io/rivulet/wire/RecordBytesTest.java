package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records written into one buffer have the bytes that Jackson's generator gives their fields. */
class RecordBytesTest {

  private final JsonBuffer buffer = new JsonBuffer();

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_anyRecords_oneAfterTheOther_haveTheBytesOfJackson(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5; i++) {
      WeightRecord weights = RandomRecords.weights(random);
      assertThat(text(WeightRecordJson.write(weights, buffer)))
          .isEqualTo(text(Json.write(json -> write(weights, json))));
      assertThat(WeightRecordJson.write(weights))
          .isEqualTo(WeightRecordJson.write(weights, buffer));
      Prediction prediction = RandomRecords.prediction(random);
      assertThat(text(PredictionJson.write(prediction, buffer)))
          .isEqualTo(text(Json.write(json -> write(prediction, json))));
    }
  }

  @Test
  void write_afterARecordThatCouldNotBeWritten_beginsAnew() {
    Prediction broken = new Prediction("m", "s", 1, null, new double[1], null, 1, 0);
    Prediction next = new Prediction("m", "s", 1, Op.LEARN, new double[1], null, 1, 0);
    assertThatThrownBy(() -> PredictionJson.write(broken, buffer))
        .isInstanceOf(NullPointerException.class);

    assertThat(PredictionJson.write(next, buffer)).isEqualTo(PredictionJson.write(next));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void write(WeightRecord record, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", record.model());
    json.writeStringField("learner", record.learner());
    json.writeNumberField("incarnation", record.incarnation());
    json.writeNumberField("version", record.version());
    json.writeNumberField("samples", record.samples());
    json.writeFieldName("previous");
    if (record.previous() == WeightRecord.NONE) {
      json.writeNull();
    } else {
      json.writeNumber(record.previous());
    }
    json.writeFieldName("shape");
    json.writeArray(new int[] {record.rows(), record.columns()}, 0, 2);
    write("w", record.w(), json);
    if (record.id() != null) {
      json.writeStringField("id", record.id());
    }
    if (record.ts() != Sample.NO_TIME) {
      json.writeNumberField("ts", record.ts());
    }
    json.writeStringField("spec", record.spec());
    write(record.axes(), json);
    json.writeStringField("checksum", checksum(record));
    write(record.details(), json);
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

  private static void write(Details details, JsonGenerator json) throws IOException {
    if (details.hidden() != null) {
      json.writeObjectFieldStart("hidden");
      json.writeFieldName("shape");
      json.writeArray(new int[] {details.hidden().rows(), details.hidden().columns()}, 0, 2);
      write("w", details.hidden().w(), json);
      json.writeEndObject();
    }
    if (details.spectrum() != null) {
      write("eigenvalues", details.spectrum().eigenvalues(), json);
      write("learned", details.spectrum().learned(), json);
      json.writeNumberField("rank", details.spectrum().rank());
      json.writeFieldName("nextLearningTime");
      if (Double.isNaN(details.spectrum().nextLearningTime())) {
        json.writeNull();
      } else {
        json.writeNumber(details.spectrum().nextLearningTime());
      }
    }
    if (details.noise() != null) {
      write(details.noise(), json);
    }
    if (details.recall() != null) {
      json.writeObjectFieldStart("recall");
      writeKnown("changeBound", details.recall().changeBound(), json);
      writeKnown("change", details.recall().change(), json);
      writeKnown("error", details.recall().error(), json);
      json.writeEndObject();
    }
  }

  private static void write(FoundNoise noise, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("noise");
    json.writeNumberField("lambda", noise.lambda());
    json.writeFieldName("r");
    if (noise.variances() == null) {
      json.writeNull();
    } else if (noise.variances().length == 1) {
      json.writeNumber(noise.variances()[0]);
    } else {
      json.writeArray(noise.variances(), 0, noise.variances().length);
    }
    json.writeNumberField("tail", noise.tail());
    json.writeEndObject();
  }

  private static void writeKnown(String name, double figure, JsonGenerator json)
      throws IOException {
    if (!Double.isNaN(figure)) {
      json.writeNumberField(name, figure);
    }
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
    writeRows("y", prediction.y(), prediction.rows(), json);
    writeRows("error", prediction.error(), prediction.rows(), json);
    writeRows("variance", prediction.variance(), prediction.rows(), json);
    writeRows("leverage", prediction.leverage(), prediction.rows(), json);
    writeRows("looResidual", prediction.looResidual(), prediction.rows(), json);
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

  private static void writeRows(String field, double[] numbers, int rows, JsonGenerator json)
      throws IOException {
    if (numbers == null) {
      return;
    }
    json.writeFieldName(field);
    int width = numbers.length / Math.max(1, rows);
    if (rows > 0) {
      json.writeStartArray();
    }
    for (int from = 0; from < numbers.length; from += width) {
      if (width == 1) {
        json.writeNumber(numbers[from]);
      } else {
        json.writeArray(numbers, from, width);
      }
    }
    if (rows > 0) {
      json.writeEndArray();
    }
  }

  private static void write(String field, double[] numbers, JsonGenerator json) throws IOException {
    json.writeFieldName(field);
    json.writeArray(numbers, 0, numbers.length);
  }

  private static String checksum(WeightRecord record) {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + 8 * record.w().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(record.rows()).putInt(record.columns());
    for (double value : record.w()) {
      bytes.putDouble(value);
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.flip());
    return String.format("%08x", crc.getValue());
  }
}
