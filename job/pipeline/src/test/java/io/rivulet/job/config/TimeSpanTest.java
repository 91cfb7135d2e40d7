package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "0s, 0",
    "250ms, 250",
    "10s, 10000",
    "13min, 780000",
    "13 MIN, 780000",
    "12h, 43200000",
    "1d, 86400000"
  })
  void parse_eachUnit_isItsMilliseconds(String text, long millis) {
    assertThat(TimeSpan.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "10 minutes", "1w", "99999999999999s"})
  void parse_anythingElse_isEmpty(String text) {
    assertThat(TimeSpan.parse(text)).isEmpty();
  }

  @Test
  void format_anySpan_isExactInItsLargestUnit() {
    assertThat(TimeSpan.format(Duration.ZERO)).isEqualTo("0s");
    assertThat(TimeSpan.format(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(TimeSpan.format(Duration.ofSeconds(730))).isEqualTo("730s");
    assertThat(TimeSpan.format(Duration.ofMinutes(13))).isEqualTo("13min");
    assertThat(TimeSpan.format(Duration.ofHours(12))).isEqualTo("12h");
  }
}
