package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.learner.window.WindowsTest;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.wire.SpecJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Specs of learners that work in windows. */
class WindowSpecTest {

  private static final String BY_COUNT = "{'learner':'%s','dimension':2,'classes':3,'window':3}";

  private static final String BY_TIME =
      "{'learner':'%s','dimension':2,'classes':3,'window':{'seconds':2}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'learner':'laplace'                              | 'window' is missing",
        "'learner':'laplace','window':0                   | integer from 1",
        "'learner':'laplace','window':'1'                 | an integer",
        "'learner':'laplace','window':{}                  | 'window.seconds' is missing",
        "'learner':'laplace','window':{'seconds':0}       | whole milliseconds",
        "'learner':'laplace','window':{'seconds':-1}      | whole milliseconds",
        "'learner':'laplace','window':{'seconds':0.0001}  | whole milliseconds",
        "'learner':'laplace','window':{'seconds':1e300}   | whole milliseconds",
        "'learner':'laplace','window':{'minutes':1,'seconds':1} | unknown spec field",
        "'learner':'laplace','window':1,'priorPrecision':0| positive",
        "'learner':'laplace','window':1,'decay':0         | (0, 1]",
        "'learner':'laplace','window':1,'decay':1.1       | (0, 1]",
        "'learner':'laplace','window':1,'model':{'kind':'shared'} | linear",
        "'learner':'laplace','window':1,'memory':2       | unknown spec field 'memory'",
        "'learner':'laplace','window':1,'model':{'kind':'mlp','hidden':[2]} | 'memory' is missing",
        "'learner':'laplace','window':1,'memory':1,'model':{'kind':'mlp','hidden':[999]} | 2000",
        "'learner':'laplace','window':1,'outputs':2       | unknown spec field 'outputs'",
        "'learner':'laplace','window':1,'bias':true,'dimension':1000 | at most 2000 weights",
        "'learner':'distillation','window':1,'dimension':1001 | at most 2000 weights",
        "'learner':'distillation','window':1,'ridge':0    | positive",
        "'learner':'distillation','window':1,'reservoir':0| integer from 1",
        "'learner':'distillation','window':1,'strength':-1 | samples",
        "'learner':'distillation','window':1,'strength':'many' | samples",
        "'learner':'distillation','window':1,'seed':0.5   | an integer"
      })
  void read_badSpec_isRefusedWithWhatToDo(String fields, String part) {
    String shape = fields.contains("dimension") ? "" : ",'dimension':2";
    String json = "{'classes':2" + shape + "," + fields + "}";

    assertThatThrownBy(() -> Catalogue.read(SpecJson.read(json.replace('\'', '"'))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void canonical_defaults_areFilledIn() {
    assertThat(
            Catalogue.describe(spec("{'learner':'laplace','dimension':2,'classes':3,'window':4}")))
        .containsEntry("window", 4)
        .containsEntry("priorPrecision", 1.0)
        .containsEntry("decay", 1.0)
        .containsEntry("classes", 3)
        .doesNotContainKey("outputs");
    assertThat(Catalogue.describe(spec(BY_TIME.formatted("distillation"))))
        .containsEntry("window", Map.of("seconds", 2.0))
        .containsEntry("strength", "samples")
        .containsEntry("ridge", 0.001)
        .containsEntry("seed", 0L)
        .doesNotContainKey("reservoir");
    assertThat(SpecJson.canonical(Catalogue.describe(spec(BY_TIME.formatted("laplace")))))
        .isEqualTo(
            SpecJson.canonical(
                Catalogue.describe(spec(BY_TIME.formatted("laplace").replace(":2}", ":2.0}")))));
  }

  @Test
  void warnings_whatForgetsOrGrows_isSaid() {
    String laplace = "{'learner':'laplace','dimension':2,'classes':3,'window':4,%s}";

    assertThat(spec(laplace.formatted("'priorPrecision':1")).warnings()).isEmpty();
    assertThat(spec(laplace.formatted("'priorPrecision':0.1")).warnings())
        .singleElement()
        .asString()
        .startsWith("priorPrecision 0.1 lets windows of few classes saturate");
    assertThat(spec(BY_COUNT.formatted("distillation")).warnings())
        .singleElement()
        .asString()
        .contains("every past input is kept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'learner':'laplace','dimension':2,'classes':2,'window':100000000}",
        "{'learner':'laplace','dimension':250,'classes':8,'window':100}",
        "{'learner':'distillation','dimension':2,'classes':2,'window':1,'reservoir':100000000}"
      })
  void newModel_stateThatCouldPassTheLimit_isRefused(String json) {
    Limits small = new Limits(1 << 20, 4096, 8 << 20, 1 << 20);

    assertThatThrownBy(() -> WindowsTest.model(small, json))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION);
  }

  private static LearnerSpec<?> spec(String json) {
    return Catalogue.read(SpecJson.read(json.replace('\'', '"')));
  }
}
