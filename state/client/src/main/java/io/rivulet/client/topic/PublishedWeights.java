package io.rivulet.client.topic;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A version of a model on the weights topic, whole, or the end of a model.
 *
 * @param model the model's id
 * @param json the weight record as it was published, its parts put together, or null when the model
 *     was deleted or evicted; not copied
 * @param position {@code topic partition:offset} of its last part, for messages
 * @param tellsBias whether its headers say if the last weight is a bias, which those of earlier
 *     builds do not
 */
public record PublishedWeights(String model, byte[] json, String position, boolean tellsBias) {

  /**
   * The content of a record of the topic.
   *
   * @param record a record with a key
   */
  public static PublishedWeights of(ConsumerRecord<byte[], byte[]> record) {
    return new PublishedWeights(
        new String(record.key(), StandardCharsets.UTF_8),
        record.value(),
        record.topic() + " " + record.partition() + ":" + record.offset(),
        record.headers().lastHeader("rivulet-bias") != null);
  }

  /** Another record of a model, that is published where this one is. */
  PublishedWeights of(String id, byte[] record) {
    return new PublishedWeights(id, record, position, tellsBias);
  }

  /** Whether it is a tombstone. */
  public boolean isDeletion() {
    return json == null;
  }

  /**
   * The weight record, parsed anew by each call.
   *
   * @throws TopicException when it is broken or does not match its checksum
   */
  public WeightRecord record() {
    try {
      return WeightRecordJson.read(json);
    } catch (IllegalArgumentException e) {
      throw new TopicException("model '" + model + "' at " + position + ": " + e.getMessage(), e);
    }
  }
}
