package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SpecJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records for online nets. */
class NetRecordsTest {

  private static final Limits LIMITS = new Limits(1 << 20, 4, 1 << 20, 1 << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'mode':'random'  | {'op':'learn','x':[1,2]}                 | MALFORMED",
        "'mode':'random'  | {'x':[1,2],'label':1}                    | UNSUPPORTED",
        "'mode':'random'  | {'x':[1,2],'y':1,'weight':-1}            | UNSUPPORTED",
        "'mode':'random'  | {'x':[1,2],'y':[1,2]}                    | DIMENSION",
        "'mode':'random'  | {'x':[1e300,2],'y':1}                    | NUMERIC",
        "'mode':'random'  | {'x':[1,2],'y':1,'weight':1e-320}        | NUMERIC",
        "'mode':'observe' | {'op':'unlearn','x':[1,2],'y':1}         | UNSUPPORTED",
        "'mode':'inverse' | {'op':'unlearn','x':[1,2],'y':1}         | UNSUPPORTED",
        "'horizon':1      | {'x':[1,2],'y':1}                        | UNSUPPORTED",
        "'horizon':1      | {'x':[1,2],'matrix':[1,2,3,4]}           | UNSUPPORTED",
        "'horizon':1      | {'op':'unlearn','x':[1,2]}               | UNSUPPORTED",
        "'horizon':1      | {'op':'learn'}                           | MALFORMED",
        "'horizon':1      | {'x':[1,2,3]}                            | DIMENSION",
        "'horizon':1      | {'x':[1,1e999]}                          | NON_FINITE"
      })
  void accept_faultyRecordOfANet_isRefused(String fields, String json, Reason reason)
      throws Exception {
    Model<?> model =
        Decoded.specs(
                Fields.read(fields)
                    .with("learner", "online-net")
                    .with("dimension", 2)
                    .with("hidden", 5))
            .newModel("m");

    assertThatThrownBy(() -> accept(model, json))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);

    assertThat(model.born()).isFalse();
  }

  @Test
  void accept_net_learnsPredictsUnlearnsAndPublishesItsHiddenLayer() throws Exception {
    Model<?> model = model("{'learner':'online-net','dimension':2,'hidden':1,'direct':false}");

    assertThat(ValidationTest.said(model, "{'op':'predict','x':[1,2]}")).contains("\"y\":0.0");
    assertThat(ValidationTest.said(model, "{'x':[1,2],'y':3}"))
        .contains("\"error\":3.0")
        .contains("\"learner\":\"online-net\"")
        .contains("\"shape\":[2,1]")
        .contains("\"hidden\":{\"shape\":[3,1],\"w\":[");
    assertThat(ValidationTest.said(model, "{'op':'unlearn','x':[1,2],'y':3}"))
        .contains("\"samples\":0");
  }

  @Test
  void accept_seriesOfANet_predictsWhatItHasLearnedToExpect() throws Exception {
    Model<?> model =
        model("{'learner':'online-net','dimension':1,'hidden':2,'mode':'inverse','horizon':1}");

    assertThat(ValidationTest.said(model, "{'x':[0]}"))
        .doesNotContain("\"op\"")
        .contains("\"version\":1");
    assertThat(ValidationTest.said(model, "{'x':[2]}"))
        .contains("\"op\":\"learn\",\"y\":0.0,\"error\":2.0,\"incarnation\":1,\"version\":1")
        .contains("\"version\":2,\"samples\":2");
    assertThat(ValidationTest.said(model, "{'op':'predict','x':[0]}"))
        .contains("\"op\":\"predict\"")
        .doesNotContain("\"error\"");
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
