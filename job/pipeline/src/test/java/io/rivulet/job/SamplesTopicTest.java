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
  void topic_onTheWayToTheCluster_isSerializable() throws Exception {
    KafkaSubscriber topic =
        new SamplesTopic(KafkaSubscriber.getPartitionSetSubscriber(PARTITIONS), "job r reads s");

    Object there =
        InstantiationUtil.deserializeObject(
            InstantiationUtil.serializeObject(topic), getClass().getClassLoader());

    assertThat(there).isInstanceOf(SamplesTopic.class);
  }

  /** A client of a later version that needs other classes must show. */
  @Test
  void neededAtTheEnd_isAClassOfTheClient() throws Exception {
    assertThat(Class.forName(SamplesTopic.NEEDED_AT_THE_END).isEnum()).isTrue();
  }
}
