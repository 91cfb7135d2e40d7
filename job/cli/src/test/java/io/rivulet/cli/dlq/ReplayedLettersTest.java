package io.rivulet.cli.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.record.Origin;
import io.rivulet.testing.TestBroker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.header.Header;

/** Dead letters of inputs, and what a replay wrote of them. */
abstract class ReplayedLettersTest extends KafkaCommandTest {

  static ProducerRecord<byte[], byte[]> at(
      ProducerRecord<byte[], byte[]> letter, int partition, long time) {
    return new ProducerRecord<>(
        letter.topic(), partition, time, letter.key(), letter.value(), letter.headers());
  }

  final RejectedLetters letters() {
    return new RejectedLetters(prefix() + "dead-letter");
  }

  final Origin origin(String topic, long offset, byte[] key, byte[] value) {
    return new Origin(prefix() + topic, 0, offset, 3, key, value);
  }

  final List<String> values(String topic) {
    return records(topic).stream().map(each -> new String(each.value(), UTF_8)).toList();
  }

  /** All records of a topic, when the ends of all transactions are written. */
  final List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (Admin admin = Admin.create(client())) {
      TestBroker.await(
          () ->
              end(admin, topic, IsolationLevel.READ_COMMITTED)
                  == end(admin, topic, IsolationLevel.READ_UNCOMMITTED));
    }
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(CommandAccess.with(client()), prefix() + topic)) {
      reader.readToEnd(records::add, (done, total) -> {});
    }
    return records;
  }

  private long end(Admin admin, String topic, IsolationLevel level) {
    try {
      String name = prefix() + topic;
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      for (TopicPartitionInfo each :
          admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions()) {
        ends.put(new TopicPartition(name, each.partition()), OffsetSpec.latest());
      }
      return admin.listOffsets(ends, new ListOffsetsOptions(level)).all().get().values().stream()
          .mapToLong(ListOffsetsResult.ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), UTF_8);
  }
}
