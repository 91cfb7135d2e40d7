package io.rivulet.feature;

import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.wire.SpecJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which kinds of values a feature takes. */
class FeatureKindsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rpm   | abc   | x.rpm is \"abc\", must be a number",
        "rpm   | false | x.rpm is \"false\", must be a number",
        "site  | 1.5   | x.site is 1.5, must be a text",
        "site  | 1e17  | x.site is 1.0E17, must be a text, an integer, true or false; write a number of this size as a text, in quotes",
        "rpm   | -0x5  | x.rpm is \"-0x5\", must be a number",
        "url   | 7     | x.url is 7, must be a text or an array of texts",
      })
  void requireKinds_valueOfAnotherKind_isMalformed(String name, String value, String message) {
    boolean number = value.matches("[0-9.e]+");
    Sample sample =
        NamedInputs.single(
            Map.of(name, number ? (Object) Double.valueOf(value) : value, "other", "text"));

    FeaturesTest.refused(
            Reason.MALFORMED,
            () -> inputs(features(FeaturesTest.PLANT.formatted("zero"))).requireKinds(sample))
        .hasMessageContaining(message);
  }

  @Test
  void requireKinds_numberInQuotes_isToldToLoseThem() {
    Inputs inputs = inputs(features(FeaturesTest.PLANT.formatted("zero")));

    FeaturesTest.refused(
            Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", "5"))))
        .hasMessage("x.rpm is \"5\", must be a number; write it without quotes");
    FeaturesTest.refused(
            Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", "1,5"))))
        .hasMessageEndingWith("; write it without quotes and with a decimal point");
  }

  /** A category is one value, however many a list has. */
  @Test
  void requireKinds_listForACategory_isMalformed() {
    Inputs inputs = inputs(features(FeaturesTest.PLANT.formatted("other")));

    for (List<String> list : List.of(List.<String>of(), List.of("north"), List.of("north", "b"))) {
      FeaturesTest.refused(
              Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("site", list))))
          .hasMessage(
              "x.site is a list of %s, must be a text, an integer, true or false; a category is one"
                  + " value",
              list.size() == 1 ? "1 text" : list.size() + " texts");
    }
  }

  @Test
  void requireKinds_listsAndFlags_areTakenWhereTheyMeanSomething() throws Exception {
    Inputs inputs = inputs(features(FeaturesTest.PLANT.formatted("zero")));
    inputs.requireKinds(
        NamedInputs.single(Map.of("rpm", false, "site", false, "url", List.of("a", "b"))));

    FeaturesTest.refused(
            Reason.MALFORMED,
            () ->
                inputs.requireKinds(
                    NamedInputs.batch(
                        List.of(Map.of(), Map.of("rpm", 1), Map.of("site", List.of("a", "b"))))))
        .hasMessageContaining("x[2].site")
        .hasMessageContaining("a list of 2 texts");
    FeaturesTest.refused(
            Reason.MALFORMED,
            () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", List.of()))))
        .hasMessageContaining("x.rpm is a list of 0 texts, must be a number");
    FeaturesTest.refused(
            Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("url", true))))
        .hasMessageContaining("x.url is true");
    inputs(Features.NONE).requireKinds(NamedInputs.single(Map.of("a", "b")));
    FeaturesTest.refused(
            Reason.DIMENSION,
            () -> inputs(Features.NONE).rows(NamedInputs.single(Map.of("a", "b"))))
        .hasMessageContaining("x.a is named, the spec lists no 'features'");
  }

  private static Inputs inputs(Features features) {
    return new Inputs(features, features.columns());
  }

  private static Features features(String entries) {
    return Features.read(SpecJson.readArray(entries.replace('\'', '"')), "features", false);
  }
}
