package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.job.config.traffic.Latency;
import io.rivulet.life.LifeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobConfigurationTest {

  private static final String SERVERS = "--kafka.bootstrap.servers=localhost:9092";

  private static final String SURFACE =
      """
      kafka:
        bootstrap.servers: localhost:9092
      topics:
        prefix: "rivulet."
      models:
        - match: "pump-*"
          spec: {learner: rls, dimension: 16, forgetting: 0.999, tolerance: 1e-9}
        - match: "*"
          spec: {learner: orfit, dimension: 784, memory: 10}
      publish: {every: 1}
      delivery: at-least-once        # or exactly-once
      format: json
      cache: {max-bytes: auto}       # or 64mb
      limits: {record-bytes: 1mb, dimension: 1000000, model-bytes: 16mb}
      """;
  @TempDir Path dir;

  @Test
  void read_nothing_saysWhatMustBeSet() {
    assertThatThrownBy(JobConfiguration::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "kafka.bootstrap.servers is not set; put it into the file or add"
                + " --kafka.bootstrap.servers VALUE");
  }

  @Test
  void read_onlyServers_takesTheDefaults() {
    JobConfiguration read = JobConfiguration.read(SERVERS);

    assertThat(read.kafka().bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(read.kafka().groupId()).isEqualTo("rivulet");
    assertThat(read.kafka().start()).isEqualTo(StartPosition.EARLIEST);
    assertThat(read.kafka().properties().values()).isEmpty();
    assertThat(read.topics().prefix()).isEqualTo("rivulet.");
    assertThat(read.models().isEmpty()).isTrue();
    assertThat(read.publish().every()).isEqualTo(1);
    assertThat(read.delivery())
        .isEqualTo(
            new DeliverySettings(
                DeliveryGuarantee.AT_LEAST_ONCE,
                Duration.ofMinutes(13),
                Duration.ofMinutes(10),
                "rivulet/rivulet."));
    assertThat(read.format()).isEqualTo(RecordFormat.JSON);
    assertThat(read.latency()).isEqualTo(Latency.LOW);
    assertThat(read.cache().isAuto()).isTrue();
    assertThat(read.limits()).isEqualTo(new LimitSettings(1 << 20, 1_000_000, 16 << 20));
  }

  @Test
  void read_limitsOfALife_areOffADayAndTenThousandByDefault() {
    assertThat(JobConfiguration.read(SERVERS).limits().life())
        .isEqualTo(new LifeLimits(Long.MAX_VALUE, 24 * 3_600_000L, 10_000));
  }

  @Test
  void read_limitsOfALife_areTakenFromFileAndCommandLine() throws IOException {
    String text = "limits: {idle: 7d, deleted-for: 90min, pending: 5}\n";

    assertThat(JobConfiguration.read(SERVERS, "--config", file(text)).limits().life())
        .isEqualTo(new LifeLimits(7 * 24 * 3_600_000L, 90 * 60_000L, 5));
    assertThat(
            JobConfiguration.read(
                    SERVERS,
                    "--limits.idle",
                    "off",
                    "--limits.deleted-for=0s",
                    "--config",
                    file(text))
                .limits()
                .life())
        .isEqualTo(new LifeLimits(LifeLimits.NEVER, 0, 5));
    assertThat(JobConfiguration.read(SERVERS, "--config", file("limits: {idle: off}\n")).limits())
        .as("a word, not a boolean of YAML 1.1")
        .isEqualTo(JobConfiguration.read(SERVERS).limits());
  }

  @Test
  void read_limitsOfALifeThatAreNone_areNamed() throws IOException {
    String text = "limits:\n  idle: never\n  deleted-for: 24\n  pending: some\n";

    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--config", file(text)))
        .hasMessageContaining(
            "limits.idle must be off or a duration such as 12h or 7d, got 'never'")
        .hasMessageContaining(
            "limits.deleted-for must be a duration such as 10s, 13min or 12h, got '24'")
        .hasMessageContaining("limits.pending must be a whole number such as 100, got 'some'");
  }

  @Test
  void read_theDocumentedFile_isTheDefaultsAndItsModels() throws IOException {
    JobConfiguration read = JobConfiguration.read("--config", file(SURFACE));

    JobConfiguration defaults = JobConfiguration.read(SERVERS);
    assertThat(read.delivery()).isEqualTo(defaults.delivery());
    assertThat(read.limits()).isEqualTo(defaults.limits());
    assertThat(read.cache()).isEqualTo(defaults.cache());
    assertThat(read.models().find("pump-7").orElseThrow().spec())
        .isEqualTo(
            Map.of("learner", "rls", "dimension", 16, "forgetting", 0.999, "tolerance", 1e-9));
    assertThat(read.models().find("x").orElseThrow().spec()).containsEntry("memory", 10);
  }

  @Test
  void read_nestedDottedAndMixedKeys_sayTheSame() throws IOException {
    String nested =
        "kafka: {bootstrap: {servers: 'a:1'}, properties: {sasl: {mechanism: PLAIN}}}\n";
    String dotted = "kafka.bootstrap.servers: a:1\nkafka.properties.sasl.mechanism: PLAIN\n";
    String mixed = "kafka: {bootstrap.servers: 'a:1', properties: {sasl.mechanism: PLAIN}}\n";

    JobConfiguration read = JobConfiguration.read("--config", file(nested));

    assertThat(read.kafka().properties().values()).isEqualTo(Map.of("sasl.mechanism", "PLAIN"));
    assertThat(JobConfiguration.read("--config", file(dotted))).isEqualTo(read);
    assertThat(JobConfiguration.read("--config", file(mixed))).isEqualTo(read);
  }

  @Test
  void read_deliveryAndKeysBelowIt_standSideBySide() throws IOException {
    String text =
        """
        delivery: exactly-once
        delivery.outage: 1h
        delivery.transaction-timeout: 12h
        delivery.transaction-prefix: mine
        """;

    DeliverySettings read = JobConfiguration.read(SERVERS, "--config", file(text)).delivery();

    assertThat(read)
        .isEqualTo(
            new DeliverySettings(
                DeliveryGuarantee.EXACTLY_ONCE, Duration.ofHours(12), Duration.ofHours(1), "mine"));
  }

  @Test
  void read_commandLine_winsOverTheFile() throws IOException {
    String file = file(SURFACE + "kafka.properties: {client.id: a, linger.ms: 5}\n");

    JobConfiguration read =
        JobConfiguration.read(
            "--publish.every",
            "5",
            "--config",
            file,
            "--topics.prefix=y",
            "--kafka.properties.client.id",
            "b");

    assertThat(read.publish().every()).isEqualTo(5);
    assertThat(read.topics().prefix()).isEqualTo("y");
    assertThat(read.delivery().transactionPrefix()).isEqualTo("rivulet/y");
    assertThat(read.kafka().properties().values())
        .isEqualTo(Map.of("client.id", "b", "linger.ms", "5"));
  }

  @Test
  void read_textThatLooksLikeANumber_staysAsWritten() throws IOException {
    JobConfiguration read =
        JobConfiguration.read(SERVERS, "--config", file("kafka.group.id: 1.10\n"));

    assertThat(read.kafka().groupId()).isEqualTo("1.10");
  }

  @Test
  void read_emptySectionsAndPrefix_areFine() throws IOException {
    JobConfiguration read =
        JobConfiguration.read(
            SERVERS, "--config", file("kafka:\npublish: {}\ntopics: {prefix: ''}\n"));

    assertThat(read.topics().samples()).isEqualTo("samples");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka.properties.sasl.jaas.config",
        "kafka.properties.ssl.key.password",
        "kafka.properties.my.token",
        "kafka.password",
        "secret"
      })
  void read_literalSecretAnywhere_isRefusedWithoutItsValue(String key) throws IOException {
    String file = file(key + ": hunter2\n");

    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--config", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--" + key + "=hunter2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void read_reference_passesAndIsNotShown() {
    String reference = "${file:/etc/secrets/kafka.properties:sasl.jaas.config}";

    JobConfiguration read =
        JobConfiguration.read(SERVERS, "--kafka.properties.sasl.jaas.config", reference);

    assertThat(read.kafka().clientProperties())
        .containsEntry("sasl.jaas.config", reference)
        .containsEntry("config.providers", "file");
    assertThat(read.toString()).contains("sasl.jaas.config").doesNotContain("/etc/secrets");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {bootstrap.servers: 'b:1'}",
        "kafka.bootstrap.servers: b:1",
        "kafka: {bootstrap: {servers: 'b:1'}}"
      })
  void namesBroker_anyNesting_isTrue(String yaml) throws IOException {
    assertThat(JobConfiguration.namesBroker("--config", file(yaml + "\nunknown: 1\n"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "models: []", "kafka: {group.id: a}", "bootstrap.servers: b:1"})
  void namesBroker_otherKeys_isFalse(String yaml) throws IOException {
    assertThat(JobConfiguration.namesBroker("--config", file(yaml), "--publish.every", "5"))
        .isFalse();
    assertThat(JobConfiguration.namesBroker("--config", file(yaml), SERVERS)).isTrue();
  }

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("job.yaml"), text).toString();
  }
}
