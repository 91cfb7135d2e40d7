package io.rivulet.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.OnInterrupt;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The JVM of the benchmarks of a checkout. It says on standard output, one JSON object a line, what
 * it does and what it has measured.
 */
final class BenchProcess {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAIN = "io.rivulet.benchmark.run.BenchMain";
  private static final int STOP_SECONDS = 90;

  private final Home home;
  private final String bench;

  BenchProcess(Home home, String bench) {
    this.home = home;
    this.bench = bench;
  }

  /**
   * Runs it to its end. If this command is interrupted, it ends what it started.
   *
   * @param options of its main
   */
  BenchResult run(List<String> options, Progress progress) {
    Process process = started(command(options));
    try (OnInterrupt end = new OnInterrupt(() -> end(process))) {
      List<JsonNode> rows = new ArrayList<>();
      String error = "the benchmarks ended early";
      for (JsonNode said = next(process); said != null; said = next(process)) {
        if (said.has("case")) {
          rows.add(said);
        } else if (said.has("stage")) {
          progress.stage(said.path("stage").asText());
        } else if (said.has("error")) {
          error = said.path("error").asText();
        }
      }
      int code = exitOf(process);
      if (end.begun()) {
        throw OnInterrupt.awaitEnd();
      }
      if (code != 0) {
        throw Failure.failed(error);
      }
      return new BenchResult(bench, rows);
    }
  }

  private List<String> command(List<String> options) {
    Path jar = home.checkout().resolve("operators/benchmarks/target/benchmarks.jar");
    if (!Files.exists(jar)) {
      throw Failure.failed(
          jar
              + " is missing; benchmarks run from a checkout: build it with 'mvn package' in "
              + home.checkout());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Drivulet.home=" + home.checkout()));
    command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level()));
    command.addAll(List.of("-cp", jar.toString(), MAIN, bench));
    command.addAll(options);
    return command;
  }

  private static String level() {
    return System.getProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
  }

  private static Process started(List<String> command) {
    try {
      boolean debug = !level().equals("off");
      return new ProcessBuilder(command)
          .redirectError(debug ? Redirect.INHERIT : Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw Failure.failed("the benchmarks cannot be started (" + e.getMessage() + ")", e);
    }
  }

  /** The next line that it says, or null at its end. */
  private static JsonNode next(Process process) {
    try {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      return line == null ? null : JSON.readTree(line);
    } catch (IOException e) {
      throw Failure.failed("the benchmarks said something that is no JSON: " + e.getMessage(), e);
    }
  }

  private static int exitOf(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.failed("interrupted", e);
    }
  }

  /** Asks it to end, with time to end the platform. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
