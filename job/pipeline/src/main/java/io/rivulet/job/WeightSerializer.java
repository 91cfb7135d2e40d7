package io.rivulet.job;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.JsonBuffer;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Weight records as JSON under their model id, with headers that spare a reader the parsing. The
 * record of a model that is gone has no value, and tells the incarnation that ended.
 */
final class WeightSerializer implements KafkaRecordSerializationSchema<WeightRecord> {

  private static final long serialVersionUID = 2L;

  private final String topic;
  private transient JsonBuffer json;

  WeightSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      WeightRecord weights, KafkaSinkContext context, Long timestamp) {
    byte[] key = weights.model().getBytes(StandardCharsets.UTF_8);
    byte[] value = weights.isTombstone() ? null : WeightRecordJson.write(weights, buffer());
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
    Headers.add(record, "rivulet-incarnation", weights.incarnation());
    if (weights.isTombstone()) {
      return record;
    }
    Headers.add(record, "rivulet-version", weights.version());
    Headers.add(record, "rivulet-learner", weights.learner());
    Headers.add(record, "rivulet-bias", weights.axes().bias());
    Headers.add(record, "content-type", "application/json");
    return record;
  }

  private JsonBuffer buffer() {
    if (json == null) {
      json = new JsonBuffer();
    }
    return json;
  }
}
