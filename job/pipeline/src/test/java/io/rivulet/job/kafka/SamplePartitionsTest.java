package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.kafka.Finding.Severity;
import io.rivulet.testing.TestBroker;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Whether the samples of each model are in one partition. */
final class SamplePartitionsTest extends ClusterTest {

  @Test
  void all_noSamples_findsNothing() {
    create(configuration(), 2);

    assertThat(errors(all(10))).isEmpty();
  }

  @Test
  void all_eachModelInOnePartition_findsNothing() throws Exception {
    create(configuration(), 2);
    send(0, "pump-1", "pump-1", null);
    send(1, "pump-2", "pump-2");

    assertThat(all(10)).extracting(Finding::severity).containsExactly(Severity.NOTE);
  }

  @Test
  void all_modelsInTwoPartitions_areNamed() throws Exception {
    create(configuration(), 3);
    send(0, "pump-1", "pump-2", "bad id", "alone");
    send(1, "pump-1", "bad id");
    send(2, "pump-2", "pump-1");

    assertThat(errors(all(10)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo(prefix + "samples");
              assertThat(finding.message())
                  .startsWith("2 model(s) have samples in more than one partition")
                  .contains("pump-1 in partitions [0, 1, 2], pump-2 in partitions [0, 2];")
                  .contains("murmur2_random")
                  .doesNotContain("bad id");
            });
  }

  @Test
  void all_splitBeforeTheNewestRecords_isNotRead() throws Exception {
    create(configuration(), 2);
    send(0, "pump-1", "a", "b");
    send(1, "pump-1", "c", "d");

    assertThat(errors(all(2))).isEmpty();
    assertThat(errors(all(3))).hasSize(1);
  }

  @Test
  void all_onePartitionThatGrew_findsTheMovedModel() throws Exception {
    create(configuration(), 1);
    send(0, "pump-1");
    KafkaClients.await(
        admin.createPartitions(Map.of(prefix + "samples", NewPartitions.increaseTo(2))).all());
    TestBroker.await(() -> samplePartitions() == 2);
    send(1, "pump-1");

    assertThat(errors(all(10))).hasSize(1);
  }

  private List<Finding> all(int records) {
    return new ClusterChecks(configuration(), TIMEOUT)
        .all(CheckpointTimes.SUGGESTED, new NewestSamples(records, 0));
  }

  private int samplePartitions() {
    String samples = prefix + "samples";
    return KafkaClients.await(admin.describeTopics(List.of(samples)).allTopicNames())
        .get(samples)
        .partitions()
        .size();
  }

  private void send(int partition, String... models) throws Exception {
    var properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String model : models) {
        byte[] key = model == null ? null : model.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(prefix + "samples", partition, key, new byte[1])).get();
      }
    }
  }
}
