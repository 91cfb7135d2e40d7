package io.rivulet.cli.status;

import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.client.topic.ClusterAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** How far a consumer group is behind the ends of its topics, in records. */
public final class GroupLag {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ClusterAccess kafka;

  private GroupLag(ClusterAccess kafka) {
    this.kafka = kafka;
  }

  /** At a broker that wants no login. */
  public static GroupLag at(String bootstrapServers) {
    Properties client = new Properties();
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return new GroupLag(CommandAccess.with(client, TIMEOUT));
  }

  /**
   * Over every partition of the topics of which it has committed an offset; a partition without one
   * counts whole, and one in which only marks of transactions follow counts nothing. Empty when the
   * group has committed nothing, or the broker does not answer.
   */
  public OptionalLong of(String group) {
    try (Admin admin = Admin.create(kafka.bounded())) {
      Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, group);
      return committed.isEmpty() ? OptionalLong.empty() : behind(admin, committed);
    } catch (ExecutionException | KafkaException unanswered) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
  }

  private OptionalLong behind(Admin admin, Map<TopicPartition, OffsetAndMetadata> committed)
      throws ExecutionException, InterruptedException {
    Set<TopicPartition> partitions = partitions(admin, committed.keySet());
    Map<TopicPartition, Long> first = offsets(admin, partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> end = offsets(admin, partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      long start = Math.max(offset == null ? 0 : offset.offset(), first.get(partition));
      if (start < end.get(partition)) {
        next.put(partition, start);
      }
    }
    next.keySet().removeAll(RemainingRecords.none(kafka.bounded(), next, end));
    return OptionalLong.of(
        next.entrySet().stream().mapToLong(it -> end.get(it.getKey()) - it.getValue()).sum());
  }

  private static Set<TopicPartition> partitions(Admin admin, Set<TopicPartition> some)
      throws ExecutionException, InterruptedException {
    Set<String> topics = some.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    Set<TopicPartition> all = new HashSet<>();
    admin
        .describeTopics(topics)
        .allTopicNames()
        .get()
        .forEach(
            (topic, described) ->
                described
                    .partitions()
                    .forEach(each -> all.add(new TopicPartition(topic, each.partition()))));
    return all;
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> which)))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().offset()));
  }
}
