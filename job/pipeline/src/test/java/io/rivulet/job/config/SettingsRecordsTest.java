package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.PredictionPolicy;
import io.rivulet.learner.PublishPolicy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsRecordsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @MethodSource("sentToTasks")
  void serialize_recordsThatFunctionsHold_readBackEqual(Object original) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(original);
    }

    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(original);
    }
  }

  @Test
  void topicNames_prefix_beginsEachName() {
    var names = new TopicNames("rivulet.");

    assertThat(names.samples()).isEqualTo("rivulet.samples");
    assertThat(names.weights()).isEqualTo("rivulet.weights");
    assertThat(names.predictions()).isEqualTo("rivulet.predictions");
    assertThat(names.control()).isEqualTo("rivulet.control");
    assertThat(names.controlAcks()).isEqualTo("rivulet.control-acks");
    assertThat(names.deadLetter()).isEqualTo("rivulet.dead-letter");
    assertThat(names.metrics()).isEqualTo("rivulet.metrics");
    assertThat(new TopicNames("").samples()).isEqualTo("samples");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "ü.", "a:"})
  void topicNames_prefixThatKafkaRefuses_isRefused(String prefix) {
    assertThatThrownBy(() -> new TopicNames(prefix))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("topics.prefix must be")
        .hasMessageContaining("got '" + prefix + "'");
  }

  @Test
  void topicNames_prefixTooLong_isRefused() {
    assertThatThrownBy(() -> new TopicNames("a".repeat(201)))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void limits_atTheirBounds_areAccepted() {
    assertThat(new LimitSettings(1024, 1, 1024).dimension()).isEqualTo(1);
    assertThat(new LimitSettings(64 << 20, 8_388_608, 2L << 30).modelBytes()).isEqualTo(2L << 30);
  }

  @Test
  void limits_beyondTheirBounds_areRefused() {
    assertThatThrownBy(() -> new LimitSettings(1023, 1, 1024))
        .hasMessage("limits.record-bytes must be 1kb to 64mb, got 1023b");
    assertThatThrownBy(() -> new LimitSettings(1024, 0, 1024))
        .hasMessage("limits.dimension must be 1 to 8388608, got 0");
    assertThatThrownBy(() -> new LimitSettings(1024, 8_388_609, 1024))
        .hasMessage("limits.dimension must be 1 to 8388608, got 8388609");
    assertThatThrownBy(() -> new LimitSettings(1024, 1, (2L << 30) + 1))
        .hasMessage("limits.model-bytes must be 1kb to 2gb, got 2147483649b");
    assertThatThrownBy(() -> LimitSettings.of(1L << 40, 1, 1024, MINUTE, Duration.ZERO, 1))
        .hasMessage("limits.record-bytes must be 1kb to 64mb, got 1tb");
  }

  @Test
  void limits_ofShortSamples_leaveWeightRecordsWhatKafkaTakes() {
    LimitSettings small = new LimitSettings(1 << 10, 10, 1 << 20);
    LimitSettings large = new LimitSettings(64 << 20, 10, 1 << 20);

    assertThat(small.limits().weightRecordBytes()).isEqualTo(1 << 20);
    assertThat(small.outputBytes()).isEqualTo((1 << 20) + (64 << 10));
    assertThat(large.limits().weightRecordBytes()).isEqualTo(64 << 20);
    assertThat(large.outputBytes()).isEqualTo((64 << 20) + (64 << 10));
  }

  @Test
  void limits_ofALifeBeyondTheirBounds_areRefusedTogether() {
    assertThatThrownBy(
            () ->
                LimitSettings.of(
                    1024, 1, 1024, Duration.ZERO, Duration.ofDays(999_999_999_999L), 1L << 31))
        .hasMessageContaining("limits.idle must be 1ms to 36500d, got 0s")
        .hasMessageContaining("limits.deleted-for must be 0s to 36500d, got 999999999999d")
        .hasMessageContaining("limits.pending must be 1 to 2147483647, got 2147483648");
  }

  @Test
  void publish_everyNone_isRefused() {
    assertThat(new PublishSettings(1).every()).isEqualTo(1);
    assertThatThrownBy(() -> new PublishSettings(0))
        .hasMessage("publish.every must be 1 or more, got 0; use 1 to publish each version");
  }

  @Test
  void publish_paceAndPredictions_areReadAndChecked() {
    JobConfiguration given =
        JobConfiguration.read(
            "--kafka.bootstrap.servers",
            "b:1",
            "--publish.at-most",
            "90s",
            "--predictions",
            "asked");
    assertThat(given.publish().policy())
        .isEqualTo(new PublishPolicy(1, 90_000, PredictionPolicy.ASKED));
    assertThat(JobConfiguration.read("--kafka.bootstrap.servers", "b:1").publish().policy())
        .isEqualTo(new PublishPolicy(1));
    for (String wrong : List.of("0s", "1", "on", "-1s")) {
      assertThatThrownBy(
              () ->
                  JobConfiguration.read(
                      "--kafka.bootstrap.servers", "b:1", "--publish.at-most", wrong))
          .hasMessageContaining(
              "publish.at-most must be off or a duration such as 100ms or 1s, got '" + wrong + "'");
    }
    assertThatThrownBy(() -> new PublishSettings(1, Duration.ofDays(36_501), PredictionPolicy.ALL))
        .hasMessage("publish.at-most must be off or 1ms to 36500d, got 36501d");
    assertThatThrownBy(
            () -> JobConfiguration.read("--kafka.bootstrap.servers", "b:1", "--predictions", "no"))
        .hasMessageContaining("predictions must be all or asked or none, got 'no'");
  }

  @Test
  void cache_autoOrSize_isRead() {
    assertThat(CacheSettings.parse("auto")).contains(CacheSettings.AUTO);
    assertThat(CacheSettings.parse("64mb")).contains(new CacheSettings(64 << 20));
    assertThat(CacheSettings.parse("0")).isEmpty();
    assertThat(CacheSettings.parse("some")).isEmpty();
    assertThatThrownBy(() -> new CacheSettings(-1)).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void delivery_leastTimeout_isIntervalAndTimeoutAndOutage() {
    DeliverySettings delivery = exactlyOnce(MINUTE.multipliedBy(13), MINUTE.multipliedBy(10));

    assertThat(delivery.leastTransactionTimeout(Duration.ofSeconds(10), MINUTE.multipliedBy(2)))
        .isEqualTo(Duration.ofSeconds(730));
    assertThat(delivery.transactionPrefix("weights")).isEqualTo("p/weights");
  }

  @Test
  void delivery_timeoutBelowOutage_isRefusedOnlyWithTransactions() {
    assertThatThrownBy(() -> exactlyOnce(MINUTE, MINUTE))
        .hasMessage(
            "delivery.transaction-timeout must be above delivery.outage (1min), got 1min; raise the"
                + " timeout or accept a shorter outage");
    assertThat(
            new DeliverySettings(DeliveryGuarantee.AT_LEAST_ONCE, MINUTE, MINUTE, "p")
                .isExactlyOnce())
        .isFalse();
  }

  @Test
  void delivery_timeoutNoClientTakes_isRefused() {
    assertThatThrownBy(() -> exactlyOnce(Duration.ofMillis(999), Duration.ZERO))
        .hasMessage("delivery.transaction-timeout must be 1s to 24d, got 999ms");
    assertThatThrownBy(() -> exactlyOnce(Duration.ofDays(25), Duration.ZERO))
        .hasMessageContaining("must be 1s to 24d");
    assertThatThrownBy(
            () -> new DeliverySettings(DeliveryGuarantee.EXACTLY_ONCE, MINUTE, Duration.ZERO, " "))
        .hasMessageContaining("delivery.transaction-prefix is empty");
  }

  @Test
  void start_eachForm_isRead() {
    assertThat(StartPosition.parse("earliest")).contains(StartPosition.EARLIEST);
    assertThat(StartPosition.parse("latest")).contains(StartPosition.LATEST);
    assertThat(StartPosition.parse("1790000000000")).contains(StartPosition.at(1_790_000_000_000L));
    assertThat(StartPosition.parse("now")).isEmpty();
    assertThat(StartPosition.parse("-1")).isEmpty();
    assertThatThrownBy(() -> StartPosition.at(-1)).isInstanceOf(ConfigurationException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:1", "localhost:9092", "a:1,b-2.c_d:65535", "[::1]:9092", "a:1, b:2"})
  void kafka_addresses_areAccepted(String addresses) {
    assertThat(kafka(addresses).clientProperties()).containsEntry("bootstrap.servers", addresses);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "a:0", "a:65536", "a:1,", "a:1;b:2", "http://a:1"})
  void kafka_otherAddresses_areRefused(String addresses) {
    assertThatThrownBy(() -> kafka(addresses))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("host:port");
  }

  @Test
  void kafka_userInAnAddress_isNotRepeated() {
    assertThatThrownBy(() -> kafka("me:hunter2@host:9092"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
  }

  static Stream<Object> sentToTasks() {
    return Stream.of(
        new TopicNames("rivulet."),
        new LimitSettings(1024, 1, 1024),
        new PublishSettings(5),
        new CacheSettings(7),
        StartPosition.at(5),
        exactlyOnce(MINUTE, Duration.ZERO));
  }

  private static DeliverySettings exactlyOnce(Duration timeout, Duration outage) {
    return new DeliverySettings(DeliveryGuarantee.EXACTLY_ONCE, timeout, outage, "p/");
  }

  private static KafkaSettings kafka(String addresses) {
    return new KafkaSettings(
        addresses, "g", StartPosition.EARLIEST, new ClientProperties(Map.of()));
  }
}
