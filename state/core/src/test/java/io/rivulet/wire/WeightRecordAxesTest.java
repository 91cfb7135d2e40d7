package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Axes;
import io.rivulet.record.Details;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What records tell of their rows and columns. */
class WeightRecordAxesTest {

  private static final Axes ALL =
      new Axes(
          new String[] {"ok", "leak"},
          true,
          new String[] {"rpm", "site=n\u00f6rd", "site=", "url#2"},
          "[\"rpm\",{\"categories\":[\"n\u00f6rd\"],\"missing\":\"\\u0001\",\"name\":\"site\","
              + "\"unknown\":\"other\"},{\"hash\":1,\"name\":\"url\"}]");

  @Test
  void write_allNames_standBetweenSpecAndChecksum() {
    assertThat(text(ALL))
        .contains(
            "\"spec\":\"f\",\"classes\":[\"ok\",\"leak\"],\"bias\":true,"
                + "\"features\":[\"rpm\",\"site=n\u00f6rd\",\"site=\",\"url#2\"],\"input\":"
                + ALL.input()
                + ",\"checksum\":\"");
  }

  @Test
  void write_noNames_addsNothing() {
    assertThat(text(Axes.UNNAMED)).contains("\"spec\":\"f\",\"checksum\":\"");
    assertThat(text(new Axes(null, true, null, null)))
        .contains("\"spec\":\"f\",\"bias\":true,\"checksum\":\"");
  }

  @Test
  void read_names_comeBack() {
    for (Axes axes : new Axes[] {ALL, Axes.UNNAMED, new Axes(null, true, null, null)}) {
      WeightRecord written = record(axes);

      WeightRecord read = WeightRecordJson.read(WeightRecordJson.write(written));

      assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }
  }

  @Test
  void bytes_ofNames_areWhatTheyAddAtMost() {
    int without = WeightRecordJson.write(record(Axes.UNNAMED)).length;

    assertThat(WeightRecordJson.write(record(ALL)).length - without)
        .isLessThanOrEqualTo((int) WeightRecordJson.bytes(ALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"bias\":true'       | '\"bias\":1'        | 'bias' must be true or false",
        "'[\"ok\",'            | '[1,'               | 'classes' must be a string",
        "'\"features\":['      | '\"features\":[[],' | 'features' must be a string",
        "'\"input\":[\"rpm\",' | '\"input\":[tru,'   | weight record is not JSON",
      })
  void read_namesOfAnotherType_areRefused(String part, String with, String message) {
    byte[] broken = text(ALL).replace(part, with).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> WeightRecordJson.read(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_inputOfAnyDepth_isReadOrRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    byte[] record = text(ALL).replace(ALL.input(), deep).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> WeightRecordJson.read(record))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void write_predictionOfNamedClasses_tellsThem() {
    Prediction prediction =
        new Prediction(
            "m",
            null,
            Sample.NO_TIME,
            Op.PREDICT,
            0,
            new double[] {0.25, 0.75},
            null,
            null,
            null,
            null,
            ALL.classes(),
            1,
            2,
            Prediction.NOT_ASKED,
            false);

    assertThat(new String(PredictionJson.write(prediction), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"model\":\"m\",\"op\":\"predict\",\"y\":[0.25,0.75],\"classes\":[\"ok\",\"leak\"],"
                + "\"incarnation\":1,\"version\":2}");
  }

  private static String text(Axes axes) {
    return new String(WeightRecordJson.write(record(axes)), StandardCharsets.UTF_8);
  }

  private static WeightRecord record(Axes axes) {
    return new WeightRecord(
        "m",
        "sgd",
        1,
        0,
        0,
        WeightRecord.NONE,
        1,
        1,
        new double[1],
        null,
        Sample.NO_TIME,
        "f",
        axes,
        Details.NONE);
  }
}
