package io.rivulet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "61, 1 min 1 s",
    "3599, 59 min 59 s",
    "3600, 1 h",
    "7290, 2 h 1 min",
    "86400, 1 d",
    "183600, 2 d 3 h"
  })
  void of_seconds_hasTwoUnits(long seconds, String text) {
    assertThat(Age.of(seconds)).isEqualTo(text);
  }
}
