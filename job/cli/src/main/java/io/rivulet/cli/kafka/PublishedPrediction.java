package io.rivulet.cli.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the predictions topic.
 *
 * @param model the model's id
 * @param json the prediction as it was published; not copied
 * @param position {@code topic partition:offset}, for messages
 */
record PublishedPrediction(String model, byte[] json, String position) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Null for a record without a key, which the job never writes. */
  static PublishedPrediction of(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null
        ? null
        : new PublishedPrediction(
            new String(record.key(), StandardCharsets.UTF_8),
            record.value(),
            record.topic() + " " + record.partition() + ":" + record.offset());
  }

  /**
   * Its fields, parsed anew by each call.
   *
   * @throws Failure when it is no JSON object
   */
  JsonNode fields() {
    try {
      JsonNode fields = json == null ? null : MAPPER.readTree(json);
      if (fields != null && fields.isObject()) {
        return fields;
      }
    } catch (IOException e) {
      throw Failure.failed(broken(), e);
    }
    throw Failure.failed(broken());
  }

  private String broken() {
    return "the record at "
        + position
        + " is no prediction, a JSON object; another program wrote it";
  }
}
