package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightRecordReaderTest {

  @Test
  void read_everyField_comesBack() {
    WeightRecord written =
        new WeightRecord(
            "pump-7", "rls", 2, 42, 40, 41, 3, 1, new double[] {0.1, -0.2, 3}, "s-17", 5, "9f2c");

    WeightRecord read = WeightRecordJson.read(WeightRecordJson.write(written));

    assertThat(read).usingRecursiveComparison().isEqualTo(written);
  }

  @Test
  void read_absentFields_areWhatTheyWere() {
    WeightRecord written = record(new double[] {1});

    WeightRecord read = WeightRecordJson.read(WeightRecordJson.write(written));

    assertThat(read.previous()).isEqualTo(WeightRecord.NONE);
    assertThat(read.id()).isNull();
    assertThat(read.ts()).isEqualTo(Sample.NO_TIME);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void read_anyFiniteWeights_haveTheSameBits(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] w =
        random
            .longs()
            .mapToDouble(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .limit(1000)
            .toArray();
    w[0] = -0.0;
    w[1] = Double.MIN_VALUE;
    w[2] = Double.MAX_VALUE;

    double[] read = WeightRecordJson.read(WeightRecordJson.write(record(w))).w();

    assertThat(bits(read)).containsExactly(bits(w));
  }

  @Test
  void read_membersOfLaterVersions_areSkipped() {
    String json = json().replace("\"w\":", "\"hidden\":{\"shape\":[1,1],\"w\":[7]},\"w\":");

    assertThat(read(json).w()).containsExactly(0.5, -2);
  }

  @Test
  void read_oneWeightChanged_isRefusedByItsChecksum() {
    assertThatThrownBy(() -> read(json().replace("[0.5", "[0.25")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "weight record has checksum [0-9a-f]{8}, its shape and weights give [0-9a-f]{8}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"version\":3,' | '' | weight record has no field 'version'",
        "'\"version\":3' | '\"version\":\"3\"' | weight record's 'version' must be an integer",
        "'\"shape\":[2,1]' | '\"shape\":[3,1]' | weight record has shape [3.0, 1.0] and 2 weights",
        "'[0.5' | '[null' | weight record's 'w' must be an array of numbers",
        "'{' | '[{' | weight record is not a JSON object",
        "'}' | '}}' | weight record is not JSON",
        "'}' | '' | weight record is not JSON"
      })
  void read_brokenRecord_saysWhatIsWrong(String part, String with, String message) {
    assertThatThrownBy(() -> read(json().replace(part, with)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static String json() {
    return new String(
        WeightRecordJson.write(record(new double[] {0.5, -2})), StandardCharsets.UTF_8);
  }

  private static WeightRecord read(String json) {
    return WeightRecordJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static WeightRecord record(double[] w) {
    return new WeightRecord(
        "m", "sgd", 1, 3, 3, WeightRecord.NONE, w.length, 1, w, null, Sample.NO_TIME, "9f2c");
  }

  private static long[] bits(double[] values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }
}
