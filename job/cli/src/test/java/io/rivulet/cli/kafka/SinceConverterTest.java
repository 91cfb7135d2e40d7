package io.rivulet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class SinceConverterTest {

  private final SinceConverter converter = new SinceConverter();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1790000000000, 1790000000000",
    "1970-01-01T00:00:01Z, 1000",
    "1970-01-01T01:00:00.250+01:00, 250",
    "1969-12-31T00:00:00Z, 0",
    "800000d, 0"
  })
  void convert_eachForm_isItsMilliseconds(String text, long millis) {
    assertThat(converter.convert(text)).isEqualTo(Instant.ofEpochMilli(millis));
  }

  @Test
  void convert_duration_isThatLongAgo() {
    Instant before = Instant.now();

    Instant since = converter.convert("2h");

    assertThat(since.plus(Duration.ofHours(2))).isBetween(before, Instant.now());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "2 w",
        "now",
        "2026-11-26",
        "2026-11-26T13:45:00",
        "2 weeks",
        "999999999999d"
      })
  void convert_anythingElse_isRefused(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("is not a time; give milliseconds since 1970");
  }
}
