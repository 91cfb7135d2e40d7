package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.LimitSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/**
 * Checks that the largest records get through where the job leaves a size to others: a fetch that
 * is smaller than a record brings one record at a time, and a broker ends the connection of a
 * producer whose request is larger than it takes.
 */
final class SizeCheck {

  private static final String REQUEST = "socket.request.max.bytes";

  /** What a request holds besides its one largest record. */
  private static final long REQUEST_EXTRA = 4 << 10;

  private SizeCheck() {}

  static List<Finding> ofFetches(JobConfiguration configuration) {
    LimitSettings limits = configuration.limits();
    if (!limits.exceedsDefaults()) {
      return List.of();
    }
    Map<String, String> given = configuration.kafka().properties().values();
    return Stream.of(
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ConsumerConfig.FETCH_MAX_BYTES_CONFIG)
        .filter(given::containsKey)
        .filter(name -> KafkaSettings.isBelow(given.get(name), limits.messageBytes()))
        .map(name -> smallFetch(name, given.get(name), limits))
        .toList();
  }

  private static Finding smallFetch(String name, String given, LimitSettings limits) {
    return Finding.warning(
        "kafka.properties." + name,
        given
            + " is less than the largest sample, with its key and headers, "
            + limits.messageBytes()
            + ": such samples would come one at a time; raise it, or remove the line");
  }

  static List<Finding> ofBrokers(Admin admin, Collection<Node> brokers, LimitSettings limits) {
    if (!limits.exceedsDefaults()) {
      return List.of();
    }
    long largest = limits.outputBytes() + REQUEST_EXTRA;
    List<Finding> findings = new ArrayList<>();
    KafkaClients.configurations(admin, brokers)
        .forEach((broker, answer) -> findings.addAll(ofBroker(broker, answer, largest)));
    return findings;
  }

  static List<Finding> ofBroker(String broker, KafkaFuture<Config> answer, long largest) {
    ConfigEntry entry;
    try {
      entry = KafkaClients.await(answer).get(REQUEST);
    } catch (KafkaException hidden) {
      // by default a broker takes every record that a job can be set to
      return List.of();
    }
    if (entry == null || entry.value() == null || !KafkaSettings.isBelow(entry.value(), largest)) {
      return List.of();
    }
    return List.of(
        Finding.warning(
            "broker " + broker,
            REQUEST
                + " is "
                + entry.value()
                + ", and a request with the largest record has "
                + largest
                + " bytes: the broker would end the connection of its producer again and again;"
                + " raise it"));
  }
}
