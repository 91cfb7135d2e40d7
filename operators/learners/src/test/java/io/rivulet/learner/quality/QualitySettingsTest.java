package io.rivulet.learner.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Catalogue;
import io.rivulet.learner.spec.SpecFields;
import io.rivulet.learner.step.LearnerSpec;
import io.rivulet.wire.SpecJson;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields {@code evaluate} and {@code drift} of specs. */
class QualitySettingsTest {

  private static final LearnerSpec<?> GREEDY = spec("{'learner':'greedy','dimension':1}");

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'evaluate':null,'drift':null}"})
  void read_withoutTheFields_isOffAndNotDescribed(String fields) {
    QualitySettings read = read(fields);

    assertThat(read).isEqualTo(QualitySettings.NONE);
    assertThat(read.measures()).isFalse();
    assertThat(described(read)).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'evaluate':{}}           | {'evaluate':{'every':1000}}",
        "{'evaluate':{'every':50}} | {'evaluate':{'every':50}}",
        "{'drift':{}} | {'drift':{'delta':0.005,'detector':'page-hinkley','then':'alert','threshold':50.0}}",
        "{'drift':{'detector':'page-hinkley','delta':0,'threshold':2.5,'then':'freeze'}} | {'drift':{'delta':0.0,'detector':'page-hinkley','then':'freeze','threshold':2.5}}",
        "{'drift':{'then':'reset','delta':7}} | {'drift':{'delta':7.0,'detector':'page-hinkley','then':'reset','threshold':50.0}}",
      })
  void describe_fields_hasTheDefaultsAndReadsBack(String fields, String canonical) {
    QualitySettings read = read(fields);

    assertThat(read.measures()).isTrue();
    assertThat(described(read)).isEqualTo(canonical);
    assertThat(read(canonical)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'evaluate':1000}              | 'evaluate' must be an object, got 1000",
        "{'evaluate':true}              | 'evaluate' must be an object",
        "{'evaluate':{'every':0}}       | 'evaluate.every' must be an integer from 1, got 0",
        "{'evaluate':{'every':1.5}}     | 'evaluate.every' must be an integer, got 1.5",
        "{'evaluate':{'every':'10'}}    | write a number without quotes",
        "{'evaluate':{'window':10}}     | did you mean 'evaluate.every'",
        "{'evaluate':{'evry':10}}       | did you mean 'evaluate.every'",
        "{'drift':0.1}                  | 'drift' must be an object",
        "{'drift':{'detector':'adwin'}} | 'drift.detector' must be one of page-hinkley",
        "{'drift':{'delta':-1}}         | 'drift.delta' must be at least 0, got -1.0",
        "{'drift':{'delta':NaN}}        | 'drift.delta' must be a finite number",
        "{'drift':{'threshold':0}}      | 'drift.threshold' must be positive, got 0.0",
        "{'drift':{'then':'rest'}}      | did you mean 'reset'",
        "{'drift':{'then':'stop'}}      | one of alert, freeze, reset",
        "{'drift':{'lambda':50}}        | did you mean 'drift.threshold'",
        "{'drift':{'tresh':50}}         | unknown spec field 'drift.tresh'",
      })
  void read_wrongField_isRefusedWithWhatIsAllowed(String fields, String message) {
    assertThatThrownBy(() -> read(fields))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evaluate", "drift"})
  void read_ofALearnerThatNeverAnswers_isRefused(String field) {
    LearnerSpec<?> flow =
        spec("{'learner':'matrix-flow','dimension':2,'time':1,'initialScale':0.1}");
    SpecFields fields = new SpecFields("", Map.of(field, Map.of()), false);

    assertThatThrownBy(() -> QualitySettings.read(fields, flow))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("spec field '" + field + "' is not for matrix-flow")
        .hasMessageContaining("leave it out");
    assertThat(QualitySettings.read(new SpecFields("", Map.of(), false), flow))
        .isEqualTo(QualitySettings.NONE);
  }

  @Test
  void read_fields_areKnownToTheSpec() {
    SpecFields fields =
        new SpecFields("", Map.of("evaluate", Map.of(), "drift", Map.of(), "other", 1), false);
    QualitySettings.read(fields, GREEDY);

    assertThatThrownBy(fields::finish).hasMessageContaining("unknown spec field 'other'");
  }

  private static QualitySettings read(String fields) {
    return QualitySettings.read(
        new SpecFields("", SpecJson.read(fields.replace('\'', '"')), false), GREEDY);
  }

  private static String described(QualitySettings settings) {
    Map<String, Object> fields = new TreeMap<>();
    settings.describe(fields);
    return SpecJson.canonical(fields).replace('"', '\'');
  }

  private static LearnerSpec<?> spec(String json) {
    return Catalogue.read(SpecJson.read(json.replace('\'', '"')));
  }
}
