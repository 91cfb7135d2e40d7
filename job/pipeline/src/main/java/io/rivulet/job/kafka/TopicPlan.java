package io.rivulet.job.kafka;

import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.LimitSettings;
import io.rivulet.job.config.TopicNames;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/** The topics of the job. */
public record TopicPlan(List<PlannedTopic> topics) {

  /** Auditors find each weight record within this time, before compaction keeps the newest only. */
  private static final String AN_HOUR = String.valueOf(3_600_000);

  public TopicPlan {
    topics = List.copyOf(topics);
  }

  /**
   * What {@code topics create} makes and the checks expect.
   *
   * @param partitions of each topic, 1 or more; more can be added later only with the job drained,
   *     since keys move
   * @param replication 1 to the number of brokers, or -1 for the cluster's default
   */
  public static TopicPlan of(
      TopicNames names, LimitSettings limits, int partitions, int replication) {
    if (partitions < 1) {
      throw new ConfigurationException("partitions must be 1 or more, got " + partitions);
    }
    if (replication != -1 && (replication < 1 || replication > Short.MAX_VALUE)) {
      throw new ConfigurationException(
          "replication must be 1 or more, or -1 for the cluster's default, got " + replication);
    }
    var size = new Size(partitions, (short) replication);
    return new TopicPlan(
        List.of(
            size.kept(names.samples(), AclOperation.READ).accepting(limits),
            size.weights(names.weights()).accepting(limits),
            size.kept(names.predictions(), AclOperation.WRITE).accepting(limits),
            size.control(names.control()),
            size.kept(names.controlAcks(), AclOperation.WRITE),
            size.states(names.states()),
            size.deadLetters(names.deadLetter(), limits),
            size.kept(names.metrics(), AclOperation.WRITE)));
  }

  /** The plan without a topic that is not used. */
  TopicPlan without(String name) {
    return new TopicPlan(topics.stream().filter(topic -> !topic.name().equals(name)).toList());
  }

  private record Size(int partitions, short replication) {

    PlannedTopic kept(String name, AclOperation access) {
      return topic(
          name,
          access,
          Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE));
    }

    PlannedTopic weights(String name) {
      return topic(
          name,
          AclOperation.WRITE,
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              TopicConfig.CLEANUP_POLICY_COMPACT,
              TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
              AN_HOUR));
    }

    /** A command may carry the state of a model. */
    PlannedTopic control(String name) {
      return large(
          name,
          AclOperation.READ,
          TopicConfig.CLEANUP_POLICY_DELETE,
          LimitSettings.stateRecordBytes());
    }

    PlannedTopic states(String name) {
      return large(
          name,
          AclOperation.WRITE,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          LimitSettings.stateRecordBytes());
    }

    /**
     * A rejected record of the full size plus its headers would exceed what a topic accepts by
     * default.
     */
    PlannedTopic deadLetters(String name, LimitSettings limits) {
      return large(
          name,
          AclOperation.WRITE,
          TopicConfig.CLEANUP_POLICY_DELETE,
          Math.max(PlannedTopic.DEFAULT_MESSAGE_BYTES, limits.deadLetterBytes()));
    }

    private PlannedTopic large(String name, AclOperation access, String policy, int bytes) {
      return topic(
          name,
          access,
          Map.of(
              TopicConfig.CLEANUP_POLICY_CONFIG,
              policy,
              TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
              String.valueOf(bytes)));
    }

    private PlannedTopic topic(String name, AclOperation access, Map<String, String> configs) {
      return new PlannedTopic(name, partitions, replication, configs, access);
    }
  }
}
