package io.rivulet.job;

import io.rivulet.record.Origin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

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
            record.value()));
  }

  @Override
  public TypeInformation<Origin> getProducedType() {
    return TypeInformation.of(Origin.class);
  }
}
