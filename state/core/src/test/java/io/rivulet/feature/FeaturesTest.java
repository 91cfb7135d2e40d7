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

class FeaturesTest {

  static final String PLANT =
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
  void requireFinite_scaledBeyondFloat64_isRefused() throws Exception {
    Inputs inputs = inputs(features("[{'name':'a','scale':1e-300}]"));
    double[][] rows = inputs.rows(NamedInputs.dense(1e10));

    refused(Reason.NUMERIC, () -> inputs.requireFinite(rows)).hasMessageContaining("scale");
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

  static double[][] rows(Features features, Sample sample) throws Exception {
    inputs(features).requireKinds(sample);
    return inputs(features).rows(sample);
  }

  private static Inputs inputs(Features features) {
    return new Inputs(features, features.columns());
  }

  private static Features features(String entries) {
    return Features.read(SpecJson.readArray(entries.replace('\'', '"')), "features", false);
  }

  static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Reason reason, ThrowingCallable call) {
    var thrown = assertThatThrownBy(call);
    thrown
        .asInstanceOf(type(RejectedException.class))
        .extracting(RejectedException::reason)
        .isEqualTo(reason);
    return thrown;
  }
}
