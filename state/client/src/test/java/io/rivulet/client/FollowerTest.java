package io.rivulet.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The thread behind {@link Models}: it survives what a topic holds, and reads each record once. */
final class FollowerTest extends ClientTest {

  private static final long NONE = WeightRecord.NONE;

  /**
   * A topic that is not compacted, or a program that writes to another topic, lets them through.
   */
  @Test
  void follow_recordsWithoutKey_areSkipped() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.send(to(partition, null, record("stranger"))).get();
        producer.send(to(partition, "m" + partition, record("m" + partition))).get();
      }
      try (Models models = Models.follow(client(), options())) {
        models.ready(PATIENCE);
        assertThat(models.ids()).containsExactly("m0", "m1", "m2");

        producer.send(to(0, null, null)).get();
        producer.send(to(0, "later", record("later"))).get();
        await(() -> models.find("later").isPresent());

        assertThat(models.ids()).containsExactly("later", "m0", "m1", "m2");
        assertThat(models.broken()).isEmpty();
        assertThat(models.failure()).isEmpty();
      }
    }
  }

  @Test
  void follow_topicThatWasRead_isNotReadAgain() {
    publish(
        Weights.record("a", 1, 1, NONE, 0.5),
        Weights.record("b", 1, 1, NONE, 0.5),
        Weights.record("c", 1, 1, NONE, 0.5));
    publish("c", null);
    Queue<ModelUpdate> updates = new ConcurrentLinkedQueue<>();
    try (Models models = Models.follow(client(), options())) {
      models.ready(PATIENCE);
      models.onUpdate(updates::add);

      awaitNextEnd(models);
      publish(Weights.record("a", 1, 2, 1, 0.25));
      await(() -> models.find("a").orElseThrow().version() == 2);
      awaitNextEnd(models);

      assertThat(updates).extracting(ModelUpdate::id).containsExactly("a");
    }
  }

  @Test
  void follow_partitionsThatWereAdded_areReadAndTheOthersNotAgain() throws Exception {
    publish(
        Weights.record("a", 1, 1, NONE, 0.5),
        Weights.record("b", 1, 1, NONE, 0.5),
        Weights.record("c", 1, 1, NONE, 0.5));
    Map<String, String> curious = new TreeMap<>(client());
    curious.put("metadata.max.age.ms", "200");
    Queue<ModelUpdate> updates = new ConcurrentLinkedQueue<>();
    try (Models models = Models.follow(curious, options());
        Admin admin = Admin.create(Map.copyOf(client()));
        KafkaProducer<byte[], byte[]> producer = producer(Map.of("metadata.max.age.ms", "200"))) {
      models.ready(PATIENCE);
      models.onUpdate(updates::add);
      admin
          .createPartitions(Map.of(prefix() + "weights", NewPartitions.increaseTo(PARTITIONS + 1)))
          .all()
          .get();
      await(() -> producer.partitionsFor(prefix() + "weights").size() > PARTITIONS);
      producer.send(to(PARTITIONS, "m", record("m"))).get();

      await(() -> models.find("m").isPresent());
      awaitNextEnd(models);

      assertThat(updates).extracting(ModelUpdate::id).isEqualTo(List.of("m"));
    }
  }

  /**
   * Waits until the follower has asked once more where the topic ends, and has read up to there.
   */
  private static void awaitNextEnd(Models models) {
    long start = System.nanoTime();
    await(
        () -> {
          long before = System.nanoTime();
          return models.staleness().toNanos() < before - start;
        });
  }

  private ProducerRecord<byte[], byte[]> to(int partition, String key, byte[] value) {
    byte[] id = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(prefix() + "weights", partition, id, value);
  }

  private static byte[] record(String model) {
    return Weights.json(Weights.record(model, 1, 1, NONE, 0.5));
  }
}
