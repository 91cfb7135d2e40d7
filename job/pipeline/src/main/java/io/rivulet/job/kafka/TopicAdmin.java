package io.rivulet.job.kafka;

import io.rivulet.job.config.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a plan that are missing. */
public final class TopicAdmin {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /**
   * What became of one topic.
   *
   * @param created false when it was there before; it is left as it is
   */
  public record TopicOutcome(String topic, boolean created) {}

  private final KafkaSettings settings;
  private final Duration timeout;

  private TopicAdmin(KafkaSettings settings, Duration timeout) {
    this.settings = settings;
    this.timeout = timeout;
  }

  /**
   * Returns when a broker knows all topics and their partitions take records, in the order of the
   * plan. Doing it again changes nothing.
   *
   * @param timeout of each step
   * @throws KafkaAccessException with what to do; topics created before stay
   */
  public static List<TopicOutcome> create(
      KafkaSettings settings, TopicPlan plan, Duration timeout) {
    var topics = new TopicAdmin(settings, timeout);
    try (Admin admin = KafkaClients.admin(settings, timeout)) {
      List<TopicOutcome> outcomes = topics.createMissing(admin, plan);
      topics.awaitVisible(admin, plan);
      return outcomes;
    } catch (KafkaException e) {
      throw new KafkaAccessException(topics.advice(e), e);
    }
  }

  private List<TopicOutcome> createMissing(Admin admin, TopicPlan plan) {
    Map<String, KafkaFuture<Void>> answers =
        admin.createTopics(plan.topics().stream().map(PlannedTopic::toNewTopic).toList()).values();
    List<TopicOutcome> outcomes = new ArrayList<>();
    for (PlannedTopic topic : plan.topics()) {
      outcomes.add(new TopicOutcome(topic.name(), isNew(answers.get(topic.name()))));
    }
    return outcomes;
  }

  private static boolean isNew(KafkaFuture<Void> answer) {
    try {
      KafkaClients.await(answer);
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  /**
   * The controller answers before each broker has heard of a topic, and before each partition has a
   * leader that takes records. An idempotent producer that comes too early may see its second batch
   * of a partition accepted and its first one refused, and then repeats that until it gives up.
   */
  private void awaitVisible(Admin admin, TopicPlan plan) {
    List<String> names = plan.topics().stream().map(PlannedTopic::name).toList();
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!isVisible(admin, names)) {
      if (System.nanoTime() - deadline > 0) {
        throw new TimeoutException("topics were created but are not known to a broker");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Who may create a topic may not always describe it; then there is nothing to wait for. */
  private static boolean isVisible(Admin admin, List<String> names) {
    try {
      Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
      for (TopicDescription topic :
          KafkaClients.await(admin.describeTopics(names).allTopicNames()).values()) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          partitions.put(
              new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
        }
      }
      KafkaClients.await(admin.listOffsets(partitions).all());
      return true;
    } catch (AuthorizationException e) {
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      return false;
    }
  }

  private String advice(KafkaException e) {
    String why;
    if (e instanceof InvalidReplicationFactorException) {
      why = "there are fewer brokers than replicas; use a smaller replication";
    } else if (e instanceof AuthorizationException) {
      why = "this user may not create them; grant Create on the topics' prefix";
    } else if (isRefusal(e)) {
      why = "the brokers refuse them: " + e.getMessage();
    } else {
      why = ConnectionAdvice.of(e, settings, timeout);
    }
    return "topics cannot be created: " + why;
  }

  /** For reasons that only the brokers know, such as a policy of the cluster. */
  private static boolean isRefusal(KafkaException e) {
    return e instanceof PolicyViolationException
        || e instanceof InvalidPartitionsException
        || (e instanceof InvalidConfigurationException && !(e instanceof AuthenticationException));
  }
}
