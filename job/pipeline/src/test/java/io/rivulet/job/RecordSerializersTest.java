package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.QualityJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What stands in the topics of a model's life. */
class RecordSerializersTest {

  private static final int RECORD_BYTES = 100_000;

  @Test
  void ack_isJsonUnderItsModel() {
    var ack = new Ack("c-1", "pump-7", CommandType.RESET, AckStatus.COMPLETED, null, null, 2, 0);

    ProducerRecord<byte[], byte[]> record = new AckSerializer("acks").serialize(ack, null, null);

    assertThat(record.topic()).isEqualTo("acks");
    assertThat(record.key()).isEqualTo(utf8("pump-7"));
    assertThat(AckJson.read(record.value())).isEqualTo(ack);
  }

  @Test
  void quality_isJsonUnderItsModel() {
    var quality =
        new QualityRecord(
            "pump-7",
            10,
            3,
            0.5,
            0.75,
            0.25,
            -0.125,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            false,
            1,
            30,
            Sample.NO_TIME);

    ProducerRecord<byte[], byte[]> record =
        new QualitySerializer("metrics").serialize(quality, null, null);

    assertThat(record.key()).isEqualTo(utf8("pump-7"));
    assertThat(QualityJson.read(record.value())).isEqualTo(quality);
  }

  @Test
  void tombstone_ofWeightsAndOfAState_isAKeyWithoutValue() {
    ProducerRecord<byte[], byte[]> weights =
        new WeightSerializer("w").serialize(WeightRecord.tombstone("pump-7", 3), null, null);
    ProducerRecord<byte[], byte[]> state =
        new StateSerializer("s").serialize(ExportedState.tombstone("pump-7"), null, null);

    assertThat(weights.value()).isNull();
    assertThat(header(weights, "rivulet-incarnation")).isEqualTo("3");
    assertThat(state).isEqualTo(new ProducerRecord<byte[], byte[]>("s", null, state.key(), null));
    assertThat(weights.key()).isEqualTo(state.key()).isEqualTo(utf8("pump-7"));
  }

  @Test
  void deadLetter_ofACommandThatFits_isWhole() {
    ProducerRecord<byte[], byte[]> letter =
        letter(Reason.CONTROL, Stage.CONTROL, new byte[RECORD_BYTES]);

    assertThat(letter.value()).hasSize(RECORD_BYTES);
    assertThat(header(letter, "rivulet-reason")).isEqualTo("CONTROL");
    assertThat(header(letter, "rivulet-stage")).isEqualTo("control");
    assertThat(letter.headers().lastHeader("rivulet-length")).isNull();
  }

  @Test
  void deadLetter_ofACommandThatDoesNotFit_isCutAndTellsItsLength() {
    byte[] value = new byte[RECORD_BYTES + 1];
    value[65_535] = 1;
    value[65_536] = 2;

    ProducerRecord<byte[], byte[]> letter = letter(Reason.CONTROL, Stage.CONTROL, value);

    assertThat(letter.value()).hasSize(64 << 10).endsWith(1);
    assertThat(header(letter, "rivulet-length")).isEqualTo("100001");
  }

  @Test
  void deadLetter_ofAnything_isNeverLargerThanItsTopicTakes() {
    for (Stage stage : Stage.values()) {
      boolean tooLarge = stage == Stage.DECODE;
      byte[] value = new byte[tooLarge || stage == Stage.CONTROL ? 24 << 20 : RECORD_BYTES];

      ProducerRecord<byte[], byte[]> letter =
          letter(tooLarge ? Reason.TOO_LARGE : Reason.CONTROL, stage, value);

      assertThat(letter.value().length).as(stage.label()).isLessThanOrEqualTo(RECORD_BYTES);
    }
  }

  @Test
  void deadLetter_ofACommandWithoutValue_hasNone() {
    assertThat(letter(Reason.CONTROL, Stage.CONTROL, null).value()).isNull();
  }

  private static ProducerRecord<byte[], byte[]> letter(Reason reason, Stage stage, byte[] value) {
    return new DeadLetterSerializer("letters", RECORD_BYTES)
        .serialize(
            new Rejected(reason, stage, "why", new Origin("t", 1, 2, 3, utf8("k"), value)),
            null,
            null);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
