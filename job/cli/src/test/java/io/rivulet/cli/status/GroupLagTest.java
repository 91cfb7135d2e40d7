package io.rivulet.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.kafka.KafkaCommandTest;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class GroupLagTest extends KafkaCommandTest {

  @Test
  void of_groupThatCommittedNothing_isUnknown() {
    assertThat(GroupLag.at(bootstrapServers()).of("nobody")).isEmpty();
  }

  @Test
  void of_group_isTheSumOverPartitions() throws Exception {
    createTopics(2);
    sendTo(0, 5);
    sendTo(1, 3);
    commit(Map.of(0, 2L, 1, 3L));

    assertThat(lag()).hasValue((5 - 2) + (3 - 3));
  }

  @Test
  void of_partitionWithoutAnOffset_countsWhole() throws Exception {
    createTopics(2);
    sendTo(0, 5);
    sendTo(1, 3);
    commit(Map.of(0, 5L));

    assertThat(lag()).hasValue(3);
  }

  @Test
  void of_recordsThatTheBrokerDeleted_doNotCount() throws Exception {
    createTopics(1);
    sendTo(0, 5);
    commit(Map.of(0, 1L));
    try (Admin admin = Admin.create(client())) {
      admin
          .deleteRecords(Map.of(new TopicPartition(samples(), 0), RecordsToDelete.beforeOffset(4)))
          .all()
          .get();
    }

    assertThat(lag()).hasValue(5 - 4);
  }

  /** As after {@code dlq replay}: the mark of its transaction takes an offset. */
  @Test
  void of_transactionThatEnded_countsNoMark() throws Exception {
    createTopics(3);
    sendTo(0, 5);
    inTransaction(0, true);
    inTransaction(1, false);
    inTransaction(2, true);
    commit(Map.of(0, 6L, 1, 0L, 2, 0L));

    assertThat(lag()).hasValue(2);
  }

  private void inTransaction(int partition, boolean committed) throws Exception {
    Properties properties = client();
    properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix() + partition);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(properties, bytes, bytes)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(samples(), partition, null, bytes("{}"))).get();
      if (committed) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }

  private OptionalLong lag() {
    return GroupLag.at(bootstrapServers()).of(prefix());
  }

  private String samples() {
    return prefix() + "samples";
  }

  private void sendTo(int partition, int records) throws Exception {
    for (int i = 0; i < records; i++) {
      send(new ProducerRecord<>(samples(), partition, null, bytes("{}")));
    }
  }

  private void commit(Map<Integer, Long> offsets) throws Exception {
    var committed = new HashMap<TopicPartition, OffsetAndMetadata>();
    offsets.forEach(
        (partition, offset) ->
            committed.put(new TopicPartition(samples(), partition), new OffsetAndMetadata(offset)));
    try (Admin admin = Admin.create(client())) {
      admin.alterConsumerGroupOffsets(prefix(), committed).all().get();
    }
  }
}
