package io.rivulet.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a configuration, and what is said of it. */
final class ConfigurationFaultsTest {

  private static final String SERVERS = "--kafka.bootstrap.servers=localhost:9092";
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "publish.evry, publish.every",
    "kafka.bootstrap.server, kafka.bootstrap.servers",
    "limit.dimension, limits.dimension",
    "topic.prefix, topics.prefix",
    "bootstrap.servers, kafka.bootstrap.servers",
    "Publish.Every, publish.every",
    "specs, models",
    "modells, models"
  })
  void read_unknownKey_namesTheNearest(String key, String nearest) throws IOException {
    String file = file("format: json\n" + key + ": hunter2\n");

    assertThatThrownBy(() -> JobConfiguration.read("--config", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown key '" + key + "', the nearest known is " + nearest + " (job.yaml, line 2)");
    assertThatThrownBy(() -> JobConfiguration.read("--" + key, "hunter2"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "unknown key '" + key + "', the nearest known is " + nearest + " (command line)");
  }

  @Test
  void read_keyFarFromAll_listsTheKnownOnes() {
    assertThatThrownBy(() -> JobConfiguration.read("--zzz", "1"))
        .hasMessageStartingWith("unknown key 'zzz'; known are ")
        .hasMessageContaining("kafka.bootstrap.servers, ")
        .hasMessageEndingWith("(command line)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "publish.every: x | publish.every must be a whole number such as 100, got 'x' (job.yaml, line 1)",
        "publish.every: 1e1 | publish.every must be a whole number such as 100, got '1e1' (job.yaml, line 1)",
        "publish.every: 0 | publish.every must be 1 or more, got 0; use 1 to publish each version (job.yaml, line 1)",
        "publish.every: [1] | publish.every must be a whole number such as 100, got a list or map (job.yaml, line 1)",
        "publish.every: | publish.every has no value (job.yaml, line 1); give one or remove the line",
        "delivery: twice | delivery must be at-least-once or exactly-once, got 'twice' (job.yaml, line 1)",
        "format: avro | format must be json or raw, got 'avro' (job.yaml, line 1)",
        "delivery.outage: 10 | delivery.outage must be a duration such as 10s, 13min or 12h, got '10' (job.yaml, line 1)",
        "cache.max-bytes: all | cache.max-bytes must be auto or a size such as 64mb, got 'all' (job.yaml, line 1)",
        "limits.model-bytes: 3gb | limits.model-bytes must be 1kb to 2gb, got 3gb (job.yaml, line 1)",
        "kafka.start: noon | kafka.start must be earliest, latest or a time in milliseconds since 1970, got 'noon' (job.yaml, line 1)",
        "kafka: 5 | kafka is a section; set a key below it, such as kafka.bootstrap.servers (job.yaml, line 1)",
        "kafka.properties: 5 | kafka.properties is a section; name the property after it (job.yaml, line 1)",
        "kafka.properties.a: [1] | kafka.properties.a must be one value, got a list (job.yaml, line 1); separate values with commas",
        "models: 5 | models must be a list of {match, spec}, got '5' (job.yaml, line 1)"
      })
  void read_badValue_saysWhatIsAllowed(String text, String message) throws IOException {
    String file = file(text + "\n");

    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--config", file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  @Test
  void read_sameKeyInTwoSpellings_isRefused() throws IOException {
    String file = file("publish.every: 1\npublish: {every: 2}\n");

    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--config", file))
        .hasMessage(
            "publish.every is given twice (job.yaml, line 1 and job.yaml, line 2); keep one");
  }

  @Test
  void read_badArguments_areRefused() {
    assertThatThrownBy(() -> JobConfiguration.read("hunter2"))
        .hasMessage("argument 1 is not a --key; write --key value, or --key=value");
    assertThatThrownBy(() -> JobConfiguration.read(SERVERS, "--publish.every"))
        .hasMessageStartingWith("--publish.every has no value");
    assertThatThrownBy(() -> JobConfiguration.read("--publish.every", "--format"))
        .hasMessageStartingWith("--publish.every has no value");
    assertThatThrownBy(() -> JobConfiguration.read("--format=json", "--format", "json"))
        .hasMessageStartingWith("format is given twice");
    assertThatThrownBy(() -> JobConfiguration.read("--config", "a", "--config", "b"))
        .hasMessageStartingWith("--config is given twice");
    assertThatThrownBy(() -> JobConfiguration.read("--models", "[]"))
        .hasMessage("models is a list and comes from the file; remove --models");
    assertThatThrownBy(() -> JobConfiguration.read("--"))
        .hasMessageStartingWith("argument 1 is not a --key");
  }

  @Test
  void read_fileThatCannotBeRead_isNamed() throws IOException {
    Path missing = dir.resolve("missing.yaml");
    Path latin = Files.write(dir.resolve("latin.yaml"), new byte[] {'a', ':', (byte) 0xe9});

    assertThatThrownBy(() -> JobConfiguration.read("--config", missing.toString()))
        .hasMessage("there is no file " + missing + "; check --config");
    assertThatThrownBy(() -> JobConfiguration.read("--config", latin.toString()))
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void readForJob_manyErrors_tellsEachWithItsLine() throws IOException {
    String file =
        file(
            """
            publish.evry: 2
            publish.every: 0
            kafka:
              bootstrap.servers: "localhost"
              properties: {sasl.jaas.config: hunter2, my.token: hunter3}
            limits: {record-bytes: 65mb, dimension: 0}
            models:
              - match: "a"
                spec: {learner: rlss, dimension: 3}
              - mach: "b"
                spec: {learner: rls, dimension: 3}
              - match: "c"
                spec:
                  learner: rls
                  dimension: -1
              - match: "d"
                spec: {learner: rls}
            """);

    ConfigurationException thrown =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> JobConfiguration.readForJob("--config", file, "--delivery.outage=soon"));

    assertThat(thrown.problems())
        .extracting(Problem::subject)
        .containsExactlyInAnyOrder(
            "",
            "models[0].spec",
            "models[1].mach",
            "models[2].spec.dimension",
            "models[3].spec.dimension",
            "kafka.bootstrap.servers",
            "kafka.properties.sasl.jaas.config",
            "kafka.properties.my.token",
            "publish.every",
            "limits.record-bytes",
            "limits.dimension",
            "delivery.outage");
    assertThat(thrown.getMessage().lines())
        .hasSameSizeAs(thrown.problems())
        .allMatch(line -> line.matches(".*\\((job.yaml, line \\d+|command line)\\)"))
        .anyMatch(line -> line.matches("unknown key 'publish.evry', .*line 1\\)"))
        .anyMatch(line -> line.matches("publish.every must .*line 2\\)"))
        .anyMatch(line -> line.matches("kafka.bootstrap.servers must .*line 4\\)"))
        .anyMatch(line -> line.matches("limits.dimension must .*line 6\\)"))
        .anyMatch(line -> line.matches("models\\[0] .*unknown learner 'rlss'.*line 9\\)"))
        .anyMatch(line -> line.matches("models\\[1] .*'mach', .*line 10\\)"))
        .anyMatch(line -> line.matches("models\\[2] .*'dimension' must .*line 15\\)"))
        .anyMatch(line -> line.matches("models\\[3] .*'dimension' is missing.*line 17\\)"));
    assertThat(thrown.getMessage()).doesNotContain("hunter").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "models: []", "models:"})
  void readForJob_noModels_isRefused(String models) throws IOException {
    String file = file(models + "\n");

    assertThatThrownBy(() -> JobConfiguration.readForJob(SERVERS, "--config", file))
        .hasMessageStartingWith("models has no ");
  }

  private String file(String text) throws IOException {
    return Files.writeString(dir.resolve("job.yaml"), text).toString();
  }
}
