package io.rivulet.job.lease;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.testing.OneBroker;
import io.rivulet.testing.TestBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The greatest incarnation in a topic of weights, on a real broker. */
@ExtendWith(OneBroker.class)
class WeightsTopicTest {

  private static final byte[] KEY = "pump-7".getBytes(UTF_8);

  private final JobConfiguration configuration;
  private final String servers;

  WeightsTopicTest(TestBroker broker) {
    this.servers = broker.bootstrapServers();
    this.configuration = JobConfiguration.read("--kafka.bootstrap.servers", servers);
  }

  @Test
  void greatestIncarnation_ofATombstone_counts() throws Exception {
    write(record("deleted", "{}", 2), record("deleted", null, 5));

    assertThat(topic("deleted").greatestIncarnation()).isEqualTo(5);
    assertThat(topic("deleted").any()).isTrue();
  }

  @Test
  void greatestIncarnation_ofATombstoneWithoutIncarnation_isThatOfTheOthers() throws Exception {
    write(record("evicted", "{}", 2), new ProducerRecord<>("evicted", KEY, null));

    assertThat(topic("evicted").greatestIncarnation()).isEqualTo(2);
  }

  private WeightsTopic topic(String name) {
    return new WeightsTopic(configuration.kafka(), name, () -> {});
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, String value, int incarnation) {
    var record = new ProducerRecord<>(topic, KEY, value == null ? null : value.getBytes(UTF_8));
    record.headers().add("rivulet-incarnation", String.valueOf(incarnation).getBytes(UTF_8));
    return record;
  }

  @SafeVarargs
  private void write(ProducerRecord<byte[], byte[]>... records) throws Exception {
    try (Admin admin = KafkaClients.admin(configuration.kafka(), Duration.ofSeconds(15))) {
      admin.createTopics(List.of(new NewTopic(records[0].topic(), 2, (short) 1))).all().get();
    }
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get();
      }
    }
  }
}
