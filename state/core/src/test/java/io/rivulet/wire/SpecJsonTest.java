package io.rivulet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecJsonTest {

  @Test
  void canonical_keysInAnyOrder_areSortedAtEveryLevel() {
    Map<String, Object> spec =
        SpecJson.read(
            "{\"b\": {\"z\": [1, {\"d\": null, \"c\": true}], \"y\": 1e-9}, \"a\": \"x\"}");

    assertThat(SpecJson.canonical(spec))
        .isEqualTo("{\"a\":\"x\",\"b\":{\"y\":1.0E-9,\"z\":[1,{\"c\":true,\"d\":null}]}}");
  }

  @Test
  void canonical_numbers_keepTheirBitsAndTheirKind() {
    String text = "{\"a\":9223372036854775807,\"b\":4.9E-324,\"c\":[0.1,-0.0,1]}";

    assertThat(SpecJson.canonical(SpecJson.read(text))).isEqualTo(text);
    assertThat(SpecJson.canonical(Map.of("w", new double[] {0.1, 2}, "n", 3)))
        .isEqualTo("{\"n\":3,\"w\":[0.1,2.0]}");
  }

  @Test
  void canonical_whatIsNoNumber_staysApartFromItsText() {
    String text = "{\"a\":NaN,\"b\":\"NaN\",\"c\":-Infinity}";

    assertThat(SpecJson.canonical(SpecJson.read(text))).isEqualTo(text);
    assertThat(SpecJson.read(text).get("a")).isEqualTo(Double.NaN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{~'a': 2,~}        | line 3, column 1: found '}' after a comma; remove the comma",
        "{~  'a': 2~'b': 1} | line 3, column 1: found ''; a comma is missing before it",
        "{'a' 2}            | line 1, column 6: found '2'; a colon is missing before it",
        "{'a':1~            | line 2, column 1: it ends inside an object, an array or a value",
        "{'a':'b            | line 1, column 8: it ends inside",
        "{a:1}              | line 1, column 2: found 'a'; names need double quotes",
        "{'a':rls}          | line 1, column 6: found 'rls'; texts need double quotes",
        "{'a':~ True}       | line 2, column 2: found 'True'; write true, false or null",
        "{~// rate~'a':1}   | line 2, column 1: found '/'; JSON has no comments",
        "{'a':01}           | line 1, column 7: found '1' in a number",
        "{'a':[1,2}         | line 1, column 10: found '}'; ']' is missing before it",
        "{'\u00e9\ud83d\ude00':x}          | line 1, column 7: found 'x'",
        "{'a':1,'a':2}      | field 'a' occurs twice",
        "{'a':'x~y'}        | line 1, column 8: found '\\n'; a text ends in its line",
        "{'a':[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]} | it nests deeper than 16 levels"
      })
  void read_noJson_saysWhereAndWhatInPlainWords(String text, String part) {
    assertThatThrownBy(() -> SpecJson.read(text.replace('\'', '"').replace('~', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("spec is not JSON: ")
        .contains(part.replace("''", "\"\\\"\"").replace('\'', '"').replace("\"]\"", "']'"))
        .doesNotContain("Source", "code ", "REDACTED");
  }

  @Test
  void read_singleQuotes_areKnown() {
    assertThatThrownBy(() -> SpecJson.read("{\n 'a': 1}"))
        .hasMessage(
            "spec is not JSON: line 2, column 2: found \"'\"; names and texts need double quotes");
  }
}
