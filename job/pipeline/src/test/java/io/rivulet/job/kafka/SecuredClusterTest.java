package io.rivulet.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding.Severity;
import io.rivulet.job.lease.LeaseCheck;
import io.rivulet.job.lease.LeaseKeeper;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.testing.TestBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login whose password stands in a file, on a broker that grants what ACLs say. */
final class SecuredClusterTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir static Path dir;
  private static TestBroker broker;
  private static Path secrets;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = TestBroker.secured(dir);
    secrets =
        Files.writeString(
            dir.resolve("kafka.properties"),
            "right="
                + TestBroker.jaas()
                + "\nwrong="
                + TestBroker.jaas().replace("password=\"", "password=\"hunter2"));
    for (String prefix : List.of("granted.", "hidden.", "seen.", "denied.")) {
      JobConfiguration anybody = anybody(prefix);
      TopicPlan plan = TopicPlan.of(anybody.topics(), anybody.limits(), 2, 1);
      TopicAdmin.create(anybody.kafka(), plan, TIMEOUT);
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      KafkaClients.await(
          admin
              .createAcls(
                  List.of(
                      grant("granted.", AclOperation.ALL),
                      grant("hidden.", AclOperation.READ),
                      grant("seen.", AclOperation.DESCRIBE),
                      grant("hidden.", AclOperation.WRITE)))
              .all());
      TestBroker.await(
          () -> KafkaClients.await(admin.describeAcls(AclBindingFilter.ANY).values()).size() == 4);
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void atStart_rightSecretAndGrants_leavesOnlyTheBrokersMaximumUnknown() {
    List<Finding> findings = atStart(login("granted.", "right"));

    assertThat(findings).noneMatch(Finding::isError);
    assertThat(findings)
        .filteredOn(finding -> finding.severity() == Severity.WARNING)
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("transaction.max.timeout.ms of broker 1 is hidden from this user"));
  }

  @Test
  void atStart_configsHidden_isAWarningForEachTopic() {
    assertThat(atStart(login("hidden.", "right")))
        .noneMatch(Finding::isError)
        .filteredOn(finding -> finding.message().startsWith("cleanup.policy is hidden"))
        .hasSize(8);
  }

  @Test
  void atStart_describeOnly_isAnErrorForEachTopicWithWhatToGrant() {
    assertThat(atStart(login("seen.", "right")))
        .filteredOn(Finding::isError)
        .hasSize(8)
        .allMatch(finding -> finding.message().startsWith("this user may not"))
        .filteredOn(finding -> finding.message().endsWith("grant Describe and Read"))
        .extracting(Finding::subject)
        .containsExactly("seen.samples", "seen.control");
  }

  @Test
  void atStart_noGrants_isAnErrorForEachTopic() {
    assertThat(atStart(login("denied.", "right")))
        .filteredOn(Finding::isError)
        .hasSize(8)
        .allMatch(finding -> finding.message().startsWith("this user may not"));
  }

  @Test
  void atStart_wrongSecret_isRefusedWithoutIt() {
    assertThat(atStart(login("granted.", "wrong")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.message()).contains("refused the login").doesNotContain("hunter2");
            });
  }

  @Test
  void atStart_secretThatIsNotThere_isFoundBeforeKafkaIsAsked() {
    assertThat(atStart(login("granted.", "absent")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isError()).isTrue();
              assertThat(finding.subject()).isEqualTo("kafka.properties.sasl.jaas.config");
              assertThat(finding.message()).startsWith("key absent cannot be read from " + secrets);
            });
  }

  @Test
  void lease_withoutAGrantOnItsGroup_isRefusedWithWhatToGrant() throws Exception {
    LeaseTerms terms = LeaseTerms.of(login("hidden.", "right"));
    var refused = new CompletableFuture<RuntimeException>();
    var keeper =
        new LeaseKeeper(
            terms, "job", Optional.empty(), Optional::empty, granted -> {}, refused::complete);

    keeper.run();

    assertThat(refused.get())
        .hasMessageContaining("Read and Describe on the consumer group lease.hidden.weights");
    try (Admin admin = KafkaClients.admin(terms.kafka(), TIMEOUT)) {
      assertThat(new LeaseCheck(terms, TIMEOUT, Optional::empty).beforeStart(admin, false))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.isError()).isTrue();
                assertThat(finding.subject()).isEqualTo("lease.hidden.weights");
              });
    }
  }

  @Test
  void lease_withTheWrongSecret_isRefusedWithoutIt() throws Exception {
    var refused = new CompletableFuture<RuntimeException>();

    new LeaseKeeper(
            LeaseTerms.of(login("granted.", "wrong")),
            "job",
            Optional.empty(),
            Optional::empty,
            granted -> {},
            refused::complete)
        .run();

    assertThat(refused.get())
        .hasMessageContaining("refused the login")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void all_grantedTopics_readsThemWithTheSecret() {
    assertThat(
            new ClusterChecks(login("granted.", "right"), TIMEOUT)
                .all(CheckpointTimes.SUGGESTED, new NewestSamples(10, 0)))
        .noneMatch(Finding::isError)
        .noneMatch(finding -> finding.message().contains("could not be read"));
  }

  @Test
  void create_wrongSecretOrNoGrant_saysWhatToDo() {
    JobConfiguration wrong = login("new.", "wrong");
    JobConfiguration right = login("new.", "right");
    TopicPlan plan = TopicPlan.of(right.topics(), right.limits(), 1, 1);

    assertThatThrownBy(() -> TopicAdmin.create(wrong.kafka(), plan, TIMEOUT))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining("refused the login");
    assertThatThrownBy(() -> TopicAdmin.create(right.kafka(), plan, TIMEOUT))
        .isInstanceOf(KafkaAccessException.class)
        .hasMessageContaining("grant Create");
  }

  private static List<Finding> atStart(JobConfiguration configuration) {
    return new ClusterChecks(configuration, TIMEOUT).atStart(CheckpointTimes.SUGGESTED);
  }

  private static JobConfiguration anybody(String prefix) {
    return JobConfiguration.read(
        "--kafka.bootstrap.servers", broker.bootstrapServers(), "--topics.prefix", prefix);
  }

  private static JobConfiguration login(String prefix, String secret) {
    return JobConfiguration.read(
        "--kafka.bootstrap.servers",
        broker.securedServers(),
        "--topics.prefix",
        prefix,
        "--delivery",
        "exactly-once",
        "--kafka.properties.security.protocol",
        "SASL_PLAINTEXT",
        "--kafka.properties.sasl.mechanism",
        "PLAIN",
        "--kafka.properties.sasl.jaas.config",
        "${file:" + secrets + ":" + secret + "}");
  }

  private static AclBinding grant(String prefix, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, prefix, PatternType.PREFIXED),
        new AccessControlEntry("User:" + TestBroker.USER, "*", operation, AclPermissionType.ALLOW));
  }
}
