package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding.Severity;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** What a job is told of its cluster before it starts. */
final class ClusterChecksTest extends ClusterTest {

  @Test
  void atStart_everythingThere_isOnlyTheVersions() {
    create(configuration(), 2);

    assertThat(atStart(configuration()))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.NOTE);
              assertThat(finding.message())
                  .matches(
                      "kafka-clients 4\\.2\\.\\d+, 1 broker\\(s\\) at metadata.version \\d+ \\(Kafka 4.2\\)");
            });
  }

  @Test
  void atStart_noTopics_namesEachAndTheCommand() {
    List<Finding> errors = errors(atStart(configuration()));

    assertThat(errors)
        .extracting(Finding::subject)
        .containsExactlyElementsOf(planned(1).stream().map(topic -> topic.name()).toList());
    assertThat(errors)
        .extracting(Finding::message)
        .containsOnly("the topic does not exist; run 'rivulet topics create' before the job");
  }

  @Test
  void atStart_noPredictionsAndNoTopicForThem_isNotAnError() {
    TopicPlan needed =
        TopicPlan.of(configuration().topics(), configuration().limits(), 2, 1)
            .without(prefix + "predictions");
    TopicAdmin.create(configuration().kafka(), needed, Duration.ofSeconds(60));

    assertThat(errors(atStart(configuration("--predictions", "none")))).isEmpty();
    assertThat(errors(atStart(configuration("--predictions", "asked"))))
        .extracting(Finding::subject)
        .containsExactly(prefix + "predictions");
  }

  @Test
  void atStart_policiesSwapped_areErrorsWithTheCommand() {
    create(configuration(), 1);
    set("weights", "cleanup.policy", "delete");
    set("samples", "cleanup.policy", "compact");

    assertThat(errors(atStart(configuration())))
        .extracting(Finding::subject, Finding::message)
        .containsExactly(
            tuple(
                prefix + "samples",
                "cleanup.policy is compact, it must be delete or all but the newest record of a model"
                    + " would be dropped; run 'kafka-configs --alter --topic "
                    + prefix
                    + "samples --add-config cleanup.policy=delete'"),
            tuple(
                prefix + "weights",
                "cleanup.policy is delete, it must be compact or weights of idle models would be"
                    + " deleted; run 'kafka-configs --alter --topic "
                    + prefix
                    + "weights --add-config cleanup.policy=compact'"));
  }

  @Test
  void atStart_shortLagAndSmallDeadLetters_areWarnings() {
    create(configuration(), 1);
    set("weights", "min.compaction.lag.ms", "0");
    set("dead-letter", "max.message.bytes", "1000000");

    assertThat(atStart(configuration()))
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(Finding::subject)
        .containsExactly(prefix + "weights", prefix + "dead-letter");
  }

  /** A default of the cluster that is below Kafka's own shows in every topic. */
  @Test
  void atStart_weightsBelowTheDefaultSize_isAWarningWithTheCommand() {
    create(configuration(), 1);
    set("weights", "max.message.bytes", "500000");

    assertThat(atStart(configuration()))
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .containsExactly(
            Finding.warning(
                prefix + "weights",
                "max.message.bytes is 500000, it should be at least 1048588; run 'kafka-configs"
                    + " --alter --topic "
                    + prefix
                    + "weights --add-config max.message.bytes=1048588'"));
  }

  @Test
  void atStart_recordsLargerThanTopicsAndFetches_namesEach() {
    create(configuration(), 1);

    assertThat(
            atStart(
                configuration(
                    "--limits.record-bytes", "2mb",
                    "--kafka.properties.fetch.max.bytes", "2000000")))
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .extracting(Finding::subject)
        .containsExactly(
            "kafka.properties.fetch.max.bytes",
            prefix + "samples",
            prefix + "weights",
            prefix + "predictions",
            prefix + "dead-letter");
  }

  @Test
  void atStart_topicsThatCarryNoStates_areNamedWithTheCommand() {
    create(configuration(), 1);
    set("control", "max.message.bytes", "1048588");
    set("states", "cleanup.policy", "delete");

    assertThat(atStart(configuration()))
        .filteredOn(finding -> finding.severity() != Severity.NOTE)
        .extracting(Finding::severity, Finding::subject, Finding::message)
        .containsExactly(
            tuple(
                Severity.WARNING,
                prefix + "control",
                "max.message.bytes is 1048588, it should be at least 25231360; run 'kafka-configs"
                    + " --alter --topic "
                    + prefix
                    + "control --add-config max.message.bytes=25231360'"),
            tuple(
                Severity.ERROR,
                prefix + "states",
                "cleanup.policy is delete, it must be compact or states of idle models would be"
                    + " deleted; run 'kafka-configs --alter --topic "
                    + prefix
                    + "states --add-config cleanup.policy=compact'"));
  }

  /** A cluster of the build before lacks this one topic. */
  @Test
  void atStart_oneTopicMissing_namesItAndTheCommand() {
    KafkaClients.await(
        admin
            .createTopics(
                planned(1).stream()
                    .filter(topic -> !topic.name().equals(prefix + "states"))
                    .toList())
            .all());

    assertThat(errors(atStart(configuration())))
        .containsExactly(
            Finding.error(
                prefix + "states",
                "the topic does not exist; run 'rivulet topics create' before the job"));
  }

  @Test
  void atStart_transactionsWithinTheBrokersMaximum_pass() {
    create(configuration(), 1);

    assertThat(errors(atStart(configuration("--delivery", "exactly-once")))).isEmpty();
  }

  @Test
  void atStart_transactionsAboveTheBrokersMaximum_isAnError() {
    create(configuration(), 1);

    List<Finding> errors =
        errors(
            atStart(
                configuration(
                    "--delivery=exactly-once", "--delivery.transaction-timeout", "901s")));

    assertThat(errors)
        .containsExactly(
            Finding.error(
                "delivery.transaction-timeout",
                "901s is above transaction.max.timeout.ms of broker 1, 15min; lower it, or raise the"
                    + " broker's maximum"));
  }

  @Test
  void atStart_nobodyThere_namesTheAddressInTime() throws IOException {
    JobConfiguration nowhere = nowhere();

    List<Finding> findings =
        new ClusterChecks(nowhere, Duration.ofMillis(500)).atStart(CheckpointTimes.SUGGESTED);

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.message())
                  .startsWith(
                      "no broker answered at "
                          + nowhere.kafka().bootstrapServers()
                          + " within 500ms");
            });
  }

  @Test
  void atStart_hostThatDoesNotResolve_isAnError() {
    JobConfiguration unknown =
        JobConfiguration.read("--kafka.bootstrap.servers", "no-such-host.invalid:9092");

    assertThat(errors(atStart(unknown)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.message()).contains("no-such-host.invalid:9092"));
  }

  @Test
  void atStart_propertyKafkaRefuses_isNamedWithoutItsValue() {
    assertThat(errors(atStart(configuration("--kafka.properties.security.protocol", "hunter2"))))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .contains("[security.protocol]")
                    .doesNotContain("hunter2"));
  }

  private static List<Finding> atStart(JobConfiguration configuration) {
    return new ClusterChecks(configuration, TIMEOUT).atStart(CheckpointTimes.SUGGESTED);
  }

  private void set(String topic, String key, String value) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, prefix + topic);
    Collection<AlterConfigOp> change =
        List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
    KafkaClients.await(admin.incrementalAlterConfigs(Map.of(resource, change)).all());
    TestBroker.await(
        () ->
            KafkaClients.await(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(key)
                .value()
                .equals(value));
  }
}
