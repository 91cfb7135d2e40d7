package io.rivulet.learner.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.RestoreTest;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The matrix flow behind the records of its users. */
class MatrixFlowModelTest {

  private static final String SPEC =
      "{'learner':'matrix-flow','dimension':2,'time':30,'initialScale':0.001}";

  @Test
  void accept_inputs_publishesTheFlowAndItsSpectrumAndPredictsNothing() throws Exception {
    Model<?> model = model(SPEC);
    RestoreTest.Transcript said = new RestoreTest.Transcript();

    accept(model, "{'x':[2,0]}", said);
    accept(model, "{'matrix':[0.25,0,0,-1]}", said);

    // ln((0.25 - 1e-6) / 1e-6) / 0.5 = 24.86 < 30: both targets are learned by then.
    String text = new String(said.bytes(), StandardCharsets.UTF_8).replace('"', '\'');
    assertThat(text)
        .contains("'version':1,'samples':1,'previous':null,'shape':[2,2],'w':[")
        .contains("'eigenvalues':[4.0,0.0],'learned':[")
        .contains("'rank':1,'nextLearningTime':null}")
        .contains("'eigenvalues':[0.25,-1.0]")
        .doesNotContain("'op'");
    assertThat(model.store().samples()).isEqualTo(2);
  }

  @Test
  void accept_beforeTheNextLearningTime_announcesIt() throws Exception {
    Model<?> model = model(SPEC.replace("30", "1"));
    RestoreTest.Transcript said = new RestoreTest.Transcript();

    accept(model, "{'x':[2,0]}", said);

    double half = Math.log((4 - 1e-6) / 1e-6) / 8;
    String text = new String(said.bytes(), StandardCharsets.UTF_8);
    double next = Double.parseDouble(text.replaceAll(".*\"nextLearningTime\":|}.*", ""));
    assertThat(next).isBetween(half * (1 - 1e-14), half * (1 + 1e-14));
    assertThat(text).contains("\"rank\":0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'op':'predict','x':[1,2]}             | UNSUPPORTED",
        "{'op':'unlearn','x':[1,2]}             | UNSUPPORTED",
        "{'x':[1,2],'y':1}                      | UNSUPPORTED",
        "{'x':[1,2],'label':1}                  | UNSUPPORTED",
        "{'x':[1,2],'weight':-1}                | UNSUPPORTED",
        "{}                                     | MALFORMED",
        "{'x':[1,2,3]}                          | DIMENSION",
        "{'matrix':[1,2,3]}                     | DIMENSION",
        "{'matrix':[1,0,0,1e999]}               | NON_FINITE",
        "{'matrix':[1,0,1,1]}                   | NUMERIC",
        "{'matrix':[1e300,0,0,1]}               | NUMERIC",
        "{'x':[1e154,1]}                        | NUMERIC"
      })
  void accept_whatItCannotLearn_isRefusedAndChangesNothing(String json, Reason reason)
      throws Exception {
    Model<?> model = model(SPEC);
    accept(model, "{'x':[0.1,0.2]}", new RestoreTest.Transcript());
    byte[] before = RestoreTest.stored(model);

    assertThatThrownBy(() -> accept(model, json, new RestoreTest.Transcript()))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);

    assertThat(RestoreTest.stored(model)).isEqualTo(before);
  }

  private static Model<?> model(String json) throws RejectedException {
    return Specs.forEveryModel(json.replace('\'', '"'), Limits.DEFAULT).newModel("m");
  }

  private static void accept(Model<?> model, String json, Emitter out) throws RejectedException {
    byte[] value = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    model
        .accept(
            new SampleDecoder(Limits.DEFAULT, "m").decode(new Origin("t", 0, 0, 0, null, value)),
            new PublishPolicy(1))
        .emit(out);
  }
}
