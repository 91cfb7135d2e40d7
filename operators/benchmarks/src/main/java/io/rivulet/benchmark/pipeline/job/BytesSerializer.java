package io.rivulet.benchmark.pipeline.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Bytes as they are, under their key. */
final class BytesSerializer implements KafkaRecordSerializationSchema<Tuple2<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  private final String topic;

  BytesSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Tuple2<String, byte[]> record, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, record.f0.getBytes(StandardCharsets.UTF_8), record.f1);
  }
}
