package io.rivulet.job;

import io.rivulet.record.Part;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.JsonBuffer;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.part.PartKey;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

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
    Part part = weights.part();
    byte[] key =
        new PartKey(weights.model(), part.number()).text().getBytes(StandardCharsets.UTF_8);
    byte[] value = weights.isTombstone() ? null : WeightRecordJson.write(weights, buffer());
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition(weights, context), key, value);
    Headers.add(record, "rivulet-incarnation", weights.incarnation());
    if (weights.isTombstone()) {
      return record;
    }
    Headers.add(record, "rivulet-version", weights.version());
    Headers.add(record, "rivulet-learner", weights.learner());
    Headers.add(record, "rivulet-bias", weights.axes().bias());
    if (!part.isWhole()) {
      Headers.add(record, "rivulet-part", part.number() + "/" + part.of());
    }
    Headers.add(record, "content-type", "application/json");
    return record;
  }

  /** All parts are where Kafka's default puts the key of the first, so that their order is kept. */
  private Integer partition(WeightRecord weights, KafkaSinkContext context) {
    return weights.part().isWhole()
        ? null
        : Utils.toPositive(Utils.murmur2(weights.model().getBytes(StandardCharsets.UTF_8)))
            % context.getPartitionsForTopic(topic).length;
  }

  private JsonBuffer buffer() {
    if (json == null) {
      json = new JsonBuffer();
    }
    return json;
  }
}
