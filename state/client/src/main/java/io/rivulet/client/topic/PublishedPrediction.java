package io.rivulet.client.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the predictions topic.
 *
 * @param model the model's id
 * @param json the prediction as it was published; not copied
 * @param position {@code topic partition:offset}, for messages
 */
public record PublishedPrediction(String model, byte[] json, String position) {

  /** Null for a record without a key, which the job never writes. */
  static PublishedPrediction of(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null
        ? null
        : new PublishedPrediction(
            new String(record.key(), StandardCharsets.UTF_8),
            record.value(),
            record.topic() + " " + record.partition() + ":" + record.offset());
  }
}
