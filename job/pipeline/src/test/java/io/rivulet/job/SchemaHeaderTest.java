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

/** The header with the schema version comes in with its record and goes out with a refusal. */
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

  private static Header header(String schema) {
    Origin origin = new Origin("samples", 0, 0, 0, KEY, VALUE, schema);
    ProducerRecord<byte[], byte[]> letter =
        new DeadLetterSerializer("letters", 1 << 20)
            .serialize(new Rejected(Reason.UNSUPPORTED, Stage.DECODE, "why", origin), null, 0L);
    return letter.headers().lastHeader("rivulet-schema");
  }

  private static Origin origin(ConsumerRecord<byte[], byte[]> record) {
    List<Origin> taken = new ArrayList<>();
    new OriginDeserializer().deserialize(record, new ListCollector<>(taken));
    return taken.get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
