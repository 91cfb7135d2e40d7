package io.rivulet.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.wire.SpecJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {

  private static final String PLANT =
      "['rpm',{'name':'temp','missing':20.5},{'name':'pressure','center':1013,'scale':25},"
          + "{'name':'site','categories':['north','south',3,true],'unknown':'%s'},"
          + "{'name':'url','hash':2}]";

  @Test
  void rows_everyKind_fillTheirColumnsInOrder() throws Exception {
    Map<String, Object> x =
        Map.of("url", List.of(), "site", "south", "pressure", 1063, "temp", 3, "rpm", true);

    assertThat(row("other", x)).containsExactly(1, 3, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void rows_absentNumber_isTheOneThatStandsForIt() throws Exception {
    Map<String, Object> x = Map.of("url", List.of(), "site", "north", "pressure", 1013, "rpm", 7);

    assertThat(row("reject", x)).containsExactly(7, 20.5, 0, 1, 0, 0, 0, 0, 0, 0, 0);
  }

  /** An integer and a boolean are the category of their JSON text. */
  @Test
  void rows_category_isMatchedByItsJsonText() throws Exception {
    assertThat(site("zero", 3)).containsExactly(0, 0, 1, 0);
    assertThat(site("zero", 3.0)).containsExactly(0, 0, 1, 0);
    assertThat(site("zero", "3")).containsExactly(0, 0, 1, 0);
    assertThat(site("zero", true)).containsExactly(0, 0, 0, 1);
    assertThat(site("zero", "true")).containsExactly(0, 0, 0, 1);
    assertThat(site("zero", 1)).containsExactly(0, 0, 0, 0);
    assertThat(site("zero", "3.0")).containsExactly(0, 0, 0, 0);
    assertThat(site("zero", -0.5e16)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void rows_unknownCategory_isWhatTheSpecSays() throws Exception {
    assertThat(site("zero", "west")).containsExactly(0, 0, 0, 0);
    assertThat(site("other", "west")).containsExactly(0, 0, 0, 0, 1);
    refused(Reason.DIMENSION, () -> site("reject", "west"))
        .hasMessageContaining("x.site")
        .hasMessageContaining("\"west\"")
        .hasMessageContaining("'north', 'south', '3', 'true'");
  }

  @Test
  void rows_missingOfEachKind_standsForTheAbsent() throws Exception {
    Features features =
        features(
            "[{'name':'a','missing':-1,'center':1,'scale':2},"
                + "{'name':'b','categories':['u','v'],'missing':'v'},"
                + "{'name':'c','categories':['u'],'unknown':'other','missing':'w'},"
                + "{'name':'d','categories':['u'],'unknown':'zero','missing':'w'},"
                + "{'name':'e','hash':3,'missing':['p','q']}]");
    double[] given =
        rows(
            features,
            NamedInputs.single(
                Map.of("a", -1, "b", "v", "c", "x", "d", "x", "e", List.of("p", "q"))))[0];

    assertThat(rows(features, NamedInputs.single(Map.of()))[0]).containsExactly(given);
    assertThat(given).startsWith(-1, 0, 1, 0, 1, 0);
  }

  @Test
  void rows_batch_areTheRowsOneByOne() throws Exception {
    Features features = features(PLANT.formatted("other"));
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Map<String, Object> row = new HashMap<>(Map.of("rpm", i, "pressure", 1000 + i));
      row.put("site", i);
      row.put("url", List.of("u" + i, "v"));
      rows.add(row);
    }

    double[][] batch = rows(features, NamedInputs.batch(rows));

    for (int i = 0; i < 5; i++) {
      assertThat(batch[i]).containsExactly(rows(features, NamedInputs.single(rows.get(i)))[0]);
    }
  }

  @Test
  void rows_denseAndSparse_areScaledLikeNamed() throws Exception {
    Features features = features("['a',{'name':'b','center':10,'scale':4}]");
    Sample sparse = Sample.of("m").values(3).indices(0).size(2).build();

    assertThat(rows(features, NamedInputs.dense(3, 12))[0]).containsExactly(3, 0.5);
    assertThat(rows(features, NamedInputs.single(Map.of("b", 12, "a", 3)))[0])
        .containsExactly(3, 0.5);
    assertThat(rows(features, sparse)[0]).containsExactly(3, -2.5);
  }

  @Test
  void rows_denseForTexts_isRefused() {
    Features features = features(PLANT.formatted("zero"));

    refused(Reason.DIMENSION, () -> rows(features, NamedInputs.dense(new double[11])))
        .hasMessageContaining("'site', 'url'");
  }

  @Test
  void rows_namesThatDoNotFit_areNamed() {
    Features features = features("['temp','rpm','flow']");

    refused(Reason.DIMENSION, () -> rows(features, NamedInputs.single(Map.of("temp", 1))))
        .hasMessage(
            "x.rpm, x.flow are missing, all are listed; give an entry of 'features' the field"
                + " 'missing' if its value may be absent");
    refused(
            Reason.DIMENSION,
            () -> rows(features, NamedInputs.single(Map.of("temp", 1, "TEMP", 1, "rpm", 3))))
        .hasMessageContaining("x.TEMP")
        .hasMessageContaining("'temp'");
    refused(
            Reason.DIMENSION,
            () ->
                rows(
                    features,
                    NamedInputs.batch(
                        List.of(Map.of("temp", 1, "rpm", 3, "flow", 1), Map.of("a\nb", 1)))))
        .hasMessageContaining("x[1].a\\nb is not among");
    refused(
            Reason.DIMENSION,
            () -> rows(features, NamedInputs.single(Map.of("f".repeat(60_000), 1))))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rpm   | abc   | x.rpm is \"abc\", must be a number",
        "rpm   | false | x.rpm is \"false\", must be a number",
        "site  | 1.5   | x.site is 1.5, must be a text",
        "site  | 1e17  | x.site is 1.0E17, must be a text, an integer, true or false; write so large a number as a text, in quotes",
        "rpm   | -0x5  | x.rpm is \"-0x5\", must be a number",
        "url   | 7     | x.url is 7, must be a text or an array of texts",
      })
  void requireKinds_valueOfAnotherKind_isMalformed(String name, String value, String message) {
    boolean number = value.matches("[0-9.e]+");
    Sample sample =
        NamedInputs.single(
            Map.of(name, number ? (Object) Double.valueOf(value) : value, "other", "text"));

    refused(Reason.MALFORMED, () -> inputs(features(PLANT.formatted("zero"))).requireKinds(sample))
        .hasMessageContaining(message);
  }

  @Test
  void requireKinds_numberInQuotes_isToldToLoseThem() {
    Inputs inputs = inputs(features(PLANT.formatted("zero")));

    refused(Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", "5"))))
        .hasMessage("x.rpm is \"5\", must be a number; write it without quotes");
    refused(Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", "1,5"))))
        .hasMessageEndingWith("; write it without quotes and with a decimal point");
  }

  /** A category is one value, however many a list has. */
  @Test
  void requireKinds_listForACategory_isMalformed() {
    Inputs inputs = inputs(features(PLANT.formatted("other")));

    for (List<String> list : List.of(List.<String>of(), List.of("north"), List.of("north", "b"))) {
      refused(Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("site", list))))
          .hasMessage(
              "x.site is a list of %s, must be a text, an integer, true or false; a category is one"
                  + " value",
              list.size() == 1 ? "1 text" : list.size() + " texts");
    }
  }

  @Test
  void rows_unknownCategoryOfANumberOrFlag_isShownAsItWasSent() {
    Features features =
        features("[{'name':'k','categories':['a',1]},{'name':'o','categories':[true]}]");

    refused(Reason.DIMENSION, () -> rows(features, NamedInputs.single(Map.of("k", 2))))
        .hasMessageContaining("x.k is 2, the spec lists");
    refused(Reason.DIMENSION, () -> rows(features, NamedInputs.single(Map.of("o", false))))
        .hasMessageContaining("x.o is false, the spec lists");
    refused(Reason.DIMENSION, () -> rows(features, NamedInputs.single(Map.of("k", "2"))))
        .hasMessageContaining("x.k is \"2\", the spec lists");
  }

  @Test
  void requireKinds_listsAndFlags_areTakenWhereTheyMeanSomething() throws Exception {
    Inputs inputs = inputs(features(PLANT.formatted("zero")));
    inputs.requireKinds(
        NamedInputs.single(Map.of("rpm", false, "site", false, "url", List.of("a", "b"))));

    refused(
            Reason.MALFORMED,
            () ->
                inputs.requireKinds(
                    NamedInputs.batch(
                        List.of(Map.of(), Map.of("rpm", 1), Map.of("site", List.of("a", "b"))))))
        .hasMessageContaining("x[2].site")
        .hasMessageContaining("a list of 2 texts");
    refused(
            Reason.MALFORMED,
            () -> inputs.requireKinds(NamedInputs.single(Map.of("rpm", List.of()))))
        .hasMessageContaining("x.rpm is a list of 0 texts, must be a number");
    refused(Reason.MALFORMED, () -> inputs.requireKinds(NamedInputs.single(Map.of("url", true))))
        .hasMessageContaining("x.url is true");
    inputs(Features.NONE).requireKinds(NamedInputs.single(Map.of("a", "b")));
    refused(
            Reason.DIMENSION,
            () -> inputs(Features.NONE).rows(NamedInputs.single(Map.of("a", "b"))))
        .hasMessageContaining("x.a is named, the spec lists no 'features'");
  }

  @Test
  void requireFinite_scaledBeyondFloat64_isRefused() throws Exception {
    Inputs inputs = inputs(features("[{'name':'a','scale':1e-300}]"));
    double[][] rows = inputs.rows(NamedInputs.dense(1e10));

    refused(Reason.NUMERIC, () -> inputs.requireFinite(rows)).hasMessageContaining("scale");
  }

  @Test
  void described_entries_haveTheirDefaults() {
    Features features = features(PLANT.formatted("reject"));

    assertThat(SpecJson.canonical(features.described()).replace('"', '\''))
        .isEqualTo(
            "['rpm',{'center':0.0,'missing':20.5,'name':'temp','scale':1.0},"
                + "{'center':1013.0,'name':'pressure','scale':25.0},"
                + "{'categories':['north','south','3','true'],'name':'site','unknown':'reject'},"
                + "{'hash':2,'name':'url'}]");
    assertThat(Features.read(features.described(), "features", true)).isEqualTo(features);
    assertThat(features("[{'name':'rpm'},{'name':'b','scale':1}]"))
        .isEqualTo(features("['rpm','b']"));
  }

  @Test
  void input_entries_haveNoCenterAndScale() {
    assertThat(SpecJson.canonical(features(PLANT.formatted("other")).input()).replace('"', '\''))
        .isEqualTo(
            "['rpm',{'missing':20.5,'name':'temp'},{'name':'pressure'},"
                + "{'categories':['north','south','3','true'],'name':'site','unknown':'other'},"
                + "{'hash':2,'name':'url'}]");
  }

  @Test
  void labels_nameEveryColumnButThoseOfAHash() {
    assertThat(features(PLANT.formatted("other")).labels())
        .containsExactly(
            "rpm",
            "temp",
            "pressure",
            "site=north",
            "site=south",
            "site=3",
            "site=true",
            "site=",
            "url#4");
    assertThat(features(PLANT.formatted("other")).numeric())
        .containsExactly(
            true, true, true, false, false, false, false, false, false, false, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                       | must be an array of names",
        "['a','a']                                                | different names",
        "['a',{'name':'a','hash':1}]                              | different names",
        "['a=b']                                                  | features[0]",
        "['a','b#']                                               | features[1]",
        "['n']                                                    | features[0]",
        "[{'name':'v','hash':1}]                                  | features[0]",
        "[null]                                                   | features[0]",
        "['a',['b']]                                              | features[1]",
        "[{'missing':1}]                                          | features[0].name",
        "[{'name':5}]                                             | features[0].name",
        "['a','b','c',{'name':'d','scale':0}]                     | features[3].scale",
        "['a',{'name':'d','scale':-1}]                            | features[1].scale",
        "['a',{'name':'d','scale':'1'}]                           | features[1].scale",
        "[{'name':'d','center':true}]                             | features[0].center",
        "[{'name':'d','missing':'x'}]                             | features[0].missing",
        "[{'name':'d','centre':1}]                                | 'features[0].center'",
        "[{'name':'d','categories':['a'],'center':1}]             | features[0].center",
        "[{'name':'d','categories':['a'],'hash':1}]               | features[0].hash",
        "[{'name':'d','hash':1,'unknown':'zero'}]                 | features[0].unknown",
        "[{'name':'d','categories':[]}]                           | features[0].categories",
        "[{'name':'d','categories':'a'}]                          | features[0].categories",
        "[{'name':'d','categories':['a','b','c','b']}]            | features[0].categories[3]' must be another than those before it, categories are different texts, got b",
        "[{'name':'d','std':2}]                                   | did you mean 'features[0].scale'?",
        "[{'name':'d','mean':2}]                                  | did you mean 'features[0].center'?",
        "[{'name':'d','categories':['a'],'unknown':'ignore'}]     | got ignore, did you mean 'zero'?",
        "[{'name':'d','categories':['a'],'unknown':'Other'}]      | got Other, did you mean 'other'?",
        "['a','b',{'name':'b','scale':2}]                         | got 'b' once more at features[2]",
        "[{'name':'d','categories':[1,'1']}]                      | different texts",
        "[{'name':'d','categories':['']}]                         | features[0].categories[0]",
        "[{'name':'d','categories':['a',1.5]}]                    | features[0].categories[1]",
        "[{'name':'d','categories':['a'],'unknown':'keep'}]       | reject, zero, other",
        "[{'name':'d','categories':['a'],'missing':'b'}]          | features[0].missing",
        "[{'name':'d','hash':0}]                                  | from 1 to 20",
        "[{'name':'d','hash':21}]                                 | from 1 to 20",
        "[{'name':'d','hash':1.5}]                                | features[0].hash",
        "[{'name':'d','hash':1,'missing':1}]                      | features[0].missing",
      })
  void read_entryThatIsNotAllowed_isNamed(String entries, String part) {
    assertThatThrownBy(() -> features(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part.replace("got 'b'", "got \"b\""));
  }

  /** Names in stored specs are older than the rules for names. */
  @Test
  void read_storedNames_areTaken() {
    assertThat(Features.read(List.of("n", "a=b", "#"), "features", true).columns()).isEqualTo(3);
  }

  private static double[] site(String unknown, Object value) throws Exception {
    Features features =
        features(
            "[{'name':'site','categories':['north','south',3,true],'unknown':'" + unknown + "'}]");
    return rows(features, NamedInputs.single(Map.of("site", value)))[0];
  }

  private static double[] row(String unknown, Map<String, ?> x) throws Exception {
    return rows(features(PLANT.formatted(unknown)), NamedInputs.single(new LinkedHashMap<>(x)))[0];
  }

  private static double[][] rows(Features features, Sample sample) throws Exception {
    inputs(features).requireKinds(sample);
    return inputs(features).rows(sample);
  }

  private static Inputs inputs(Features features) {
    return new Inputs(features, features.columns());
  }

  private static Features features(String entries) {
    return Features.read(SpecJson.readArray(entries.replace('\'', '"')), "features", false);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Reason reason, ThrowingCallable call) {
    var thrown = assertThatThrownBy(call);
    thrown
        .asInstanceOf(type(RejectedException.class))
        .extracting(RejectedException::reason)
        .isEqualTo(reason);
    return thrown;
  }
}
