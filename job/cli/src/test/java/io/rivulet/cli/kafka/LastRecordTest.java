package io.rivulet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** {@code weights get} and {@code predictions get} on topics longer than what they read first. */
final class LastRecordTest extends KafkaCommandTest {

  private static final int PARTITIONS = 3;

  @Test
  void weightsGet_lastLiesFarBeforeTheEnd_isFound() throws Exception {
    createTopics(1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(weights(0, "m", 1)).get();
      producer.send(weights(0, "m", 2)).get();
      fill(producer, "weights", 3000);
    }

    assertThat(run("weights", "get", "m").out()).contains("version   2 of incarnation 1");
  }

  @Test
  void weightsGet_deletedFarBeforeTheEnd_fails() throws Exception {
    createTopics(1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(weights(0, "m", 1)).get();
      fill(producer, "weights", 1500);
      producer.send(new ProducerRecord<>(prefix() + "weights", 0, bytes("m"), null)).get();
      fill(producer, "weights", 300);
    }

    Run run = run("weights", "get", "m");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no weights of model 'm'");
  }

  /** 300 records back is past the first stretch of 200, and within the one after it. */
  @Test
  void weightsGet_lastRepeatsAnOlderVersion_showsTheHighestOfTheStretchBefore() throws Exception {
    createTopics(1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(weights(0, "m", 9)).get();
      fill(producer, "weights", 300);
      producer.send(weights(0, "m", 5)).get();
    }

    assertThat(run("weights", "get", "m").out()).contains("version   9 of incarnation 1");
  }

  @Test
  void weightsGet_fromBeginning_comparesEveryRecord() throws Exception {
    createTopics(1);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(weights(0, "m", 9)).get();
      fill(producer, "weights", 3000);
      producer.send(weights(0, "m", 5)).get();
    }

    assertThat(run("weights", "get", "m").out()).contains("version   5 of");
    assertThat(run("weights", "get", "m", "--from-beginning").out()).contains("version   9 of");
  }

  @Test
  void weightsGet_recordInAnotherPartition_isFound() throws Exception {
    createTopics(PARTITIONS);
    int usual = WeightTopicReader.partition("m", PARTITIONS);
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(weights((usual + 1) % PARTITIONS, "m", 7)).get();
      producer.send(weights(usual, "other", 1)).get();
    }
    Run elsewhere = run("weights", "get", "m");
    send(weights(usual, "m", 3));
    Run whereTheJobPutsIt = run("weights", "get", "m");

    assertThat(elsewhere.out()).contains("version   7 of");
    assertThat(whereTheJobPutsIt.out()).contains("version   3 of");
  }

  @Test
  void predictionsGet_recordsInOtherPartitions_showsTheLatest() throws Exception {
    createTopics(PARTITIONS);
    int usual = WeightTopicReader.partition("m", PARTITIONS);
    send(prediction((usual + 1) % PARTITIONS, 2_000L, 8));
    send(prediction((usual + 2) % PARTITIONS, 1_000L, 9));
    Run elsewhere = run("predictions", "get", "m");
    send(prediction(usual, 500L, 3));
    Run whereTheJobPutsIt = run("predictions", "get", "m");

    assertThat(elsewhere.out()).contains("version     8 of");
    assertThat(whereTheJobPutsIt.out()).contains("version     3 of");
  }

  private void fill(KafkaProducer<byte[], byte[]> producer, String topic, int records)
      throws Exception {
    Future<?> last = null;
    for (int i = 0; i < records; i++) {
      last = producer.send(new ProducerRecord<>(prefix() + topic, 0, bytes("other"), bytes("{}")));
    }
    last.get();
  }

  private ProducerRecord<byte[], byte[]> prediction(int partition, long timestamp, long version) {
    String json = "{\"model\":\"m\",\"y\":0.5,\"incarnation\":2,\"version\":" + version + "}";
    return new ProducerRecord<>(
        prefix() + "predictions", partition, timestamp, bytes("m"), bytes(json));
  }

  private ProducerRecord<byte[], byte[]> weights(int partition, String model, long version) {
    var record =
        new WeightRecord(
            model,
            "sgd",
            1,
            version,
            version,
            WeightRecord.NONE,
            1,
            1,
            new double[] {0.5},
            null,
            Sample.NO_TIME,
            "9f2c");
    return new ProducerRecord<>(
        prefix() + "weights", partition, bytes(model), WeightRecordJson.write(record));
  }
}
