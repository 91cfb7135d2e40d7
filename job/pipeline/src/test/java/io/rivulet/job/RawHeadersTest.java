package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.SampleHeaders;
import io.rivulet.record.Stage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The headers of raw numbers come in with a record and go out with its refusal, byte for byte. */
class RawHeadersTest {

  private static final byte[] KEY = {1, 2};
  private static final byte[] VALUE = {3, 4};
  private static final byte[] ODD = {(byte) 0xff, 0};

  @Test
  void deserialize_rawRecord_takesItsHeaders() {
    ConsumerRecord<byte[], byte[]> record = record();

    SampleHeaders headers = origin(true, record).headers();

    assertThat(headers.id()).isEqualTo(ODD);
    assertThat(headers.op()).isEqualTo(bytes("learn"));
    assertThat(headers.ts()).isNull();
    assertThat(headers.weight()).isEqualTo(bytes("2"));
    assertThat(origin(true, record).replayed()).isEqualTo(3);
  }

  @Test
  void deserialize_rawRecordWithoutHeaders_isRawAllTheSame() {
    ConsumerRecord<byte[], byte[]> bare = new ConsumerRecord<>("samples", 0, 0, KEY, VALUE);

    assertThat(origin(true, bare).headers()).isEqualTo(SampleHeaders.NONE);
    assertThat(origin(false, bare).headers()).isNull();
    assertThat(origin(false, record()).headers()).isNull();
  }

  @Test
  void serialize_refusalOfARawRecord_carriesItsHeadersOn() {
    Rejected rejected =
        new Rejected(Reason.DIMENSION, Stage.VALIDATE, "why", origin(true, record()));

    ProducerRecord<byte[], byte[]> letter =
        new DeadLetterSerializer("letters", 1 << 20).serialize(rejected, null, 0L);

    assertThat(letter.value()).isEqualTo(VALUE);
    assertThat(letter.headers().lastHeader("rivulet-id").value()).isEqualTo(ODD);
    assertThat(letter.headers().lastHeader("rivulet-op").value()).isEqualTo(bytes("learn"));
    assertThat(letter.headers().lastHeader("rivulet-weight").value()).isEqualTo(bytes("2"));
    assertThat(letter.headers().lastHeader("rivulet-ts")).isNull();
    assertThat(letter.headers().lastHeader("other")).isNull();
    assertThat(letter.headers().lastHeader("rivulet-replayed").value()).isEqualTo(bytes("3"));
  }

  @Test
  void serialize_refusalWithAHugeHeader_cutsIt() {
    SampleHeaders huge = new SampleHeaders(new byte[1025], new byte[1024], null, null);
    Origin origin = new Origin("samples", 3, 17, 0, KEY, VALUE, null, 0, huge);
    Rejected rejected = new Rejected(Reason.MALFORMED, Stage.VALIDATE, "why", origin);

    ProducerRecord<byte[], byte[]> letter =
        new DeadLetterSerializer("letters", 1 << 20).serialize(rejected, null, 0L);

    assertThat(letter.headers().lastHeader("rivulet-id").value()).hasSize(1024);
    assertThat(letter.headers().lastHeader("rivulet-op").value()).hasSize(1024);
  }

  private static ConsumerRecord<byte[], byte[]> record() {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("samples", 3, 17, KEY, VALUE);
    record.headers().add("rivulet-id", bytes("an earlier one"));
    record.headers().add("rivulet-id", ODD);
    record.headers().add("rivulet-op", bytes("learn"));
    record.headers().add("rivulet-ts", null);
    record.headers().add("rivulet-weight", bytes("2"));
    record.headers().add("rivulet-replayed", bytes("3"));
    record.headers().add("other", bytes("5"));
    return record;
  }

  private static Origin origin(boolean raw, ConsumerRecord<byte[], byte[]> record) {
    List<Origin> taken = new ArrayList<>();
    new OriginDeserializer(raw).deserialize(record, new ListCollector<>(taken));
    return taken.get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
