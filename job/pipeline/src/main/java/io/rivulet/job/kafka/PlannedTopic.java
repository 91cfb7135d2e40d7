package io.rivulet.job.kafka;

import io.rivulet.job.config.LimitSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as it should be.
 *
 * @param configs among them {@code cleanup.policy}
 * @param access what the job does with it, read or write
 */
public record PlannedTopic(
    String name,
    int partitions,
    short replication,
    Map<String, String> configs,
    AclOperation access) {

  /** What a topic accepts by Kafka's own default. */
  static final int DEFAULT_MESSAGE_BYTES = 1_048_588;

  public PlannedTopic {
    configs = Map.copyOf(configs);
  }

  public String cleanupPolicy() {
    return configs.get(TopicConfig.CLEANUP_POLICY_CONFIG);
  }

  /** The same topic, with room for the largest records where they may exceed Kafka's default. */
  PlannedTopic accepting(LimitSettings limits) {
    if (!limits.exceedsDefaults()) {
      return this;
    }
    Map<String, String> larger = new HashMap<>(configs);
    larger.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(limits.messageBytes()));
    return new PlannedTopic(name, partitions, replication, larger, access);
  }

  /** The least {@code max.message.bytes}. */
  String messageBytes() {
    return configs.getOrDefault(
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEFAULT_MESSAGE_BYTES));
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, partitions, replication).configs(configs);
  }
}
