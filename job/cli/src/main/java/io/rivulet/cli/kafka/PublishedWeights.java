package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;

/**
 * A record of the weights topic.
 *
 * @param model the model's id
 * @param json the weight record as it was published, or null when the model was deleted or evicted;
 *     not copied
 * @param position {@code topic partition:offset}, for messages
 * @param tellsBias whether its headers say if the last weight is a bias, which those of builds
 *     before this one do not
 */
public record PublishedWeights(String model, byte[] json, String position, boolean tellsBias) {

  public boolean isDeletion() {
    return json == null;
  }

  /**
   * The weight record, parsed anew by each call.
   *
   * @throws Failure when it is broken, or not the one that its checksum was made of
   */
  public WeightRecord record() {
    try {
      return WeightRecordJson.read(json);
    } catch (IllegalArgumentException e) {
      throw Failure.failed("model '" + model + "' at " + position + ": " + e.getMessage(), e);
    }
  }
}
