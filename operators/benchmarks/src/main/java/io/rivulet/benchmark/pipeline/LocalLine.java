package io.rivulet.benchmark.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.benchmark.BenchOptions;
import io.rivulet.benchmark.results.RowJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A broker and a cluster of this machine, in a directory of their own that ends with them. */
final class LocalLine implements AutoCloseable {

  private final Checkout checkout;
  private final Path directory;
  private final Thread ending = new Thread(this::down, "bench-down");
  private String bootstrapServers;
  private FlinkJobs flink;
  private List<ProcessHandle> taskManagers = List.of();

  private LocalLine(Checkout checkout, Path directory) {
    this.checkout = checkout;
    this.directory = directory;
  }

  /** Starts it with parallelism 2, on any free ports. */
  static LocalLine up(BenchOptions options) {
    LocalLine line = new LocalLine(Checkout.find(), options.directory().toAbsolutePath());
    line.start();
    return line;
  }

  private void start() {
    if (Files.exists(directory.resolve("platform.json")) && runs()) {
      throw new BenchException(
          "a platform runs in %s; end it with 'down --dir %s', or choose another --dir"
              .formatted(directory, directory));
    }
    Runtime.getRuntime().addShutdownHook(ending);
    String where = directory.toString();
    checkout.rivulet("up", "--dir", where, "--parallelism=2", "--port=0", "--rest-port=0");
    JsonNode status = status();
    bootstrapServers = status.at("/broker/bootstrapServers").asText();
    flink = new FlinkJobs(checkout, directory, status.at("/jobManager/rest").asText());
    taskManagers =
        status.path("taskManagers").findValues("pid").stream()
            .map(pid -> ProcessHandle.of(pid.asLong()).orElseThrow())
            .toList();
  }

  private boolean runs() {
    try {
      JsonNode status = status();
      return status.hasNonNull("broker") || status.hasNonNull("jobManager");
    } catch (BenchException nothingRuns) {
      return false;
    }
  }

  private JsonNode status() {
    return json(checkout.rivulet("status", "--json", "--dir", directory.toString()));
  }

  static JsonNode json(String text) {
    try {
      return RowJson.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BenchException("expected JSON, got '" + text + "'", e);
    }
  }

  Checkout checkout() {
    return checkout;
  }

  Path directory() {
    return directory;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  FlinkJobs flink() {
    return flink;
  }

  /** What the processors have worked for both TaskManagers. */
  long cpuNanos() {
    return taskManagers.stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private void down() {
    checkout.rivulet("down", "--purge", "--dir", directory.toString());
  }

  @Override
  public void close() {
    down();
    Runtime.getRuntime().removeShutdownHook(ending);
  }
}
