package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding.Severity;
import io.rivulet.job.kafka.TopicAdmin.Outcome;
import io.rivulet.testing.Loopback;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker; each test has topics of its own. */
final class ClusterChecksTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir static Path dir;
  private static TestBroker broker;
  private static Admin admin;

  private String prefix;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = TestBroker.start(dir);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    broker.close();
  }

  @BeforeEach
  void nameTopics(TestInfo test) {
    prefix = test.getTestMethod().orElseThrow().getName() + ".";
  }

  @Test
  void create_twice_createsOnceAndReportsBoth() {
    List<Outcome> first = create(configuration(), 2);
    List<Outcome> second = create(configuration(), 2);

    assertThat(first).hasSize(7).allMatch(Outcome::created);
    assertThat(second).hasSize(7).noneMatch(Outcome::created);
    assertThat(first.get(0).topic()).isEqualTo(prefix + "samples");
  }

  @Test
  void create_afterOneWasMade_createsTheOthers() {
    KafkaClients.await(admin.createTopics(planned(1).subList(1, 2)).all());

    List<Outcome> outcomes = create(configuration(), 1);

    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.created())
        .containsExactly(new Outcome(prefix + "weights", false));
  }

  @Test
  void create_moreReplicasThanBrokers_saysSo() {
    JobConfiguration configuration = configuration();
    TopicPlan plan = TopicPlan.of(configuration.topics(), configuration.limits(), 1, 3);

    assertThatThrownBy(() -> TopicAdmin.create(configuration.kafka(), plan, TIMEOUT))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining("fewer brokers than replicas");
  }

  @Test
  void create_nobodyThere_namesTheAddress() throws IOException {
    JobConfiguration nowhere = nowhere();
    TopicPlan plan = TopicPlan.of(nowhere.topics(), nowhere.limits(), 1, 1);

    assertThatThrownBy(() -> TopicAdmin.create(nowhere.kafka(), plan, Duration.ofMillis(500)))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining(nowhere.kafka().bootstrapServers())
        .hasMessageContaining("within 500ms");
  }

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

  @Test
  void all_noSamples_findsNothing() {
    create(configuration(), 2);

    assertThat(errors(all(10))).isEmpty();
  }

  @Test
  void all_eachModelInOnePartition_findsNothing() throws Exception {
    create(configuration(), 2);
    send(0, "pump-1", "pump-1", null);
    send(1, "pump-2", "pump-2");

    assertThat(all(10)).extracting(Finding::severity).containsExactly(Severity.NOTE);
  }

  @Test
  void all_modelsInTwoPartitions_areNamed() throws Exception {
    create(configuration(), 3);
    send(0, "pump-1", "pump-2", "bad id", "alone");
    send(1, "pump-1", "bad id");
    send(2, "pump-2", "pump-1");

    assertThat(errors(all(10)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo(prefix + "samples");
              assertThat(finding.message())
                  .startsWith("2 model(s) have samples in more than one partition")
                  .contains("pump-1 in partitions [0, 1, 2], pump-2 in partitions [0, 2];")
                  .contains("murmur2_random")
                  .doesNotContain("bad id");
            });
  }

  @Test
  void all_splitBeforeTheNewestRecords_isNotRead() throws Exception {
    create(configuration(), 2);
    send(0, "pump-1", "a", "b");
    send(1, "pump-1", "c", "d");

    assertThat(errors(all(2))).isEmpty();
    assertThat(errors(all(3))).hasSize(1);
  }

  @Test
  void all_onePartitionThatGrew_findsTheMovedModel() throws Exception {
    create(configuration(), 1);
    send(0, "pump-1");
    KafkaClients.await(
        admin.createPartitions(Map.of(prefix + "samples", NewPartitions.increaseTo(2))).all());
    TestBroker.await(() -> samplePartitions() == 2);
    send(1, "pump-1");

    assertThat(errors(all(10))).hasSize(1);
  }

  private List<Finding> all(int records) {
    return new ClusterChecks(configuration(), TIMEOUT)
        .all(CheckpointTimes.SUGGESTED, new NewestSamples(records, 0));
  }

  private static List<Finding> atStart(JobConfiguration configuration) {
    return new ClusterChecks(configuration, TIMEOUT).atStart(CheckpointTimes.SUGGESTED);
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(Finding::isError).toList();
  }

  private static List<Outcome> create(JobConfiguration configuration, int partitions) {
    return TopicAdmin.create(
        configuration.kafka(),
        TopicPlan.of(configuration.topics(), configuration.limits(), partitions, 1),
        TIMEOUT);
  }

  private List<NewTopic> planned(int partitions) {
    JobConfiguration configuration = configuration();
    return TopicPlan.of(configuration.topics(), configuration.limits(), partitions, 1)
        .topics()
        .stream()
        .map(PlannedTopic::toNewTopic)
        .toList();
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

  private int samplePartitions() {
    String samples = prefix + "samples";
    return KafkaClients.await(admin.describeTopics(List.of(samples)).allTopicNames())
        .get(samples)
        .partitions()
        .size();
  }

  private void send(int partition, String... models) throws Exception {
    var properties = new Properties();
    properties.put("bootstrap.servers", broker.bootstrapServers());
    try (var producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String model : models) {
        byte[] key = model == null ? null : model.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(prefix + "samples", partition, key, new byte[1])).get();
      }
    }
  }

  private JobConfiguration configuration(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix));
    args.addAll(Arrays.asList(more));
    return JobConfiguration.read(args.toArray(String[]::new));
  }

  private static JobConfiguration nowhere() throws IOException {
    return JobConfiguration.read("--kafka.bootstrap.servers", Loopback.freeAddress());
  }
}
