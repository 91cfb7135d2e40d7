package io.rivulet.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void quoted_plainText_isTheTextInQuotes() {
    assertThat(Shown.quoted("caf\u00e9 1.5")).isEqualTo("\"caf\u00e9 1.5\"");
    assertThat(Shown.quoted("")).isEqualTo("\"\"");
    assertThat(Shown.plain("temp")).isEqualTo("temp");
  }

  @Test
  void quoted_controlCharacters_areEscaped() {
    assertThat(Shown.quoted("a\nb\r\t\u0000\u001b[1m\u202e\"\\"))
        .isEqualTo("\"a\\nb\\r\\t\\u0000\\u001b[1m\\u202e\\\"\\\\\"");
    assertThat(Shown.plain("\"a\" \\ \n")).isEqualTo("\"a\" \\ \\n");
    assertThat(Shown.plain("\ud800x")).isEqualTo("\\ud800x");
  }

  @Test
  void quoted_longText_isCutAt64Characters() {
    assertThat(Shown.quoted("a".repeat(64))).isEqualTo('"' + "a".repeat(64) + '"');
    assertThat(Shown.quoted("a".repeat(65))).isEqualTo('"' + "a".repeat(64) + "\"..");
  }

  @Test
  void plain_anyText_isOneLineWithoutControlCharacters() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      char[] units = new char[random.nextInt(80)];
      for (int k = 0; k < units.length; k++) {
        units[k] = (char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000);
      }

      assertThat(Shown.plain(new String(units)).chars().noneMatch(Character::isISOControl))
          .isTrue();
    }
  }

  @Test
  void span_anyDuration_isExactInItsLargestUnit() {
    assertThat(Shown.span(Duration.ZERO)).isEqualTo("0s");
    assertThat(Shown.span(Duration.ofMillis(1500))).isEqualTo("1500ms");
    assertThat(Shown.span(Duration.ofSeconds(730))).isEqualTo("730s");
    assertThat(Shown.span(Duration.ofMinutes(13))).isEqualTo("13min");
    assertThat(Shown.span(Duration.ofHours(12))).isEqualTo("12h");
    assertThat(Shown.span(Duration.ofHours(12).plusMillis(1))).isEqualTo("43200001ms");
  }
}
