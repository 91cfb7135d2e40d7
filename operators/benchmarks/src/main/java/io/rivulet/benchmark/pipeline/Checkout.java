package io.rivulet.benchmark.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A built checkout: its command, and the jars that its build has laid out. */
final class Checkout {

  private final Path root;

  private Checkout(Path root) {
    this.root = root;
  }

  /** The one that {@code scripts/rivulet} names. */
  static Checkout find() {
    return new Checkout(Path.of(System.getProperty("rivulet.home", "")).toAbsolutePath());
  }

  /**
   * Runs {@code scripts/rivulet} and waits for it.
   *
   * @return what it printed on standard output
   */
  String rivulet(String... words) {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("scripts/rivulet").toString());
    command.addAll(List.of(words));
    return run(new ProcessBuilder(command));
  }

  /** Runs a program to its end; what it says on both outputs explains a failure. */
  static String run(ProcessBuilder program) {
    try {
      Path said = Files.createTempFile("rivulet-bench", ".err");
      try {
        Process process = program.redirectError(said.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
          throw new BenchException(
              "'%s' failed: %s %s"
                  .formatted(
                      String.join(" ", program.command()),
                      out.strip(),
                      Files.readString(said).strip()));
        }
        return out;
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new BenchException("'" + program.command().get(0) + "' cannot be run: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  Path flink() {
    return built("job/cli/target/rivulet/flink");
  }

  /** Submitted by {@code rivulet submit}; has the Kafka connector in it. */
  Path jobJar() {
    return built("job/cli/target/rivulet/rivulet-job.jar");
  }

  Path countingJar() {
    Path folder = built("operators/benchmarks/target/jobs");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith("-counting-job.jar"))
          .findFirst()
          .orElseThrow(() -> missing(folder.resolve("*-counting-job.jar")));
    } catch (IOException e) {
      throw new BenchException(folder + " cannot be read: " + e, e);
    }
  }

  private Path built(String name) {
    Path path = root.resolve(name);
    if (!Files.exists(path)) {
      throw missing(path);
    }
    return path;
  }

  private BenchException missing(Path path) {
    return new BenchException(path + " is missing; build it with 'mvn package' in " + root);
  }
}
