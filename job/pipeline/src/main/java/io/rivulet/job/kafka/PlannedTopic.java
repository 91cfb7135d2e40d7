package io.rivulet.job.kafka;

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

  public PlannedTopic {
    configs = Map.copyOf(configs);
  }

  public String cleanupPolicy() {
    return configs.get(TopicConfig.CLEANUP_POLICY_CONFIG);
  }

  NewTopic toNewTopic() {
    return new NewTopic(name, partitions, replication).configs(configs);
  }
}
