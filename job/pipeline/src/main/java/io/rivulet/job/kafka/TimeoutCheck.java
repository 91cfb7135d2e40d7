package io.rivulet.job.kafka;

import io.rivulet.job.config.DeliverySettings;
import io.rivulet.job.config.TimeSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Checks the timeout of transactions. A transaction that the broker aborts before its checkpoint is
 * committed loses records while the job stays green, so the timeout must be longer than the
 * checkpoint interval, the checkpoint timeout and the outage together, and the broker must allow
 * it.
 */
final class TimeoutCheck {

  private static final String OPTION = "delivery.transaction-timeout";
  private static final String BROKER_MAXIMUM = "transaction.max.timeout.ms";

  private TimeoutCheck() {}

  static List<Finding> ofCheckpoints(DeliverySettings delivery, CheckpointTimes times) {
    Duration least = delivery.leastTransactionTimeout(times.interval(), times.timeout());
    if (!delivery.isExactlyOnce() || delivery.transactionTimeout().compareTo(least) >= 0) {
      return List.of();
    }
    return List.of(
        Finding.error(
            OPTION,
            TimeSpan.format(delivery.transactionTimeout())
                + " is less than checkpoint interval "
                + TimeSpan.format(times.interval())
                + " + checkpoint timeout "
                + TimeSpan.format(times.timeout())
                + " + delivery.outage "
                + TimeSpan.format(delivery.outage())
                + " = "
                + TimeSpan.format(least)
                + "; raise it, or lower execution.checkpointing.timeout or delivery.outage"));
  }

  static List<Finding> ofBrokers(Admin admin, Collection<Node> brokers, DeliverySettings delivery) {
    if (!delivery.isExactlyOnce()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (Map.Entry<String, KafkaFuture<Config>> answer :
        KafkaClients.configurations(admin, brokers).entrySet()) {
      findings.addAll(ofBroker(answer.getKey(), answer.getValue(), delivery));
    }
    return findings;
  }

  private static List<Finding> ofBroker(
      String broker, KafkaFuture<Config> answer, DeliverySettings delivery) {
    ConfigEntry entry;
    try {
      entry = KafkaClients.await(answer).get(BROKER_MAXIMUM);
    } catch (AuthorizationException e) {
      return List.of(
          unknown(broker, "is hidden from this user; grant DescribeConfigs on the cluster, or"));
    }
    if (entry == null || entry.value() == null) {
      return List.of(unknown(broker, "is not reported by the broker;"));
    }
    Duration most = Duration.ofMillis(Long.parseLong(entry.value()));
    if (delivery.transactionTimeout().compareTo(most) <= 0) {
      return List.of();
    }
    return List.of(
        Finding.error(
            OPTION,
            TimeSpan.format(delivery.transactionTimeout())
                + " is above "
                + BROKER_MAXIMUM
                + " of broker "
                + broker
                + ", "
                + TimeSpan.format(most)
                + "; lower it, or raise the broker's maximum"));
  }

  private static Finding unknown(String broker, String why) {
    return Finding.warning(
        OPTION,
        BROKER_MAXIMUM
            + " of broker "
            + broker
            + " "
            + why
            + " make sure that it is not below the transaction timeout");
  }
}
