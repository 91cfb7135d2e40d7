package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of weight records and predictions, and the checksum by a bitwise CRC of its own. */
class WeightRecordJsonTest {

  static LongStream seeds() {
    return Seeds.first(200);
  }

  @Test
  void write_allFields_standInOrderWithoutWhiteSpace() {
    WeightRecord record =
        new WeightRecord(
            "pump-7",
            "rls",
            1,
            42,
            41,
            40,
            3,
            1,
            new double[] {0.5, -2, 1e-9},
            "s-17",
            1790000000000L,
            "9f2c61d0a4b7e853");

    assertThat(text(WeightRecordJson.write(record)))
        .isEqualTo(
            "{\"model\":\"pump-7\",\"learner\":\"rls\",\"incarnation\":1,\"version\":42,"
                + "\"samples\":41,\"previous\":40,\"shape\":[3,1],\"w\":[0.5,-2.0,1.0E-9],"
                + "\"id\":\"s-17\",\"ts\":1790000000000,\"spec\":\"9f2c61d0a4b7e853\","
                + "\"checksum\":\""
                + crc32c(3, 1, new double[] {0.5, -2, 1e-9})
                + "\"}");
  }

  @Test
  void write_firstRecordOfASampleWithoutNameAndTime_leavesThemOut() {
    WeightRecord record = record(new double[] {0});

    assertThat(text(WeightRecordJson.write(record)))
        .startsWith(
            "{\"model\":\"m\",\"learner\":\"sgd\",\"incarnation\":1,\"version\":0,\"samples\":0,"
                + "\"previous\":null,\"shape\":[1,1],\"w\":[0.0],\"spec\":\"f\",\"checksum\":");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void write_anyFiniteWeights_parseBackToTheSameBits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w = new double[200];
    for (int i = 0; i < w.length; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      w[i] = Double.isFinite(any) ? any : random.nextGaussian();
    }
    w[0] = -0.0;
    w[1] = Double.MIN_VALUE;
    w[2] = -Double.MAX_VALUE;

    Map<String, Object> read = SpecJson.read(text(WeightRecordJson.write(record(w))));

    List<?> numbers = (List<?>) read.get("w");
    for (int i = 0; i < w.length; i++) {
      double parsed = (Double) numbers.get(i);
      assertThat(Double.doubleToRawLongBits(parsed)).isEqualTo(Double.doubleToRawLongBits(w[i]));
    }
    assertThat(read.get("checksum")).isEqualTo(crc32c(w.length, 1, w));
  }

  @Test
  void maximumBytes_longestRecord_isNotExceeded() {
    double[] w = new double[50];
    Arrays.fill(w, -2.2250738585072014E-308);
    long most = Long.MAX_VALUE;
    WeightRecord record =
        new WeightRecord(
            "m".repeat(128),
            "one-step-sgd",
            most,
            most,
            -most,
            most,
            50,
            Integer.MAX_VALUE,
            w,
            "\u0000".repeat(128),
            -most,
            "0123456789abcdef");

    assertThat(WeightRecordJson.write(record))
        .hasSizeLessThanOrEqualTo((int) WeightRecordJson.maximumBytes(50));
  }

  @Test
  void write_idsOfAnyText_areReadBack() {
    for (String id :
        new String[] {"", "\"\\\n\u0001", "\u00e9\u20ac\ud83d\ude00", "\ud800", "\udc00x"}) {
      WeightRecord record =
          new WeightRecord("m", "sgd", 1, 1, 1, -1, 1, 1, new double[1], id, Sample.NO_TIME, "f");

      assertThat(SpecJson.read(text(WeightRecordJson.write(record)))).containsEntry("id", id);
    }
  }

  @Test
  void write_predictionOfOneOutput_isANumber() {
    Prediction learned =
        new Prediction("m", "s", 5, Op.LEARN, new double[] {1.5}, new double[] {-0.5}, 1, 7);

    assertThat(text(PredictionJson.write(learned)))
        .isEqualTo(
            "{\"model\":\"m\",\"id\":\"s\",\"ts\":5,\"op\":\"learn\",\"y\":1.5,\"error\":-0.5,"
                + "\"incarnation\":1,\"version\":7}");
  }

  @Test
  void write_predictionOfSeveralOutputs_isAnArray() {
    Prediction answered =
        new Prediction("m", null, Sample.NO_TIME, Op.PREDICT, new double[] {1, 2}, null, 2, 0);

    assertThat(text(PredictionJson.write(answered)))
        .isEqualTo(
            "{\"model\":\"m\",\"op\":\"predict\",\"y\":[1.0,2.0],\"incarnation\":2,\"version\":0}");
  }

  private static WeightRecord record(double[] w) {
    return new WeightRecord(
        "m", "sgd", 1, 0, 0, WeightRecord.NONE, w.length, 1, w, null, Sample.NO_TIME, "f");
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** CRC32C bit by bit, reflected polynomial 0x82f63b78, over little-endian bytes. */
  private static String crc32c(int rows, int columns, double[] w) {
    int crc = feed(feed(-1, rows, 4), columns, 4);
    for (double v : w) {
      crc = feed(crc, Double.doubleToRawLongBits(v), 8);
    }
    return String.format("%08x", ~crc);
  }

  private static int feed(int crc, long value, int bytes) {
    int next = crc;
    for (int bit = 0; bit < 8 * bytes; bit++) {
      int low = (next ^ (int) (value >>> bit)) & 1;
      next = (next >>> 1) ^ (low == 0 ? 0 : 0x82f63b78);
    }
    return next;
  }
}
