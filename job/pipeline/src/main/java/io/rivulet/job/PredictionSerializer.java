package io.rivulet.job;

import io.rivulet.record.Prediction;
import io.rivulet.wire.PredictionJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Predictions as JSON under their model id. */
record PredictionSerializer(String topic) implements KafkaRecordSerializationSchema<Prediction> {

  private static final long serialVersionUID = 1L;

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Prediction prediction, KafkaSinkContext context, Long timestamp) {
    byte[] key = prediction.model().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, key, PredictionJson.write(prediction));
  }
}
