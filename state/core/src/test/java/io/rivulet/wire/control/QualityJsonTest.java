package io.rivulet.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Sample;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityJsonTest {

  private static final double NONE = Double.NaN;

  private static final QualityRecord REGRESSION =
      new QualityRecord(
          "pump-7", 1000, 3, 0.25, 0.5, -1.5, -1e-9, NONE, NONE, 0.95, false, 2, 3000, 1700);

  private static final String REGRESSION_JSON =
      "{'model':'pump-7','n':1000,'window':3,'mae':0.25,'rmse':0.5,'r2':-1.5,'meanError':-1.0E-9,"
          + "'coverage':0.95,'drift':false,'incarnation':2,'version':3000,'ts':1700}";

  private static final QualityRecord CLASSIFIER =
      new QualityRecord(
          "m", 42, 1, NONE, NONE, NONE, NONE, 0.75, 1.25, NONE, true, 1, 42, Sample.NO_TIME);

  private static final String CLASSIFIER_JSON =
      "{'model':'m','n':42,'window':1,'accuracy':0.75,'logLoss':1.25,'drift':true,"
          + "'incarnation':1,'version':42}";

  @Test
  void write_record_hasItsFiguresInOrder() {
    assertThat(text(REGRESSION)).isEqualTo(REGRESSION_JSON);
    assertThat(text(CLASSIFIER)).isEqualTo(CLASSIFIER_JSON);
  }

  @Test
  void read_itsOwnJson_givesTheRecord() {
    assertThat(read(REGRESSION_JSON)).isEqualTo(REGRESSION);
    assertThat(read(CLASSIFIER_JSON)).isEqualTo(CLASSIFIER);
  }

  @Test
  void read_otherOrderAndUnknownMembers_givesTheRecord() {
    String other =
        "{'later':[1,{'a':2}],'version':42,'incarnation':1,'drift':true,'mae':null,'ts':null,"
            + "'logLoss':1.25,'accuracy':0.75,'window':1,'n':42,'model':'m'}";

    assertThat(read(other)).isEqualTo(CLASSIFIER);
  }

  @Test
  void read_figureWithoutFraction_isANumber() {
    assertThat(read(CLASSIFIER_JSON.replace("0.75", "1")).accuracy()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'model':'m',     |                | has no field 'model'",
        "'drift':true,    |                | has no field 'drift'",
        "'n':42           | 'n':4.2        | 'n' must be an integer",
        "'drift':true     | 'drift':'yes'  | 'drift' must be true or false",
        "'model':'m'      | 'model':7      | 'model' must be a text",
        "'accuracy':0.75  | 'accuracy':'a' | 'accuracy' must be a number",
        "{                | [              | metrics record is not one JSON object",
      })
  void read_whatIsNoRecord_isRefusedWithTheField(String part, String instead, String message) {
    String wrong = CLASSIFIER_JSON.replace(part, instead == null ? "" : instead);

    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static String text(QualityRecord record) {
    return new String(QualityJson.write(record), StandardCharsets.UTF_8).replace('"', '\'');
  }

  private static QualityRecord read(String json) {
    return QualityJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
