package io.rivulet.job;

import io.rivulet.record.Origin;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Stage;
import java.util.Arrays;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rejected records under their original key, with their original bytes; the reason and the origin
 * are in the headers. Only a value that was too large is cut, and a command whose state would not
 * fit into this topic.
 *
 * @param recordBytes the longest value of a command that is kept whole
 */
record DeadLetterSerializer(String topic, int recordBytes)
    implements KafkaRecordSerializationSchema<Rejected> {

  private static final long serialVersionUID = 1L;

  private static final int CUT_BYTES = 64 << 10;
  private static final int HEADER_BYTES = 1 << 10;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Rejected rejected, KafkaSinkContext context, Long timestamp) {
    Origin origin = rejected.origin();
    boolean cut = isCut(rejected);
    byte[] value = cut ? Arrays.copyOf(origin.value(), CUT_BYTES) : origin.value();
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, origin.key(), value);
    Headers.add(record, "rivulet-reason", rejected.reason());
    Headers.add(record, "rivulet-message", rejected.message());
    Headers.add(record, "rivulet-stage", rejected.stage().label());
    Headers.add(record, "rivulet-topic", origin.topic());
    Headers.add(record, "rivulet-partition", origin.partition());
    Headers.add(record, "rivulet-offset", origin.offset());
    Headers.add(record, "rivulet-timestamp", origin.timestamp());
    if (origin.schema() != null) {
      Headers.add(record, Origin.SCHEMA_HEADER, origin.schema());
    }
    if (origin.replayed() > 0) {
      Headers.add(record, Origin.REPLAYED_HEADER, origin.replayed());
    }
    if (origin.headers() != null) {
      origin.headers().forEach((name, header) -> record.headers().add(name, cut(header)));
    }
    if (cut) {
      Headers.add(record, "rivulet-length", origin.value().length);
    }
    return record;
  }

  /**
   * A raw sample keeps its headers, so that it can be sent again as it was; one that is far longer
   * than any that is taken is cut, so that the letter fits into its topic.
   */
  private static byte[] cut(byte[] header) {
    return header.length > HEADER_BYTES ? Arrays.copyOf(header, HEADER_BYTES) : header;
  }

  private boolean isCut(Rejected rejected) {
    byte[] value = rejected.origin().value();
    if (value == null || value.length <= CUT_BYTES) {
      return false;
    }
    return rejected.reason() == Reason.TOO_LARGE
        || (rejected.stage() == Stage.CONTROL && value.length > recordBytes);
  }
}
