package io.rivulet.client;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;

/** Weight records of one weight, which says where they come from. */
final class Weights {

  private Weights() {}

  /** A sound record of a model without bias. */
  static WeightRecord record(
      String model, long incarnation, long version, long previous, double weight) {
    return record(model, "sgd", incarnation, version, previous, weight);
  }

  static WeightRecord record(
      String model,
      String learner,
      long incarnation,
      long version,
      long previous,
      double... weights) {
    return new WeightRecord(
        model,
        learner,
        incarnation,
        version,
        version,
        previous,
        weights.length,
        1,
        weights,
        null,
        Sample.NO_TIME,
        "9f2c61d0a4b7e853");
  }

  static byte[] json(WeightRecord record) {
    return WeightRecordJson.write(record);
  }

  /** The record with a checksum of other weights. */
  static byte[] corrupted(WeightRecord record) {
    String json = new String(json(record), StandardCharsets.UTF_8);
    String sum = WeightRecordJson.checksum(record.rows(), record.columns(), record.w());
    String other = sum.startsWith("0") ? "1" + sum.substring(1) : "0" + sum.substring(1);
    return json.replace(sum, other).getBytes(StandardCharsets.UTF_8);
  }

  static PublishedWeights published(WeightRecord record) {
    return new PublishedWeights(record.model(), json(record), "weights 0:0", true);
  }

  static PublishedWeights tombstone(String model) {
    return new PublishedWeights(model, null, "weights 0:0", false);
  }
}
