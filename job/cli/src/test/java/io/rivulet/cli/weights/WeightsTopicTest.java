package io.rivulet.cli.weights;

import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Runs commands on a weights topic whose records it publishes itself. */
abstract class WeightsTopicTest extends KafkaCommandTest {

  final void publish(WeightRecord record) throws Exception {
    send(weights(record));
  }

  final ProducerRecord<byte[], byte[]> weights(WeightRecord record) {
    return new ProducerRecord<>(
        prefix() + "weights", bytes(record.model()), WeightRecordJson.write(record));
  }

  static String json(WeightRecord record) {
    return new String(WeightRecordJson.write(record), StandardCharsets.UTF_8);
  }

  /** A record of one weight, with as many samples as its version. */
  static WeightRecord record(String model, long incarnation, long version, double w) {
    return new WeightRecord(
        model,
        "sgd",
        incarnation,
        version,
        version,
        WeightRecord.NONE,
        1,
        1,
        new double[] {w},
        null,
        Sample.NO_TIME,
        "9f2c");
  }
}
