package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Limits;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SpecJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms of one input that are learned as the same. */
class InputFormsTest {

  private static final String ORFIT = "{'learner':'orfit','dimension':2,'memory':2}";
  private static final Limits LIMITS = new Limits(1 << 20, 4, 1 << 20, 1 << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'temp':1,'rpm':2}",
        "{'rpm':2,'temp':1}",
        "{'n':2,'i':[1,0],'v':[2,1]}",
        "[1,2]",
        "[1.0,2e0]"
      })
  void accept_anyFormOfTheSameInput_learnsTheSame(String x) throws Exception {
    Model<?> model = model("{'learner':'sgd','rate':0.25,'dimension':2,'features':['temp','rpm']}");
    Model<?> dense = model("{'learner':'sgd','rate':0.25,'dimension':2,'features':['temp','rpm']}");

    accept(model, "{'x':" + x + ",'y':[1]}");
    accept(dense, "{'x':[1,2],'y':1}");

    assertThat(RestoreTest.stored(model)).isEqualTo(RestoreTest.stored(dense));
  }

  /** The natural forms are learned as what they mean, to the byte. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':null,'op':null,'x':[1,2],'y':3,'label':null,'matrix':null,'weight':null,'ts':null} | {'x':[1,2],'y':3}",
        "{'x':[true,false],'y':3}                  | {'x':[1,0],'y':3}",
        "{'x':{'temp':true,'rpm':2.5},'y':3}       | {'x':[1,2.5],'y':3}",
        "{'x':{'temp':false,'rpm':2.5},'y':3}      | {'x':[0,2.5],'y':3}",
        "{'x':{'n':2.0,'i':[1.0],'v':[true]},'y':3} | {'x':[0,1],'y':3}",
        "{'x':[[true,2],[3,false]],'y':[1,2]}      | {'x':[[1,2],[3,0]],'y':[1,2]}",
        "{'x':[1,2],'y':3,'schema':{'type':'struct'},'other':[null,{'a':'b'}]} | {'x':[1,2],'y':3}",
        "\ufeff{'x':[1,2],'y':3}                   | {'x':[1,2],'y':3}"
      })
  void accept_naturalForm_learnsWhatItMeans(String natural, String plain) throws Exception {
    String spec = "{'learner':'rls','dimension':2,'features':['temp','rpm']}";
    Model<?> one = model(spec);
    Model<?> other = model(spec);

    assertThat(ValidationTest.said(one, natural)).isEqualTo(ValidationTest.said(other, plain));

    assertThat(RestoreTest.stored(one)).isEqualTo(RestoreTest.stored(other));
  }

  @Test
  void accept_nullTarget_asks() throws Exception {
    Model<?> model = model(ORFIT);

    assertThat(ValidationTest.said(model, "{'x':[1,2],'y':null}")).contains("\"op\":\"predict\"");
    assertThat(model.store().version()).isZero();
  }

  private static Map<String, Object> spec(String json) {
    return SpecJson.read(json.replace('\'', '"'));
  }

  private static Model<?> model(String json) throws RejectedException {
    return new Specs(List.of(SpecPattern.of("*", spec(json))), LIMITS).newModel("m");
  }

  private static void accept(Model<?> model, String json) throws RejectedException {
    ValidationTest.said(model, json);
  }
}
