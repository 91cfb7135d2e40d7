package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Checks that each topic exists, that the job may use it, and that its settings lose no record that
 * is needed.
 */
final class TopicCheck {

  private final Admin admin;
  private final TopicPlan plan;
  private final String samples;
  private final String weights;
  private int samplePartitions;

  TopicCheck(Admin admin, JobConfiguration configuration) {
    this.admin = admin;
    TopicPlan all = TopicPlan.of(configuration.topics(), configuration.limits(), 1, 1);
    this.plan =
        configuration.publish().predicts()
            ? all
            : all.without(configuration.topics().predictions());
    this.samples = configuration.topics().samples();
    this.weights = configuration.topics().weights();
  }

  List<Finding> findings() {
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin
            .describeTopics(
                plan.topics().stream().map(PlannedTopic::name).toList(),
                new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    List<Finding> findings = new ArrayList<>();
    for (PlannedTopic topic : plan.topics()) {
      findings.addAll(ofTopic(topic, answers.get(topic.name())));
    }
    return findings;
  }

  /** Partitions of the samples topic, 0 before {@link #findings} has found it. */
  int samplePartitions() {
    return samplePartitions;
  }

  /** Subtasks without a partition read nothing: known after {@link #findings}. */
  List<Finding> ofParallelism(int parallelism) {
    if (samplePartitions == 0 || parallelism <= samplePartitions) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            samples,
            "the topic has "
                + samplePartitions
                + " partition(s) and the job parallelism "
                + parallelism
                + ": "
                + (parallelism - samplePartitions)
                + " of its readers would have nothing to read; set parallelism.default to "
                + samplePartitions
                + ", or have more partitions before the first sample (a model stays in one)"));
  }

  private List<Finding> ofTopic(PlannedTopic topic, KafkaFuture<TopicDescription> answer) {
    try {
      TopicDescription description = KafkaClients.await(answer);
      if (topic.name().equals(samples)) {
        samplePartitions = description.partitions().size();
      }
      List<Finding> findings = new ArrayList<>(ofAccess(topic, description.authorizedOperations()));
      findings.addAll(ofConfigs(topic));
      return findings;
    } catch (UnknownTopicOrPartitionException e) {
      return List.of(
          Finding.error(
              topic.name(),
              "the topic does not exist; run 'rivulet topics create' before the job"));
    } catch (AuthorizationException e) {
      return List.of(denied(topic));
    }
  }

  /** Null for brokers that do not report it. */
  private static List<Finding> ofAccess(PlannedTopic topic, Set<AclOperation> allowed) {
    return allowed == null || allowed.contains(topic.access()) ? List.of() : List.of(denied(topic));
  }

  private static Finding denied(PlannedTopic topic) {
    return Finding.error(
        topic.name(),
        "this user may not "
            + (topic.access() == AclOperation.READ ? "read" : "write")
            + " the topic, or it does not exist; grant Describe and "
            + (topic.access() == AclOperation.READ ? "Read" : "Write"));
  }

  private List<Finding> ofConfigs(PlannedTopic topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    Config actual;
    try {
      actual = KafkaClients.await(admin.describeConfigs(List.of(resource)).values().get(resource));
    } catch (AuthorizationException e) {
      return List.of(
          Finding.warning(
              topic.name(),
              "cleanup.policy is hidden from this user; grant DescribeConfigs, or make sure that it is "
                  + topic.cleanupPolicy()));
    }
    List<Finding> findings = new ArrayList<>(ofPolicy(topic, actual));
    findings.addAll(
        atLeast(
            topic,
            actual,
            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
            topic.configs().get(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)));
    findings.addAll(
        atLeast(topic, actual, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, topic.messageBytes()));
    return findings;
  }

  private List<Finding> ofPolicy(PlannedTopic topic, Config actual) {
    String policy = value(actual, TopicConfig.CLEANUP_POLICY_CONFIG);
    if (policy.equals(topic.cleanupPolicy())) {
      return List.of();
    }
    String loss =
        topic.cleanupPolicy().equals(TopicConfig.CLEANUP_POLICY_COMPACT)
            ? (topic.name().equals(weights) ? "weights" : "states")
                + " of idle models would be deleted"
            : "all but the newest record of a model would be dropped";
    return List.of(
        Finding.error(
            topic.name(),
            "cleanup.policy is "
                + policy
                + ", it must be "
                + topic.cleanupPolicy()
                + " or "
                + loss
                + "; "
                + alter(topic, TopicConfig.CLEANUP_POLICY_CONFIG, topic.cleanupPolicy())));
  }

  /** Null for what is not planned. */
  private static List<Finding> atLeast(
      PlannedTopic topic, Config actual, String name, String planned) {
    String value = value(actual, name);
    if (planned == null || value.isEmpty() || Long.parseLong(value) >= Long.parseLong(planned)) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            topic.name(),
            name
                + " is "
                + value
                + ", it should be at least "
                + planned
                + "; "
                + alter(topic, name, planned)));
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }

  private static String alter(PlannedTopic topic, String name, String value) {
    return "run 'kafka-configs --alter --topic %s --add-config %s=%s'"
        .formatted(topic.name(), name, value);
  }
}
