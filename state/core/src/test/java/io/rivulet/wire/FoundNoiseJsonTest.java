package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.FoundNoise;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The noise in a weight record. */
class FoundNoiseJsonTest {

  @Test
  void write_noiseOfOneOutput_isANumber() {
    assertWritten(
        new FoundNoise(0.5, new double[] {2}, 0.25),
        "\"noise\":{\"lambda\":0.5,\"r\":2.0,\"tail\":0.25}}");
  }

  @Test
  void write_noiseOfSeveralOutputs_isAnArray() {
    assertWritten(
        new FoundNoise(0.5, new double[] {2, 3}, 0.25),
        "\"noise\":{\"lambda\":0.5,\"r\":[2.0,3.0],\"tail\":0.25}}");
  }

  @Test
  void write_noiseThatNothingTells_isNull() {
    assertWritten(
        new FoundNoise(0, null, 0), "\"noise\":{\"lambda\":0.0,\"r\":null,\"tail\":0.0}}");
  }

  private static void assertWritten(FoundNoise noise, String end) {
    byte[] json = WeightRecordJson.write(record(noise));

    assertThat(new String(json, StandardCharsets.UTF_8)).endsWith(end);
    FoundNoise read = WeightRecordJson.read(json).details().noise();
    assertThat(read.lambda()).isEqualTo(noise.lambda());
    assertThat(read.variances()).isEqualTo(noise.variances());
    assertThat(read.tail()).isEqualTo(noise.tail());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"lambda\":0.5,\"r\":2.0,\"tail\":0.25} | 1 | record's 'noise' must be an object",
        "\"lambda\":0.5, | `` | no field 'noise.lambda'",
        ",\"tail\":0.25 | `` | no field 'noise.tail'",
        "\"r\":2.0 | \"r\":\"2\" | record's 'noise.r' must be a number"
      })
  void read_brokenNoise_saysWhatIsWrong(String part, String with, String message) {
    byte[] json = WeightRecordJson.write(record(new FoundNoise(0.5, new double[] {2}, 0.25)));
    String broken = new String(json, StandardCharsets.UTF_8).replace(part, with);

    assertThatThrownBy(() -> WeightRecordJson.read(broken.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static WeightRecord record(FoundNoise noise) {
    return new WeightRecord(
        "m",
        "orfit",
        1,
        3,
        3,
        2,
        1,
        1,
        new double[1],
        null,
        Sample.NO_TIME,
        "9f2c",
        Axes.UNNAMED,
        Details.of(noise));
  }
}
