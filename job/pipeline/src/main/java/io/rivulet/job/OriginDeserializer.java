package io.rivulet.job;

import io.rivulet.operator.type.RecordTypes;
import io.rivulet.record.Origin;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Takes a record as it is, with its position. It never fails: decoding comes later. */
final class OriginDeserializer implements KafkaRecordDeserializationSchema<Origin> {

  private static final long serialVersionUID = 1L;

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
            Origin.replayed(header(record, Origin.REPLAYED_HEADER))));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public TypeInformation<Origin> getProducedType() {
    return RecordTypes.ORIGIN;
  }
}
