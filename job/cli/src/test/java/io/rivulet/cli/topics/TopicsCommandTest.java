package io.rivulet.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.testing.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicsCommandTest extends KafkaCommandTest {

  @Test
  void topics_alone_printsHelp() {
    Run run = runBare("topics");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("create").contains("missing");
  }

  @Test
  void create_twice_createsOnceAndTellsBoth() {
    Run first = run("topics", "create", "--partitions", "3");
    Run second = run("topics", "create");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines())
        .hasSize(8)
        .contains("created   " + prefix() + "samples", "created   " + prefix() + "weights");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out().lines())
        .hasSize(8)
        .allMatch(line -> line.startsWith("existing  " + prefix()));
  }

  @Test
  void create_json_isOneDocument() throws IOException {
    Run run = run("topics", "create", "--partitions", "1", "--json");

    JsonNode topics = new ObjectMapper().readTree(run.out()).get("topics");
    assertThat(topics).hasSize(8);
    assertThat(topics.get(0).get("topic").asText()).isEqualTo(prefix() + "samples");
    assertThat(topics.get(0).get("created").asBoolean()).isTrue();
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void create_noPartitions_isRefused() {
    Run run = run("topics", "create", "--partitions", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("partitions must be 1 or more, got 0");
  }

  @Test
  void create_moreReplicasThanBrokers_fails() {
    Run run = run("topics", "create", "--replication", "3");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("fewer brokers than replicas");
  }

  @Test
  void create_thatThePolicyOfTheBrokersForbids_saysWhatTheySay() {
    Run run = run("topics", "create", "--partitions", "1000000");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("topics cannot be created: the brokers refuse them: ", "partitions")
        .doesNotContain("host name");
  }

  @Test
  void create_nobodyThere_namesTheAddress() throws IOException {
    String nowhere = Loopback.freeAddress();

    Run run = runBare("topics", "create", "--bootstrap-servers", nowhere, "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("within 1s").contains(nowhere);
  }

  @Test
  void create_noBrokerKnown_saysWhatToGive(@TempDir Path dir) {
    Run run = runBare("topics", "create", "--dir", dir.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no broker is known").contains("--bootstrap-servers");
  }

  @Test
  void create_brokerAndPrefixOfTheConfiguration_areUsed(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(
        file,
        "kafka: {bootstrap.servers: \"%s\"}\ntopics: {prefix: %s}\n"
            .formatted(bootstrapServers(), prefix()));

    Run run = runBare("topics", "create", "--config", file.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(prefix() + "weights");
  }

  @Test
  void create_configurationWithUnknownKey_isRefused(@TempDir Path dir) throws IOException {
    Path file = dir.resolve("rivulet.yaml");
    Files.writeString(file, "kafka: {bootstrap.server: \"h:1\"}\n");

    Run run = runBare("topics", "create", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("kafka.bootstrap.servers");
  }
}
