package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.TopicAdmin.TopicOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Topics as the plan has them. */
final class TopicAdminTest extends ClusterTest {

  private static final int PARTITIONS = 8;

  @Test
  void create_twice_createsOnceAndReportsBoth() {
    List<TopicOutcome> first = create(configuration(), 2);
    List<TopicOutcome> second = create(configuration(), 2);

    assertThat(first).hasSize(8).allMatch(TopicOutcome::created);
    assertThat(second).hasSize(8).noneMatch(TopicOutcome::created);
    assertThat(first.get(0).topic()).isEqualTo(prefix + "samples");
  }

  @Test
  void create_afterOneWasMade_createsTheOthers() {
    KafkaClients.await(admin.createTopics(planned(1).subList(1, 2)).all());

    List<TopicOutcome> outcomes = create(configuration(), 1);

    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.created())
        .containsExactly(new TopicOutcome(prefix + "weights", false));
  }

  /** Without the wait, the first batches of some topic among ten were refused for ever. */
  @Test
  void create_newTopics_takeEveryRecordOfAProducerThatComesAtOnce() throws Exception {
    for (int round = 0; round < 20; round++) {
      prefix = "taken-" + round + ".";
      create(configuration(), PARTITIONS);

      assertThat(firstRecords(prefix + "samples")).as(prefix).doesNotContain(-1L).hasSize(2_000);
    }
  }

  /** The offsets of records that leave in many small batches, -1 for one that expired. */
  private static List<Long> firstRecords(String topic) throws Exception {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.BATCH_SIZE_CONFIG,
                1_000),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 2_000; i++) {
        sent.add(producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, new byte[100])));
      }
    }
    List<Long> offsets = new ArrayList<>();
    for (Future<RecordMetadata> record : sent) {
      offsets.add(offset(record));
    }
    return offsets;
  }

  private static long offset(Future<RecordMetadata> record) throws InterruptedException {
    try {
      return record.get().offset();
    } catch (ExecutionException expired) {
      return -1;
    }
  }

  @Test
  void create_moreReplicasThanBrokers_saysSo() {
    JobConfiguration configuration = configuration();
    TopicPlan plan = TopicPlan.of(configuration.topics(), configuration.limits(), 1, 3);

    assertThatThrownBy(() -> TopicAdmin.create(configuration.kafka(), plan, TIMEOUT))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining("fewer brokers than replicas");
  }

  @Test
  void create_nobodyThere_namesTheAddress() throws IOException {
    JobConfiguration nowhere = nowhere();
    TopicPlan plan = TopicPlan.of(nowhere.topics(), nowhere.limits(), 1, 1);

    assertThatThrownBy(() -> TopicAdmin.create(nowhere.kafka(), plan, Duration.ofMillis(500)))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining(nowhere.kafka().bootstrapServers())
        .hasMessageContaining("within 500ms");
  }
}
