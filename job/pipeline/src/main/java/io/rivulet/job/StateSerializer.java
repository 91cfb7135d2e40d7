package io.rivulet.job;

import io.rivulet.control.ExportedState;
import io.rivulet.wire.control.ExportedStateJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Exported states as JSON under their model id. The record of a model that is gone has no value.
 */
record StateSerializer(String topic) implements KafkaRecordSerializationSchema<ExportedState> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      ExportedState state, KafkaSinkContext context, Long timestamp) {
    byte[] key = state.model().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        topic, key, state.isTombstone() ? null : ExportedStateJson.write(state));
  }
}
