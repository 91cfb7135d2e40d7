package io.rivulet.learner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.Emitter;
import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.RestoreTest;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SampleDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger behind the records of its users. */
class LedgerModelTest {

  private static final String SPEC = "{'learner':'ledger','dimension':2,'ridge':1}";

  @Test
  void accept_samples_answersWithWhatIsKnownOfTheError() throws Exception {
    Model<?> model = model(SPEC);
    List<Prediction> said = new ArrayList<>();

    accept(model, "{'x':[1,0],'y':2}", predictions(said));
    accept(model, "{'x':[1,0],'y':2}", predictions(said));
    accept(model, "{'x':[[1,0],[0,1]]}", predictions(said));

    // w = 0, then A = 1, b = 2, c = 4, w = 1: s² = (4 - 4 + 1) / (1 - 1/2), then A = 2, w = 4/3.
    assertClose(said.get(0), new double[][] {{0}, {2}, null, {1}, {2}});
    assertClose(said.get(1), new double[][] {{1}, {1}, {3}, {0.5}, {1}});
    double spread = (8 - 8 * 4 / 3.0 + 2 * 16 / 9.0) / (2 - 2 / 3.0);
    assertClose(
        said.get(2),
        new double[][] {{4 / 3.0, 0}, null, {spread * 4 / 3, spread * 2}, {1 / 3.0, 1}, null});
    assertThat(new String(PredictionJson.write(said.get(2)), StandardCharsets.UTF_8))
        .contains("\"y\":[", "\"variance\":[", "\"leverage\":[")
        .doesNotContain("looResidual", "null");
  }

  @Test
  void accept_unlearn_leavesTheOtherSamples() throws Exception {
    Model<?> model = model(SPEC);
    Model<?> other = model(SPEC);

    accept(model, "{'x':[1,2],'y':3,'weight':0.5}");
    accept(model, "{'x':[4,5],'y':6}");
    accept(model, "{'op':'unlearn','x':[4,5],'y':6}");
    accept(other, "{'x':[1,2],'y':3,'weight':0.5}");
    accept(other, "{'x':[4,5],'y':6}");
    accept(other, "{'x':[4,5],'y':6,'weight':-1}");

    assertThat(model.version()).isEqualTo(3);
    assertThat(model.store().samples()).isEqualTo(1);
    assertThat(model.store().state()).isEqualTo(other.store().state());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'x':[1,2],'label':1}                         | UNSUPPORTED",
        "{'x':[1,2],'matrix':[1,0,0,1]}                | UNSUPPORTED",
        "{'op':'learn','x':[1,2]}                      | MALFORMED",
        "{'x':[1,2,3],'y':1}                           | DIMENSION",
        "{'x':[1,2],'y':[1,2]}                         | DIMENSION",
        "{'x':[1,2],'y':1,'weight':1e999}              | NON_FINITE",
        "{'x':[1,2],'y':1,'weight':-1}                 | NUMERIC",
        "{'op':'unlearn','x':[2,2],'y':1}              | NUMERIC",
        "{'x':[1e200,2],'y':1}                         | NUMERIC",
        "{'x':[1,2],'y':1e300}                         | NUMERIC",
        "{'x':[1,2],'y':1,'weight':1e308}              | NUMERIC"
      })
  void accept_whatItCannotLearn_isRefusedAndChangesNothing(String json, Reason reason)
      throws Exception {
    Model<?> model = model(SPEC);
    accept(model, "{'x':[0.1,0.2],'y':3}");
    byte[] before = RestoreTest.stored(model);

    assertThatThrownBy(() -> accept(model, json))
        .isInstanceOf(RejectedException.class)
        .hasFieldOrPropertyWithValue("reason", reason);

    assertThat(RestoreTest.stored(model)).isEqualTo(before);
  }

  /** y, error, variance, leverage and residual; each next to what it is by hand, or absent. */
  private static void assertClose(Prediction prediction, double[][] expected) {
    double[][] parts = {
      prediction.y(),
      prediction.error(),
      prediction.variance(),
      prediction.leverage(),
      prediction.looResidual()
    };
    for (int k = 0; k < parts.length; k++) {
      if (expected[k] == null) {
        assertThat(parts[k]).isNull();
      } else {
        assertThat(parts[k]).containsExactly(expected[k], within(1e-14));
      }
    }
  }

  private static Emitter predictions(List<Prediction> said) {
    return new Emitter() {
      @Override
      public void prediction(Prediction prediction) {
        said.add(prediction);
      }

      @Override
      public void weights(WeightRecord record) {}
    };
  }

  private static Model<?> model(String json) throws RejectedException {
    return Specs.forEveryModel(json.replace('\'', '"'), Limits.DEFAULT).newModel("m");
  }

  private static void accept(Model<?> model, String json) throws RejectedException {
    accept(model, json, new RestoreTest.Transcript());
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
