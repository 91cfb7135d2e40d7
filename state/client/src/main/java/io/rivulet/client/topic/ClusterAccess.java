package io.rivulet.client.topic;

import io.rivulet.record.Shown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The access to a Kafka cluster, with the advice for messages when the cluster does not do what was
 * asked.
 *
 * @param client properties of every client; not copied
 * @param id client.id of every client
 * @param timeout the timeout of each question to the cluster
 * @param remedies the advice in messages
 * @param patience shows that the first answer of the cluster is waited for
 */
public record ClusterAccess(
    Properties client, String id, Duration timeout, Remedies remedies, Patience patience) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

  /** Shows nothing while the cluster is asked. */
  public ClusterAccess(Properties client, String id, Duration timeout, Remedies remedies) {
    this(client, id, timeout, remedies, Patience.NONE);
  }

  /**
   * The access of a program that gives the properties itself, possibly with its own {@code
   * client.id}.
   */
  public static ClusterAccess of(Map<String, ?> client, Duration timeout) {
    Properties properties = new Properties();
    properties.putAll(client);
    Object id = client.get(CommonClientConfigs.CLIENT_ID_CONFIG);
    return new ClusterAccess(
        properties, id == null ? "rivulet-client" : id.toString(), timeout, Remedies.OF_PROGRAMS);
  }

  /** The same access with at most this much time for a question. */
  public ClusterAccess within(Duration most) {
    return timeout.compareTo(most) <= 0
        ? this
        : new ClusterAccess(client, id, most, remedies, patience);
  }

  /** The same access for a person who is told what is waited for. */
  public ClusterAccess showing(Patience shown) {
    return new ClusterAccess(client, id, timeout, remedies, shown);
  }

  /** Properties of a client that gives up after the timeout. */
  public Properties bounded() {
    Properties properties = new Properties();
    // reporting on itself would take a short command much of its time
    properties.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    properties.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    properties.putAll(client);
    String millis = String.valueOf(timeout.toMillis());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, id);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    return properties;
  }

  /**
   * The number of partitions of a topic. The topic is never created.
   *
   * @throws TopicException when it does not exist, or no broker answers
   */
  int partitions(String topic) {
    return askingFirst(
        topic,
        () -> {
          try (Admin admin = Admin.create(bounded())) {
            return admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
          } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka
                ? kafka
                : new KafkaException(e.getCause());
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        });
  }

  /** As {@link #asking}, of a cluster that has not answered yet: that it is waited for is shown. */
  <T> T askingFirst(String topic, Supplier<T> question) {
    Patience.ShownWait shown = patience.show(servers());
    try {
      return asking(topic, question);
    } finally {
      shown.close();
    }
  }

  /** The answer to a question about a topic; exceptions of Kafka become messages. */
  <T> T asking(String topic, Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw failure(topic, e);
    }
  }

  /** An exception that says what a failure means and what to do. */
  public TopicException failure(String topic, Exception e) {
    return new TopicException(advice(topic, e), e);
  }

  private String servers() {
    return client.getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
  }

  private String advice(String topic, Exception e) {
    String servers = servers();
    if (e instanceof UnknownTopicOrPartitionException) {
      return "topic " + topic + " does not exist; " + remedies.missingTopic();
    }
    if (e instanceof TimeoutException) {
      return "no broker answered at "
          + servers
          + " within "
          + Shown.span(timeout)
          + "; "
          + remedies.silentBroker();
    }
    if (e instanceof AuthenticationException) {
      return "the broker at " + servers + " refused the login; " + remedies.refusedLogin();
    }
    if (e instanceof GroupAuthorizationException group) {
      return "this user may not use group " + group.groupId() + "; grant it Read and Describe";
    }
    if (e instanceof AuthorizationException) {
      return "this user may not use topic " + topic + "; grant it Describe and Read or Write";
    }
    if (e instanceof RecordTooLargeException) {
      return "a record is larger than topic " + topic + " accepts; raise its max.message.bytes";
    }
    return "Kafka at "
        + servers
        + " failed ("
        + e.getClass().getSimpleName()
        + "); "
        + remedies.otherFailure();
  }
}
