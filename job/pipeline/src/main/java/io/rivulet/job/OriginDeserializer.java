package io.rivulet.job;

import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import io.rivulet.record.SampleHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Takes a record as it is, with its position. It never fails: decoding comes later.
 *
 * @param raw whether values are numbers only, so that headers have the other fields
 */
record OriginDeserializer(boolean raw) implements KafkaRecordDeserializationSchema<Origin> {

  private static final long serialVersionUID = 2L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Origin> out) {
    out.collect(
        new Origin(
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            header(record, Origin.SCHEMA_HEADER),
            Origin.replayed(header(record, Origin.REPLAYED_HEADER)),
            raw ? headers(record.headers()) : null));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    byte[] value = bytes(record.headers(), name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }

  private static SampleHeaders headers(Headers headers) {
    return headers.iterator().hasNext()
        ? SampleHeaders.of(name -> bytes(headers, name))
        : SampleHeaders.NONE;
  }

  @Override
  public TypeInformation<Origin> getProducedType() {
    return RecordTypes.ORIGIN;
  }
}
