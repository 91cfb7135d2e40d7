package io.rivulet.cli.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigurationTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "models: []", "kafka: {group.id: a}", "bootstrap.servers: b:1"})
  void namesBroker_otherKeys_isFalse(String yaml) throws IOException {
    assertThat(JobConfiguration.namesBroker(file(yaml), List.of("--publish.every", "5"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka: {bootstrap.servers: 'b:1'}",
        "kafka.bootstrap.servers: b:1",
        "kafka: {bootstrap: {servers: 'b:1'}}"
      })
  void namesBroker_anyNesting_isTrue(String yaml) throws IOException {
    assertThat(JobConfiguration.namesBroker(file(yaml), List.of())).isTrue();
  }

  @Test
  void namesBroker_asArgument_isTrue() throws IOException {
    assertThat(JobConfiguration.namesBroker(file(""), List.of("--kafka.bootstrap.servers", "b:1")))
        .isTrue();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("job.yaml"), yaml);
  }
}
