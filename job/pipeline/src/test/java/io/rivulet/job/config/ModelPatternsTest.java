package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelPatternsTest {

  private static final Map<String, Object> RLS = Map.of("learner", "rls", "dimension", 16);
  private static final Map<String, Object> ORFIT = Map.of("learner", "orfit");

  @Test
  void find_noPatterns_isEmpty() {
    assertThat(patterns(List.of()).find("pump-7")).isEmpty();
  }

  @Test
  void find_onePattern_takesItsIdsOnly() {
    ModelPatterns<Map<String, Object>> one = patterns(List.of(entry("pump-*", RLS)));

    assertThat(one.find("pump-7")).contains(new ModelPattern<>("pump-*", RLS));
    assertThat(one.find("fan-7")).isEmpty();
  }

  @Test
  void find_twoThatMatch_isTheFirst() {
    var two = patterns(List.of(entry("pump-*", RLS), entry("*", ORFIT)));

    assertThat(two.find("pump-7").orElseThrow().spec()).isEqualTo(RLS);
    assertThat(two.find("fan-7").orElseThrow().spec()).isEqualTo(ORFIT);
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, true",
    "a, b, false",
    "a, ab, false",
    "*, anything, true",
    "a*, a, true",
    "*a, ba, true",
    "*a, bab, false",
    "a*b*c, axxbyyc, true",
    "a*b*c, abcb, false",
    "*ab, aab, true",
    "**, x, true",
    "a.c, abc, false"
  })
  void matches_pattern_followsItsStars(String match, String id, boolean expected) {
    assertThat(new ModelPattern<>(match, RLS).matches(id)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void matches_anyPattern_agreesWithARegularExpression(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      String match = word(random, "ab*", 1 + random.nextInt(6));
      String id = word(random, "ab", random.nextInt(8));
      assertThat(new ModelPattern<>(match, RLS).matches(id))
          .as("%s on %s", match, id)
          .isEqualTo(Pattern.matches(match.replace("*", ".*"), id));
    }
  }

  @Test
  void map_parser_getsEachSpec() {
    var parsed =
        patterns(List.of(entry("a", RLS), entry("b", ORFIT))).map(spec -> spec.get("learner"));

    assertThat(parsed.patterns())
        .containsExactly(new ModelPattern<>("a", "rls"), new ModelPattern<>("b", "orfit"));
  }

  @Test
  void map_parserRefuses_saysWhere() {
    var patterns = patterns(List.of(entry("a", RLS), entry("b*", ORFIT)));

    assertThatThrownBy(() -> patterns.map(ModelPatternsTest::refuseOrfit))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("models[1] ('b*'): memory is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "ü", "a?"})
  void parse_matchThatNoIdHas_isRefused(String match) {
    assertThatThrownBy(() -> patterns(List.of(entry(match, RLS))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("models[0]: match must be 1 to 128");
  }

  @Test
  void parse_patternBehindOneThatTakesAll_isRefused() {
    assertThatThrownBy(() -> patterns(List.of(entry("*", RLS), entry("a", RLS))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("models[1] ('a') can never be chosen");
    assertThatThrownBy(() -> patterns(List.of(entry("a", RLS), entry("a", ORFIT))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("models[1] ('a') can never be chosen");
  }

  @Test
  void parse_badEntries_areRefused() {
    assertThatThrownBy(() -> patterns(List.of("pump-*")))
        .hasMessage("models[0] must be {match, spec}, got one value");
    assertThatThrownBy(() -> patterns(List.of(Map.of("mach", "a", "spec", RLS))))
        .hasMessage("models[0] has the unknown field 'mach', the nearest known is match");
    assertThatThrownBy(() -> patterns(List.of(Map.of("match", 7, "spec", RLS))))
        .hasMessageStartingWith("models[0].match must be text");
    assertThatThrownBy(() -> patterns(List.of(Map.of("match", "a"))))
        .hasMessageStartingWith("models[0].spec must be a map");
    assertThatThrownBy(() -> patterns(List.of(Map.of("match", "a", "spec", Map.of()))))
        .hasMessageStartingWith("models[0].spec must be a map");
  }

  @Test
  void serialize_asRead_works() throws IOException {
    var patterns = patterns(List.of(entry("a", RLS)));

    try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(patterns);
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static Object refuseOrfit(Map<String, Object> spec) {
    if (spec.equals(ORFIT)) {
      throw new IllegalArgumentException("memory is missing");
    }
    return spec;
  }

  private static Map<String, Object> entry(String match, Map<String, Object> spec) {
    return Map.of("match", match, "spec", spec);
  }

  private static ModelPatterns<Map<String, Object>> patterns(List<?> raw) {
    return ModelPatterns.parse(raw).orElseThrow();
  }

  private static String word(SplittableRandom random, String alphabet, int length) {
    var word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }
}
