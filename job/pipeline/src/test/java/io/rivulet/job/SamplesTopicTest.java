package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class SamplesTopicTest {

  private static final Set<TopicPartition> PARTITIONS = Set.of(new TopicPartition("samples", 1));

  @Test
  void subscribedPartitions_afterTheWayToTheCluster_areThoseOfTheTopic() throws Exception {
    KafkaSubscriber topic =
        new SamplesTopic(KafkaSubscriber.getPartitionSetSubscriber(PARTITIONS), "job r reads s");

    SamplesTopic there =
        InstantiationUtil.deserializeObject(
            InstantiationUtil.serializeObject(topic), getClass().getClassLoader());

    assertThat(InstantiationUtil.isSerializable(there)).isTrue();
  }

  /** A client of a later version that needs other classes must show. */
  @Test
  void neededAtTheEnd_isAClassOfTheClient() throws Exception {
    assertThat(Class.forName(SamplesTopic.NEEDED_AT_THE_END).isEnum()).isTrue();
  }
}
