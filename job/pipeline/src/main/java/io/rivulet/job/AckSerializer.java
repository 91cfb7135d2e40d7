package io.rivulet.job;

import io.rivulet.control.Ack;
import io.rivulet.wire.control.AckJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Acknowledgements as JSON under their model id. */
record AckSerializer(String topic) implements KafkaRecordSerializationSchema<Ack> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Ack ack, KafkaSinkContext context, Long timestamp) {
    byte[] key = ack.model().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, AckJson.write(ack));
  }
}
