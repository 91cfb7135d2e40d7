package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mvn package} lays out must not mix. */
class ClassPathsIT {

  private static final Path LAYOUT = Home.find().checkout().resolve("job/cli/target/rivulet");

  @ParameterizedTest
  @ValueSource(strings = {"flink", "broker", "cli"})
  void classPath_forLogging_hasOneBinding(String name) throws IOException {
    assertThat(jars(name).filter(jar -> holds(jar, "org/slf4j/impl/StaticLoggerBinder.class")))
        .hasSize(1);
  }

  @Test
  void flink_hasNothingOfTheJob() throws IOException {
    assertThat(names("flink"))
        .anyMatch(name -> name.startsWith("flink-clients-"))
        .noneMatch(
            name -> name.matches("(rivulet|kafka|jackson|flink-connector-kafka|picocli)-.*"));
  }

  @Test
  void broker_hasNeitherFlinkNorRivulet() throws IOException {
    assertThat(names("broker"))
        .anyMatch(name -> name.startsWith("kafka_2.13-"))
        .noneMatch(name -> name.matches("(rivulet|flink|picocli)-.*"));
  }

  @Test
  void cli_hasNeitherFlinkNorABroker() throws IOException {
    assertThat(names("cli"))
        .anyMatch(name -> name.startsWith("rivulet-cli-"))
        .anyMatch(name -> name.startsWith("rivulet-experiments-"))
        .anyMatch(name -> name.startsWith("rivulet-client-"))
        .noneMatch(name -> name.matches("(flink|kafka_2|scala|log4j)-.*"));
  }

  @Test
  void submittedJar_bringsTheConnectorButNoFlinkAndNoLogging() {
    Path jar = Home.find().jobJar();

    assertThat(holds(jar, "org/apache/flink/connector/kafka/sink/KafkaSink.class")).isTrue();
    assertThat(holds(jar, "org/apache/kafka/clients/producer/KafkaProducer.class")).isTrue();
    assertThat(holds(jar, "org/apache/flink/api/common/JobID.class")).isFalse();
    assertThat(holds(jar, "org/slf4j/Logger.class")).isFalse();
  }

  private static List<String> names(String classPath) throws IOException {
    return jars(classPath).map(jar -> jar.getFileName().toString()).toList();
  }

  private static Stream<Path> jars(String classPath) throws IOException {
    try (Stream<Path> files = Files.list(LAYOUT.resolve(classPath))) {
      return files.toList().stream();
    }
  }

  private static boolean holds(Path jar, String entry) {
    try (var file = new JarFile(jar.toFile())) {
      return file.getEntry(entry) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
