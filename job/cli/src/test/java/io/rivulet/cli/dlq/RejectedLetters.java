package io.rivulet.cli.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Dead letters as the job writes them. The job's own class needs Flink, which the command line does
 * not have.
 */
record RejectedLetters(String topic) {

  private static final int CUT_BYTES = 64 << 10;

  ProducerRecord<byte[], byte[]> of(Reason reason, Origin origin) {
    boolean cut = reason == Reason.TOO_LARGE && origin.value().length > CUT_BYTES;
    byte[] value = cut ? Arrays.copyOf(origin.value(), CUT_BYTES) : origin.value();
    ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, origin.key(), value);
    add(letter, "reason", reason);
    add(letter, "message", "why");
    add(letter, "stage", "decode");
    add(letter, "topic", origin.topic());
    add(letter, "partition", origin.partition());
    add(letter, "offset", origin.offset());
    add(letter, "timestamp", origin.timestamp());
    if (origin.schema() != null) {
      add(letter, "schema", origin.schema());
    }
    if (origin.replayed() > 0) {
      add(letter, "replayed", origin.replayed());
    }
    if (cut) {
      add(letter, "length", origin.value().length);
    }
    return letter;
  }

  /** Of a record that was read from Kafka. */
  ProducerRecord<byte[], byte[]> of(Reason reason, ConsumerRecord<byte[], byte[]> record) {
    Header replayed = record.headers().lastHeader(Origin.REPLAYED_HEADER);
    int count = replayed == null ? 0 : Origin.replayed(new String(replayed.value(), UTF_8));
    return of(
        reason,
        new Origin(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            null,
            count));
  }

  private static void add(ProducerRecord<byte[], byte[]> letter, String name, Object value) {
    letter.headers().add("rivulet-" + name, String.valueOf(value).getBytes(UTF_8));
  }
}
