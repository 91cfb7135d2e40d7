package io.rivulet.job.lease;

import io.rivulet.job.kafka.KafkaClients;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic of commands.
 *
 * @param name of the topic
 */
record ControlTopic(String name) {

  /** The offset after the last record of each partition, by the number of the partition. */
  List<Long> ends(Admin admin) {
    List<TopicPartition> partitions =
        KafkaClients.await(admin.describeTopics(List.of(name)).allTopicNames())
            .get(name)
            .partitions()
            .stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        KafkaClients.await(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(
                            Collectors.toMap(Function.identity(), each -> OffsetSpec.latest())))
                .all());
    return partitions.stream().map(partition -> ends.get(partition).offset()).toList();
  }
}
