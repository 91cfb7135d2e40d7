package io.rivulet.job.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a reader may rely on, and the transactions behind it.
 *
 * @param transactionTimeout after which the broker aborts an open transaction, 1 s to 24 days
 * @param outage the longest outage after which no committed record may be lost
 * @param transactionPrefix begins every transactional id; never shared by two jobs
 */
public record DeliverySettings(
    DeliveryGuarantee guarantee,
    Duration transactionTimeout,
    Duration outage,
    String transactionPrefix)
    implements Serializable {

  private static final String TIMEOUT = "delivery.transaction-timeout";

  public DeliverySettings {
    var problems = new Problems();
    problems.check(() -> checkTimeout(guarantee, transactionTimeout, outage));
    problems.check(() -> checkPrefix(transactionPrefix));
    problems.throwIfAny();
  }

  private static void checkTimeout(
      DeliveryGuarantee guarantee, Duration transactionTimeout, Duration outage) {
    if (transactionTimeout.toMillis() < 1000 || transactionTimeout.toMillis() > Integer.MAX_VALUE) {
      throw ConfigurationException.about(
          TIMEOUT, "must be 1s to 24d, got " + TimeSpan.format(transactionTimeout));
    }
    if (guarantee == DeliveryGuarantee.EXACTLY_ONCE && transactionTimeout.compareTo(outage) <= 0) {
      throw ConfigurationException.about(
          TIMEOUT,
          "must be above delivery.outage ("
              + TimeSpan.format(outage)
              + "), got "
              + TimeSpan.format(transactionTimeout)
              + "; raise the timeout or accept a shorter outage");
    }
  }

  private static void checkPrefix(String transactionPrefix) {
    if (transactionPrefix.isBlank()) {
      throw ConfigurationException.about(
          "delivery.transaction-prefix",
          "is empty; give a name that no other job on the cluster uses");
    }
  }

  public boolean isExactlyOnce() {
    return guarantee == DeliveryGuarantee.EXACTLY_ONCE;
  }

  /** What the transaction timeout must reach: interval + checkpoint timeout + outage. */
  public Duration leastTransactionTimeout(Duration interval, Duration checkpointTimeout) {
    return interval.plus(checkpointTimeout).plus(outage);
  }

  /**
   * Prefix of the transactional ids of one sink: two sinks that shared one would fence each other.
   */
  public String transactionPrefix(String sink) {
    return transactionPrefix + sink;
  }
}
