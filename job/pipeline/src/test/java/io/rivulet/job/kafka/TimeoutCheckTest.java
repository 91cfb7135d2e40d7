package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.job.config.DeliveryGuarantee;
import io.rivulet.job.config.DeliverySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TimeoutCheckTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void ofCheckpoints_timeoutOfJustTheSum_passes() {
    CheckpointTimes times = new CheckpointTimes(MINUTE, MINUTE.multipliedBy(2));

    assertThat(TimeoutCheck.ofCheckpoints(exactlyOnce(MINUTE.multipliedBy(13)), times)).isEmpty();
    assertThat(
            TimeoutCheck.ofCheckpoints(exactlyOnce(MINUTE.multipliedBy(13).minusMillis(1)), times))
        .hasSize(1);
  }

  @Test
  void ofCheckpoints_defaultsWithTheSuggestedTimes_pass() {
    assertThat(
            TimeoutCheck.ofCheckpoints(
                exactlyOnce(MINUTE.multipliedBy(13)), CheckpointTimes.SUGGESTED))
        .isEmpty();
  }

  @Test
  void ofCheckpoints_theEnginesOwnTimeout_isAnErrorWithTheSum() {
    CheckpointTimes times = new CheckpointTimes(Duration.ofSeconds(10), MINUTE.multipliedBy(10));

    assertThat(TimeoutCheck.ofCheckpoints(exactlyOnce(MINUTE.multipliedBy(13)), times))
        .containsExactly(
            Finding.error(
                "delivery.transaction-timeout",
                "13min is less than checkpoint interval 10s + checkpoint timeout 10min +"
                    + " delivery.outage 10min = 1210s; raise it, or lower"
                    + " execution.checkpointing.timeout or delivery.outage"));
  }

  @Test
  void ofCheckpoints_withoutTransactions_isSilent() {
    var delivery =
        new DeliverySettings(DeliveryGuarantee.AT_LEAST_ONCE, MINUTE, Duration.ZERO, "p");

    assertThat(TimeoutCheck.ofCheckpoints(delivery, new CheckpointTimes(MINUTE, MINUTE))).isEmpty();
  }

  private static DeliverySettings exactlyOnce(Duration timeout) {
    return new DeliverySettings(
        DeliveryGuarantee.EXACTLY_ONCE, timeout, MINUTE.multipliedBy(10), "p");
  }
}
