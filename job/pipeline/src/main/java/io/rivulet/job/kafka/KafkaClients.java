package io.rivulet.job.kafka;

import io.rivulet.job.config.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Short-lived clients whose every call ends within a bound. */
public final class KafkaClients {

  private KafkaClients() {}

  public static Admin admin(KafkaSettings settings, Duration timeout) {
    return Admin.create(bounded(settings, timeout));
  }

  /** Belongs to no group, commits nothing, creates no topic. */
  public static KafkaConsumer<byte[], byte[]> reader(KafkaSettings settings, Duration timeout) {
    return reader(settings, timeout, "read_uncommitted");
  }

  private static KafkaConsumer<byte[], byte[]> reader(
      KafkaSettings settings, Duration timeout, String isolation) {
    Properties properties = bounded(settings, timeout);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** As {@link #reader}, without records of transactions that are open or were aborted. */
  public static KafkaConsumer<byte[], byte[]> committedReader(
      KafkaSettings settings, Duration timeout) {
    return reader(settings, timeout, "read_committed");
  }

  /** The answer, or what Kafka threw instead of it. */
  public static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** What each broker tells of its configuration, by the id of the broker. */
  static Map<String, KafkaFuture<Config>> configurations(Admin admin, Collection<Node> brokers) {
    List<ConfigResource> resources =
        brokers.stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    Map<String, KafkaFuture<Config>> answers = new LinkedHashMap<>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach((broker, answer) -> answers.put(broker.name(), answer));
    return answers;
  }

  private static Properties bounded(KafkaSettings settings, Duration timeout) {
    Properties properties = settings.clientProperties();
    String millis = String.valueOf(timeout.toMillis());
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "rivulet-checks");
    properties.putIfAbsent(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    properties.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    return properties;
  }
}
