package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlDocumentTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "# only a comment\n", "---\n", "~"})
  void parse_nothing_isEmpty(String text) {
    assertThat(YamlDocument.parse(text, "a.yaml")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1e-9, 1e-9",
    "1E5, 1e5",
    "1e5, 1e5",
    ".5, 0.5",
    "-.5, -0.5",
    "5., 5",
    "1.0, 1",
    "+1.5e+3, 1500",
    "0.999, 0.999",
    "6.02E23, 6.02e23"
  })
  void value_numberWithPointOrExponent_isADouble(String text, double number) {
    assertThat(value(text)).isEqualTo(number);
  }

  @Test
  void value_integer_isTheSmallestTypeThatHoldsIt() {
    assertThat(value("16")).isEqualTo(16);
    assertThat(value("-7")).isEqualTo(-7);
    assertThat(value("010")).isEqualTo(10);
    assertThat(value("0x1F")).isEqualTo(31);
    assertThat(value("0o17")).isEqualTo(15);
    assertThat(value("2147483648")).isEqualTo(2147483648L);
    assertThat(value("9223372036854775808")).isEqualTo(BigInteger.ONE.shiftLeft(63));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "1_000",
        "12:30:45",
        "1e",
        "e9",
        ".",
        "1.2.3",
        "2026-11-22",
        "1e-9x"
      })
  void value_textThatYaml11WouldConvert_staysText(String text) {
    assertThat(value(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-9", "16", "true", "null", "~", ""})
  void value_quoted_staysText(String text) {
    assertThat(value('"' + text + '"')).isEqualTo(text);
    assertThat(value("'" + text + "'")).isEqualTo(text);
  }

  @Test
  void value_wordsOfTheCoreSchema_areTheirValues() {
    assertThat(value("true")).isEqualTo(true);
    assertThat(value("False")).isEqualTo(false);
    assertThat(value("null")).isNull();
    assertThat(value("~")).isNull();
  }

  @Test
  void value_nested_isMapsAndLists() {
    assertThat(value("{a: [1, {b: 2.5}], c: {}}"))
        .isEqualTo(Map.of("a", List.of(1, Map.of("b", 2.5)), "c", Map.of()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void value_anyDouble_readsBackToTheSameBits(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertThat(value(String.valueOf(number))).isEqualTo(number);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", ".inf", "-.Inf", ".nan"})
  void parse_numberThatIsNotFinite_isRefused(String text) {
    assertThatThrownBy(() -> value(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.yaml, line 1")
        .hasMessageContaining("not finite");
  }

  @Test
  void parse_keyTwice_isRefusedWithItsLine() {
    assertThatThrownBy(() -> YamlDocument.parse("a:\n  b: 1\n  'b': 2\n", "a.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("a.yaml, line 3, has the key 'b' twice; keep one");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- 1", "text", "5"})
  void parse_noMap_isRefused(String text) {
    assertThatThrownBy(() -> YamlDocument.parse(text, "a.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.yaml must be a map");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{hunter2",
        "a: b: hunter2",
        "a: *hunter2",
        "a: @hunter2",
        "a: 1\n--- \nb: hunter2",
        "a: !<hunter2",
        "\u0000hunter2"
      })
  void parse_broken_isRefusedWithoutItsText(String text) {
    assertThatThrownBy(() -> YamlDocument.parse(text, "a.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.yaml")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void parse_listAsKey_isRefused() {
    assertThatThrownBy(() -> YamlDocument.parse("? [a, b]\n: 1\n", "a.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("list or map as a key");
  }

  @Test
  void parse_mapThatHoldsItself_isRefused() {
    assertThatThrownBy(() -> YamlDocument.parse("a: &x\n  b: *x\n", "a.yaml"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("nested deeper than 32");
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static Object value(String text) {
    return ((Map<?, ?>)
            YamlDocument.value(YamlDocument.parse("v: " + text, "a.yaml").orElseThrow()))
        .get("v");
  }
}
