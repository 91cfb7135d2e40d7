package io.rivulet.job;

import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.subscriber.KafkaSubscriber;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one topic that the job reads. Flink asks for its partitions where it coordinates the source,
 * on the JobManager, with the classes of the job.
 */
final class SamplesTopic implements KafkaSubscriber {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SamplesTopic.class);

  /**
   * What a Kafka client needs for its end alone. Flink closes the class loader of a job that ended
   * while the source's client is still closing, which then logged a NoClassDefFoundError.
   */
  static final String NEEDED_AT_THE_END = "org.apache.kafka.common.network.Selector$CloseMode";

  private final KafkaSubscriber topic;
  private final String description;
  private transient boolean told;

  /**
   * @param description of what the job reads and writes, logged at its start
   */
  SamplesTopic(KafkaSubscriber topic, String description) {
    this.topic = topic;
    this.description = description;
  }

  @Override
  public Set<TopicPartition> getSubscribedTopicPartitions(AdminClient client) {
    load(NEEDED_AT_THE_END);
    Set<TopicPartition> partitions = topic.getSubscribedTopicPartitions(client);
    if (!told) {
      told = true;
      LOG.info("{}; the samples topic has {} partition(s)", description, partitions.size());
    }
    return partitions;
  }

  private static void load(String name) {
    try {
      Class.forName(name, true, SamplesTopic.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      LOG.debug("this version of the Kafka client has no {}", name);
    }
  }
}
