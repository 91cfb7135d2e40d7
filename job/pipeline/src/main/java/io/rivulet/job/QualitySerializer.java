package io.rivulet.job;

import io.rivulet.quality.QualityRecord;
import io.rivulet.wire.control.QualityJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Figures of quality as JSON under their model id. */
record QualitySerializer(String topic) implements KafkaRecordSerializationSchema<QualityRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      QualityRecord quality, KafkaSinkContext context, Long timestamp) {
    byte[] key = quality.model().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, QualityJson.write(quality));
  }
}
