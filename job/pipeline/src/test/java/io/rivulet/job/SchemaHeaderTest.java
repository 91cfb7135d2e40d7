package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers of a record come in with it and go out with a refusal. */
class SchemaHeaderTest {

  private static final byte[] KEY = {1, 2};
  private static final byte[] VALUE = {3, 4};

  @Test
  void deserialize_record_keepsItsPlaceBytesAndSchema() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("samples", 3, 17, KEY, VALUE);
    record.headers().add("rivulet-schema", bytes("1"));
    record.headers().add("rivulet-schema", bytes("2"));
    record.headers().add("other", null);

    assertThat(origin(record))
        .usingRecursiveComparison()
        .isEqualTo(new Origin("samples", 3, 17, ConsumerRecord.NO_TIMESTAMP, KEY, VALUE, "2"));
  }

  @Test
  void deserialize_noSchemaOrNone_isNull() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("samples", 0, 0, null, null);

    assertThat(origin(record).schema()).isNull();

    record.headers().add("rivulet-schema", null);
    assertThat(origin(record).schema()).isNull();
  }

  @Test
  void serialize_refusal_carriesTheSchemaOn() {
    assertThat(header("2").value()).isEqualTo(bytes("2"));
    assertThat(header(null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "41, 41", "999999999, 999999999", "0, 0", "1234567890, 0", "-1, 0", "x, 0"})
  void deserialize_replayed_isTheCountOrZero(String header, int count) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("samples", 0, 0, KEY, VALUE);
    assertThat(origin(record).replayed()).isZero();

    record.headers().add("rivulet-replayed", bytes(header));

    assertThat(origin(record).replayed()).isEqualTo(count);
  }

  @Test
  void serialize_refusalOfAReplayedRecord_carriesTheCountOn() {
    assertThat(letter(null, 2).headers().lastHeader("rivulet-replayed").value())
        .isEqualTo(bytes("2"));
    assertThat(letter(null, 0).headers().lastHeader("rivulet-replayed")).isNull();
  }

  private static Header header(String schema) {
    return letter(schema, 0).headers().lastHeader("rivulet-schema");
  }

  private static ProducerRecord<byte[], byte[]> letter(String schema, int replayed) {
    Origin origin = new Origin("samples", 0, 0, 0, KEY, VALUE, schema, replayed);
    return new DeadLetterSerializer("letters", 1 << 20)
        .serialize(new Rejected(Reason.UNSUPPORTED, Stage.DECODE, "why", origin), null, 0L);
  }

  private static Origin origin(ConsumerRecord<byte[], byte[]> record) {
    List<Origin> taken = new ArrayList<>();
    new OriginDeserializer(false).deserialize(record, new ListCollector<>(taken));
    return taken.get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
