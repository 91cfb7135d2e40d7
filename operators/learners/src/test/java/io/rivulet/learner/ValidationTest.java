package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Stage;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.SpecJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record is refused for once its model is known, and in which order. */
class ValidationTest {

  private static final String ORFIT = "{'learner':'orfit','dimension':2,'memory':2}";
  private static final Limits LIMITS = new Limits(1 << 20, 4, 1 << 20, 1 << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // one fault
        "{}                                            | MALFORMED",
        "{'y':1}                                       | MALFORMED",
        "{'op':'learn','x':[1,2]}                      | MALFORMED",
        "{'op':'predict','y':1}                        | MALFORMED",
        "{'op':'unlearn','x':[1,2],'y':1}              | UNSUPPORTED",
        "{'x':[1,2],'label':1}                         | UNSUPPORTED",
        "{'x':[1,2],'matrix':[1]}                      | UNSUPPORTED",
        "{'x':[1,2],'y':1,'weight':-1e-9}              | UNSUPPORTED",
        "{'x':[[1,2],[3,4]],'label':1}                 | UNSUPPORTED",
        "{'x':[[1,2],3],'y':[1,2]}                     | MALFORMED",
        "{'x':[1,[2,3]],'y':[1,2]}                     | MALFORMED",
        "{'x':[[1,[2]],[3,4]],'y':[1,2]}               | MALFORMED",
        "{'x':[[1,2],[3,4],[5,6]],'y':[1,2,3]}         | LIMIT_DIMENSION",
        "{'x':[[1,2],[3]],'y':[1,2]}                   | DIMENSION",
        "{'x':[[1,2,3]],'y':[1]}                       | DIMENSION",
        "{'x':[[]],'y':[1]}                            | DIMENSION",
        "{'x':[[1,2],[3,4]],'y':[1]}                   | DIMENSION",
        "{'x':[[1,2],[3,4]],'y':1}                     | DIMENSION",
        "{'x':[[1,2],[3,4]],'y':[[1,2]]}               | DIMENSION",
        "{'x':[[1,2]],'y':[[1,2]]}                     | DIMENSION",
        "{'x':[1,2],'y':[[1]]}                         | DIMENSION",
        "{'x':[[1,2],[3,NaN]],'y':[1,2]}               | NON_FINITE",
        "{'x':[[1,2],[3,4]],'y':[1,1e999]}             | NON_FINITE",
        "{'x':[1,2,3,4,5],'y':1}                       | LIMIT_DIMENSION",
        "{'x':[1,2],'y':[1,2,3,4,5]}                   | LIMIT_DIMENSION",
        "{'x':[1],'y':1}                               | DIMENSION",
        "{'x':[1,2,3],'y':1}                           | DIMENSION",
        "{'x':[],'y':1}                                | DIMENSION",
        "{'x':[1,2],'y':[]}                            | DIMENSION",
        "{'x':[1,2],'y':[1,2]}                         | DIMENSION",
        "{'x':{'n':3,'i':[0],'v':[1]},'y':1}           | DIMENSION",
        "{'x':{'n':2,'i':[2],'v':[1]},'y':1}           | DIMENSION",
        "{'x':{'a':1,'b':2},'y':1}                     | DIMENSION",
        "{'x':[1,1e999],'y':1}                         | NON_FINITE",
        "{'x':[1,NaN],'y':1}                           | NON_FINITE",
        "{'x':[1,2],'y':-Infinity}                     | NON_FINITE",
        "{'x':[1,2],'y':1e999}                         | NON_FINITE",
        "{'x':[1,2],'y':1,'weight':1e999}              | NON_FINITE",
        "{'x':[1,2],'y':1,'weight':NaN}                | NON_FINITE",
        "{'x':{'n':2,'i':[0],'v':[NaN]},'y':1}         | NON_FINITE",
        "{'op':'predict','x':[1,2],'y':NaN}            | NON_FINITE",
        "{'op':'predict','x':[1,NaN]}                  | NON_FINITE",
        "{'x':[1,2],'y':1,'other':NaN}                 | NON_FINITE",
        "{'x':[1e300,2],'y':1}                         | NUMERIC",
        // two faults, the first of the table is named
        "{'x':7,'label':1}                             | MALFORMED",
        "{'op':'unlearn','x':[1,2,3,4,5]}              | UNSUPPORTED",
        "{'op':'unlearn'}                              | UNSUPPORTED",
        "{'schema':2}                                  | MALFORMED",
        "{'op':'learn','x':[1,2,3,4,5]}                | MALFORMED",
        "{'y':[1,2,3,4,5]}                             | MALFORMED",
        "{'op':'learn','x':[1]}                        | MALFORMED",
        "{'op':'learn','x':[1,2],'other':NaN}          | MALFORMED",
        "{'y':1,'other':NaN}                           | MALFORMED",
        "{'x':{'n':2,'i':[2],'v':[1]},'op':'learn'}    | MALFORMED",
        "{'x':[1],'y':[1,2,3,4,5]}                     | LIMIT_DIMENSION",
        "{'x':[1],'y':1,'weight':NaN}                  | DIMENSION",
        "{'x':[NaN],'y':1}                             | DIMENSION",
        "{'x':[NaN,1],'y':[]}                          | DIMENSION",
        "{'x':[1],'y':1,'other':Infinity}              | DIMENSION",
        "{'x':[1e300,1e999],'y':1}                     | NON_FINITE"
      })
  void accept_faultyRecord_isRefusedForTheFirstOfTheTable(String json, Reason reason)
      throws Exception {
    Model<?> model = model(ORFIT.replace("}", ",'noise':1}"));

    assertThatThrownBy(() -> accept(model, json))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);

    assertThat(model.born()).isFalse();
  }

  @Test
  void accept_namedInput_mustBeTheListedFeatures() throws Exception {
    for (String x : new String[] {"{'temp':1}", "{'temp':1,'rmp':2}", "{'temp':1,'rpm':2,'z':3}"}) {
      Model<?> model =
          model("{'learner':'sgd','rate':0.25,'dimension':2,'features':['temp','rpm']}");

      assertThatThrownBy(() -> accept(model, "{'x':" + x + ",'y':1}"))
          .hasFieldOrPropertyWithValue("reason", Reason.DIMENSION);
    }
  }

  @Test
  void accept_predictBeforeLearning_bearsTheModelAtVersionZero() throws Exception {
    Model<?> model = model(ORFIT);

    accept(model, "{'x':[1,2]}");

    assertThat(model.store().version()).isZero();
    assertThat(model.store().samples()).isZero();
  }

  @Test
  void accept_unlearn_countsAVersionAndASampleLess() throws Exception {
    Model<?> model = model("{'learner':'rls','dimension':2}");

    accept(model, "{'x':[1,2],'y':1}");
    accept(model, "{'op':'unlearn','x':[1,2],'y':1}");

    assertThat(model.store().version()).isEqualTo(2);
    assertThat(model.store().samples()).isZero();
  }

  @Test
  void accept_filters_answerWithTheVarianceOfANewTarget() throws Exception {
    String[] specs = {
      "{'learner':'ekf','noise':0.5,'priorPrecision':4,'processNoise':0.25,'dimension':2}",
      "{'learner':'lofi-diagonal','memory':1,'noise':0.5,'priorPrecision':4,'dimension':2}"
    };
    // xᵀ (I/4 + q I) x + R at x = (1, 2).
    double[] expected = {5 * 0.5 + 0.5, 5 * 0.25 + 0.5};
    for (int i = 0; i < specs.length; i++) {
      Model<?> model = model(specs[i]);

      assertThat(said(model, "{'x':[1,2]}")).contains("\"variance\":" + expected[i]);
      assertThat(said(model, "{'x':[1,2],'y':3}")).contains("\"variance\":" + expected[i]);
      assertThat(said(model, "{'x':[[1,2],[0,0]]}")).contains("\"variance\":[");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'unlearn','x':[1,2],'y':1}              | UNSUPPORTED",
        "{'x':[1,2],'y':1,'weight':-1}                 | UNSUPPORTED",
        "{'x':[1,2],'label':1}                         | UNSUPPORTED",
        "{'x':[1,2,3],'y':1}                           | DIMENSION",
        "{'x':[1,2],'y':[1,2]}                         | DIMENSION",
        "{'x':[1e300,2],'y':1}                         | NUMERIC",
        "{'x':[1e160,2],'y':1}                         | NUMERIC"
      })
  void accept_sampleThatFiltersDoNotTake_isRefused(String json, Reason reason) throws Exception {
    for (String spec :
        new String[] {
          "{'learner':'ekf','noise':0,'dimension':2}",
          "{'learner':'ekf','noise':1,'dimension':2}",
          "{'learner':'lofi-diagonal','memory':2,'noise':1,'dimension':2}",
          "{'learner':'ogd','rate':0.1,'steps':2,'dimension':2}"
        }) {
      Model<?> model = model(spec);

      assertThatThrownBy(() -> accept(model, json))
          .as(spec)
          .isInstanceOf(RejectedException.class)
          .hasFieldOrPropertyWithValue("reason", reason);

      assertThat(model.born()).isFalse();
    }
  }

  @Test
  void newModel_unknownOrTooLarge_isRefused() {
    Specs specs =
        new Specs(
            List.of(
                SpecPattern.of("big*", spec("{'learner':'rls','dimension':600}")),
                SpecPattern.of("wide*", spec("{'learner':'sgd','rate':1,'dimension':600000}"))),
            LIMITS);

    assertThatThrownBy(() -> specs.newModel("small"))
        .hasFieldOrPropertyWithValue("reason", Reason.UNKNOWN_MODEL)
        .hasFieldOrPropertyWithValue("stage", Stage.VALIDATE);
    assertThatThrownBy(() -> specs.newModel("big-1"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION);
    assertThatThrownBy(() -> specs.newModel("wide-1"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION);
  }

  private static Map<String, Object> spec(String json) {
    return SpecJson.read(json.replace('\'', '"'));
  }

  private static Model<?> model(String json) throws RejectedException {
    return new Specs(List.of(SpecPattern.of("*", spec(json))), LIMITS).newModel("m");
  }

  private static void accept(Model<?> model, String json) throws RejectedException {
    said(model, json);
  }

  /** The records that a sample leads to, one after the other. */
  static String said(Model<?> model, String json) throws RejectedException {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    RestoreTest.Transcript out = new RestoreTest.Transcript();
    model
        .accept(
            new SampleDecoder(LIMITS, "m").decode(new Origin("t", 0, 0, 0, null, value)),
            new PublishPolicy(1))
        .emit(out);
    return new String(out.bytes(), StandardCharsets.UTF_8);
  }
}
