package io.rivulet.job;

import io.rivulet.record.Prediction;
import io.rivulet.wire.JsonBuffer;
import io.rivulet.wire.PredictionJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Predictions as JSON under their model id. */
final class PredictionSerializer implements KafkaRecordSerializationSchema<Prediction> {

  private static final long serialVersionUID = 2L;

  private final String topic;
  private transient JsonBuffer json;

  PredictionSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Prediction prediction, KafkaSinkContext context, Long timestamp) {
    byte[] key = prediction.model().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, PredictionJson.write(prediction, buffer()));
  }

  private JsonBuffer buffer() {
    if (json == null) {
      json = new JsonBuffer();
    }
    return json;
  }
}
