package io.rivulet.client.topic;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last records of a model in a topic that is not compacted, such as acknowledgements. */
public final class LastRecords {

  private LastRecords() {}

  /**
   * The last records under the key of a model, in the order in which they were published; empty
   * when none is kept. The search reads backwards from the end of the partition in which the job
   * publishes them, in ever longer stretches, and ends after the first that holds one. The other
   * partitions are searched when there is none in it.
   */
  public static List<ConsumerRecord<byte[], byte[]>> of(
      ClusterAccess access, String topic, String model) {
    try (TopicReader reader = TopicReader.ofAll(access, topic)) {
      return new LastStretches(reader, 0)
          .find(
              count -> WeightTopicReader.partition(model, count),
              record -> record.value() != null && WeightTopicReader.isOf(model, record));
    }
  }
}
