package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.spec.ModelSpec;
import io.rivulet.record.Limits;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specs with features and named classes: what they are, what their records say, and limits. */
class FeatureSpecTest {

  private static final String SITE = "{'name':'site','categories':['north','south']}";

  @Test
  void canonical_listOfNames_isWhatItWas() {
    CompiledSpec<?> spec =
        compiled("{'learner':'sgd','rate':0.5,'dimension':2,'features':['temp','rpm']}");

    assertThat(spec.canonical().replace('"', '\''))
        .isEqualTo(
            "{'bias':false,'dimension':2,'features':['temp','rpm'],'learner':'sgd',"
                + "'model':{'kind':'linear'},'outputs':1,'rate':0.5}");
  }

  @Test
  void canonical_entriesAndDerivedDimension_areFilledIn() {
    CompiledSpec<?> spec =
        compiled(
            "{'learner':'sgd','rate':0.5,'bias':true,'features':['rpm',{'name':'p','center':2},"
                + SITE
                + "]}");

    assertThat(spec.canonical().replace('"', '\''))
        .isEqualTo(
            "{'bias':true,'dimension':4,'features':['rpm',{'center':2.0,'name':'p','scale':1.0},"
                + "{'categories':['north','south'],'name':'site','unknown':'reject'}],"
                + "'learner':'sgd','model':{'kind':'linear'},'outputs':1,'rate':0.5}");
    assertThat(compiled(spec.canonical()).canonical()).isEqualTo(spec.canonical());
  }

  @Test
  void dimension_ofASharedModel_isThatOfARow() {
    assertThat(
            compiled(
                    "{'learner':'rls','outputs':2,'model':{'kind':'shared'},"
                        + "'features':['a','b','c','d']}")
                .spec()
                .model()
                .dimension())
        .isEqualTo(2);
  }

  @Test
  void numericColumns_areNoCategoriesAndHashes() {
    ModelSpec model =
        compiled("{'learner':'sgd','rate':1,'features':['a'," + SITE + ",'b']}").spec().model();

    assertThat(model.numericColumns()).containsExactly(true, false, false, true);
    assertThat(model.scaled()).isFalse();
    assertThat(compiled("{'learner':'sgd','rate':1,'dimension':2}").spec().model().numericColumns())
        .containsExactly(true, true);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'learner':'rls','features':['a',{'name':'b','center':1}]} | features[1].center' needs bias",
        "{'learner':'rls','dimension':3,'features':['a',{'name':'s','categories':['x']}]} | 3 names",
        "{'learner':'rls','features':['a',{'name':'b','scale':-1}],'bias':true} | features[1].scale",
        "{'learner':'rls','features':[{'name':'b','scale':2}],'model':{'kind':'shared'}} | kind shared",
        "{'learner':'rls','features':[{'name':'b','scale':2}],'model':{'kind':'mlp','hidden':[2]}} | kind mlp",
        "{'learner':'matrix-flow','time':1,'initialScale':1,'features':[{'name':'b','scale':2}]} | features[0].scale",
        "{'learner':'online-net','horizon':1,'features':[{'name':'b','center':2}]} | features[0].center",
        "{'learner':'rls','features':[{'name':'b','scale':1e300}],'initialWeights':[1e100]} | initialWeights",
        "{'learner':'rls','features':[{'name':'a','hash':13}]} | 4000",
        "{'learner':'rls','features':[]} | features",
        "{'learner':'rls','features':'a'} | features",
        "{'learner':'rls'} | dimension",
        "{'learner':'laplace','dimension':1,'window':2,'classes':['a']} | at least 2 different names",
        "{'learner':'laplace','dimension':1,'window':2,'classes':['a','b','a']} | 'classes[2]' must be a name that differs from those before it; classes are at least 2 different names, got \"a\"",
        "{'learner':'laplace','dimension':1,'window':2,'classes':['a',1]} | classes[1]",
        "{'learner':'laplace','dimension':1,'window':2,'classes':['a','']} | classes[1]",
      })
  void read_whatCannotBe_isRefusedWithItsPlace(String spec, String part) {
    assertThatThrownBy(() -> compiled(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void newModel_columnsBeyondALimit_isRefused() {
    String hashed = "{'learner':'sgd','rate':1,'features':[{'name':'u','hash':20}]}";
    Limits narrow = new Limits(1 << 20, 1 << 19, 16 << 20, 1 << 30);

    refused(Reason.LIMIT_DIMENSION, () -> compiled(hashed, narrow).newModel("m"))
        .hasMessageContaining("1048576 columns, limits.dimension is 524288");
  }

  @Test
  void newModel_namesBeyondTheRecord_isRefused() {
    String spec =
        "{'learner':'sgd','rate':1,'features':[{'name':'u','categories':['%s','b']}]}"
            .formatted("a".repeat(3000));
    Limits limits = new Limits(1 << 20, 100, 1 << 20, 6000);

    refused(Reason.LIMIT_DIMENSION, () -> compiled(spec, limits).newModel("m"))
        .hasMessageContaining("the largest record");
  }

  @Test
  void accept_batchOfManyColumns_isRefused() {
    String spec = "{'learner':'sgd','rate':1,'features':[{'name':'u','hash':3}]}";
    Limits limits = new Limits(1 << 20, 20, 1 << 20, 1 << 20);

    refused(
            Reason.LIMIT_DIMENSION,
            () -> told(compiled(spec, limits), "{'x':[{'u':'a'},{'u':'b'},{'u':'c'}],'y':[1,2,3]}"))
        .hasMessageContaining("24 columns");
  }

  @Test
  void weights_ofFeatures_sayWhatTheirRowsAre() throws Exception {
    String record =
        told(
            compiled(
                "{'learner':'ledger','ridge':1,'bias':true,'features':"
                    + "[{'name':'p','center':2,'scale':4,'missing':0},"
                    + SITE
                    + ",{'name':'u','hash':1}]}"),
            "{'x':{'site':'south','u':[]},'y':0}");

    assertThat(record)
        .contains(
            "','bias':true,'features':['p','site=north','site=south','u#2'],'input':"
                + "[{'missing':0.0,'name':'p'},{'categories':['north','south'],'name':'site',"
                + "'unknown':'reject'},{'hash':1,'name':'u'}],'checksum':'");
  }

  @Test
  void weights_withoutNames_sayNothingNew() throws Exception {
    String record = told(compiled("{'learner':'rls','dimension':1}"), "{'x':[1],'y':0}");

    assertThat(record).doesNotContain("bias", "features", "input", "classes");
    assertThat(told(compiled("{'learner':'rls','dimension':1,'bias':true}"), "{'x':[1],'y':0}"))
        .contains("','bias':true,'checksum':'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`'leak'`  | ``          | ``",
        "`1`       | `DIMENSION` | `label is 1, a number, the model has the classes 'ok', 'leak'`",
        "`'Leak'`  | `DIMENSION` | `label is \"Leak\", the model has the classes 'ok', 'leak'`",
      })
  void accept_namedClasses_takeTheirNames(String label, String reason, String part)
      throws Exception {
    for (String learner :
        List.of(
            "'learner':'laplace','window':1,'dimension':1",
            "'learner':'distillation','window':1,'dimension':1")) {
      CompiledSpec<?> named = compiled(Fields.read(learner).with("classes", List.of("ok", "leak")));
      CompiledSpec<?> numbered = compiled(Fields.read(learner).with("classes", 2));

      if (reason.isEmpty()) {
        String told = told(named, "{'x':[1],'label':" + label + "}");
        assertThat(told).contains("'classes':['ok','leak'],'checksum'");
        assertThat(told).contains("'classes':['ok','leak'],'incarnation'");
        assertThat(told.replace("'classes':['ok','leak'],", "").replace(named.fingerprint(), ""))
            .isEqualTo(told(numbered, "{'x':[1],'label':1}").replace(numbered.fingerprint(), ""));
        assertThat(named.canonical()).contains("\"classes\":[\"ok\",\"leak\"]");
        assertThat(numbered.canonical()).contains("\"classes\":2");
      } else {
        refused(Reason.valueOf(reason), () -> told(named, "{'x':[1],'label':" + label + "}"))
            .hasMessageContaining(part);
      }
    }
  }

  @Test
  void accept_nameForANumberedClass_isMalformed() {
    refused(
            Reason.MALFORMED,
            () ->
                told(
                    compiled("{'learner':'laplace','dimension':1,'window':2,'classes':2}"),
                    "{'x':[1],'label':'ok'}"))
        .hasMessageContaining("must be an integer from 0 to 1");
  }

  /** The order of the reject table holds for named inputs, too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':{'p':'a','site':'east'},'label':1}           | MALFORMED",
        "{'x':{'p':1,'site':['a','b']},'y':1}              | MALFORMED",
        "{'x':{'p':1,'site':'east'},'label':1}             | UNSUPPORTED",
        "{'x':{'p':1,'site':'east'},'y':NaN}               | DIMENSION",
        "{'x':{'site':'north'},'y':1}                      | DIMENSION",
        "{'x':{'p':1e999,'site':'north'},'y':1}            | NON_FINITE",
        "{'x':{'p':NaN,'site':'north'},'y':1}              | NON_FINITE",
        "{'x':{'p':1e200,'site':'north'},'y':1}            | NUMERIC",
        "{'x':[1,1,0],'y':1}                               | DIMENSION",
        "{'x':[{'p':1,'site':'north'},{'p':1}],'y':[1,2]}  | DIMENSION",
      })
  void accept_namedInputAtFault_isRefusedInOrder(String sample, Reason reason) {
    String spec =
        "{'learner':'rls','bias':true,'features':[{'name':'p','scale':1e-200},%s]}".formatted(SITE);

    refused(reason, () -> told(compiled(spec), sample));
  }

  private static CompiledSpec<?> compiled(Fields fields) {
    return CompiledSpec.of(Catalogue.read(fields.spec()), Limits.DEFAULT);
  }

  private static CompiledSpec<?> compiled(String json) {
    return compiled(json, Limits.DEFAULT);
  }

  private static CompiledSpec<?> compiled(String json, Limits limits) {
    return CompiledSpec.of(Catalogue.read(SpecJson.read(json.replace('\'', '"'))), limits);
  }

  /** What a new model says to one sample, in single quotes. */
  private static String told(CompiledSpec<?> spec, String json) throws RejectedException {
    List<String> lines = new ArrayList<>();
    Emitter out =
        new Emitter() {
          @Override
          public void prediction(Prediction prediction) {
            lines.add(new String(PredictionJson.write(prediction), StandardCharsets.UTF_8));
          }

          @Override
          public void weights(WeightRecord record) {
            lines.add(new String(WeightRecordJson.write(record), StandardCharsets.UTF_8));
          }
        };
    spec.newModel("m").accept(Listened.sample(json), new PublishPolicy(1)).emit(out);
    return String.join("\n", lines).replace('"', '\'');
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      Reason reason, ThrowingCallable call) {
    return assertThatThrownBy(call).hasFieldOrPropertyWithValue("reason", reason);
  }
}
