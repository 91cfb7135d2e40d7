package io.rivulet.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.log.LogEntry;
import io.rivulet.cli.log.LogFormat;
import io.rivulet.cli.log.LogLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The logging configurations of the local platform and of {@code deploy/}, in log4j itself. */
class LoggingTest {

  private static final String JOB = "f7329134a85776ca32cf39661070d4a8";
  private static final String COMMITTER =
      "org.apache.flink.connector.kafka.sink.internal.KafkaCommitter";
  private static final String RUNNER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
  private static final String MANAGER =
      "org.apache.flink.runtime.resourcemanager.StandaloneResourceManager";
  private static final String NAMES = "org.apache.flink.runtime.metrics.util.MetricUtils";
  private static final String OFFSETS =
      "org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils";
  private static final String COORDINATOR = "kafka.coordinator.transaction.TransactionCoordinator";

  /** As in flink-connector-kafka 5.0.0-2.2. */
  private static final String FENCED =
      "Unable to commit transaction (x) because its producer is already fenced. This means that..";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"local", "log4j.properties"})
  void text_entry_hasLevelAndJobWhereTheCommandLooksForThem(String configuration)
      throws IOException {
    List<String> lines =
        logged(configuration(configuration, LogFormat.TEXT), LoggingTest::logAnEntryOfAJob);

    assertThat(lines.get(0))
        .matches("\\d{4}-\\d\\d-\\d\\d .* ERROR \\[" + JOB + "] a\\.b\\.C - it \"broke\"");
    assertThat(lines.get(1)).isEqualTo("java.lang.IllegalStateException: first");
    assertThat(LogEntry.begunBy(lines.get(0))).map(LogEntry::level).contains(LogLevel.ERROR);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> LogEntry.begunBy(line).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "log4j-json.properties"})
  void json_entry_isOneObjectWithItsStackTrace(String configuration) throws IOException {
    List<String> lines =
        logged(configuration(configuration, LogFormat.JSON), LoggingTest::logAnEntryOfAJob);

    assertThat(lines).hasSize(1);
    JsonNode entry = new ObjectMapper().readTree(lines.get(0));
    assertThat(entry.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]{12}(Z|[+-].*)");
    assertThat(entry.path("level").asText()).isEqualTo("ERROR");
    assertThat(entry.path("logger").asText()).isEqualTo("a.b.C");
    assertThat(entry.path("job").asText()).isEqualTo(JOB);
    assertThat(entry.path("message").asText()).isEqualTo("it \"broke\"");
    assertThat(entry.path("exception").asText())
        .startsWith("java.lang.IllegalStateException: first\n\tat ");
    assertThat(LogEntry.begunBy(lines.get(0))).map(LogEntry::level).contains(LogLevel.ERROR);
  }

  @Test
  void json_entryOfNoJobAndNoException_hasNeither() throws IOException {
    List<String> lines =
        logged(
            configuration("local", LogFormat.JSON),
            context -> context.getLogger("a.b.C").info("m"));

    assertThat(new ObjectMapper().readTree(lines.get(0)).fieldNames())
        .toIterable()
        .containsExactly("time", "level", "logger", "thread", "message");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "log4j.properties", "log4j-json.properties"})
  void flink_entries_haveTheLevelOfWhatHappened(String configuration) throws IOException {
    List<String> lines =
        logged(
            configuration(
                configuration, configuration.contains("json") ? LogFormat.JSON : LogFormat.TEXT),
            context -> {
              context.getLogger(COMMITTER).error(FENCED);
              context.getLogger(COMMITTER).error("Transaction (x) encountered error");
              context.getLogger(RUNNER).warn("RECEIVED SIGNAL 15: SIGTERM. Shutting down");
              context.getLogger(RUNNER).error("Fatal error occurred");
              context
                  .getLogger("org.apache.flink.runtime.rpc.RpcEndpoint$MainThreadExecutor")
                  .warn("The scheduled executor service is shutdown and ignores the command x");
              context.getLogger(MANAGER).info("TaskManager with id t is no longer reachable.");
              context.getLogger(MANAGER).info("Registering TaskManager with id t");
            });

    assertThat(lines)
        .extracting(LoggingTest::level)
        .containsExactly(
            LogLevel.INFO,
            LogLevel.ERROR,
            LogLevel.INFO,
            LogLevel.ERROR,
            LogLevel.INFO,
            LogLevel.WARN,
            LogLevel.INFO);
  }

  @Test
  void coordinator_transactionTimedOut_isAnAlarm() throws IOException {
    List<String> lines =
        logged(
            configuration("local", LogFormat.TEXT),
            context -> {
              context
                  .getLogger(COORDINATOR)
                  .info("Completed rollback of ongoing transaction for x due to timeout");
              context.getLogger(COORDINATOR).info("Elected as the leader");
            });

    assertThat(lines).extracting(LoggingTest::level).containsExactly(LogLevel.WARN, LogLevel.INFO);
  }

  /** Each pair: what ordinary operation logs, and a fault of the same logger. */
  @Test
  void local_ordinaryOperation_leavesNoWarning() throws IOException {
    Map<String, List<String>> messages =
        Map.of(
            "org.apache.kafka.controller.QuorumController",
            List.of(
                "Performing. The metadata log appears to be empty. Appending",
                "[QuorumController id=1] Performing controller activation. ",
                "Unable to"),
            "kafka.server.ControllerApis",
            List.of(
                "Unexpected error handling request RequestHeader(apiKey=CONTROLLER_REGISTRATION, x",
                "Unexpected error handling request RequestHeader(apiKey=FETCH, x"),
            "kafka.server.DefaultAutoTopicCreationManager",
            List.of("failed with error 'TOPIC_ALREADY_EXISTS'", "failed with 'POLICY_VIOLATION'"));

    List<String> lines =
        logged(
            configuration("local", LogFormat.TEXT),
            context -> {
              messages.forEach(
                  (logger, said) ->
                      said.forEach(each -> context.getLogger(logger).log(Level.WARN, each)));
              context.getLogger("org.apache.flink.metrics.MetricGroup").warn("Name collision");
              context.getLogger("org.apache.flink.metrics.MetricRegistry").warn("reporter");
              context.getLogger(NAMES).warn("exceeded the 80 characters length limit");
              context.getLogger(OFFSETS).warn("Not updating last stable offset");
            });

    assertThat(lines)
        .hasSize(4)
        .noneMatch(
            line ->
                line.contains("empty")
                    || line.contains("REGISTRATION")
                    || line.contains("ALREADY_EXISTS"));
  }

  private static LogLevel level(String line) {
    return LogEntry.begunBy(line).orElseThrow().level();
  }

  private static void logAnEntryOfAJob(LoggerContext context) {
    ThreadContext.put("flink-job-id", JOB);
    context.getLogger("a.b.C").error("it \"broke\"", new IllegalStateException("first"));
    ThreadContext.remove("flink-job-id");
  }

  private Path configuration(String name, LogFormat format) {
    if (name.equals("local")) {
      StateDirectory platform = new StateDirectory(directory.resolve("platform"));
      platform.create(Optional.of(format));
      return platform.logging();
    }
    return Path.of(System.getProperty("rivulet.home"), "deploy/standalone", name);
  }

  private List<String> logged(Path configuration, Consumer<LoggerContext> logging)
      throws IOException {
    Path file = directory.resolve("out.log");
    System.setProperty("log.file", file.toString());
    LoggerContext context =
        Configurator.initialize(null, null, configuration.toUri(), configuration);
    try {
      logging.accept(context);
    } finally {
      Configurator.shutdown(context);
      System.clearProperty("log.file");
    }
    return Files.readAllLines(file);
  }
}
