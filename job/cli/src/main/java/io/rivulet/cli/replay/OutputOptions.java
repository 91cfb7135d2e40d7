package io.rivulet.cli.replay;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The files that a replay writes; for use as a mixin. */
final class OutputOptions {

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "Where weight records go (default: standard output). The end of a model has no line here.")
  private Path weights;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "Where predictions go (default: nowhere).")
  private Path predictions;

  @Option(
      names = "--acks",
      paramLabel = "FILE",
      description = "Where the answers to commands go (default: nowhere).")
  private Path acks;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "Where the figures of quality and drift go (default: nowhere).")
  private Path metrics;

  @Option(
      names = "--states-out",
      paramLabel = "FILE",
      description = {
        "Where exported states go (default: nowhere): one for each command export, and at the end"
            + " the newest one of every model.",
        "A model that ended after its export gets the line {\"model\":\"..\",\"state\":null}."
      })
  private Path states;

  /** What is done while the files are open. */
  @FunctionalInterface
  interface Work {
    void with(FileOutputs out) throws IOException;
  }

  /** Whether nothing is written to standard output, which may be the terminal of a person. */
  boolean leaveStandardOutput() {
    return weights != null;
  }

  /** Opens the files for as long as the work takes. */
  void during(Complaints complaints, Work work) throws IOException {
    try (JsonLines weightLines =
            weights == null ? JsonLines.toStandardOutput() : JsonLines.to(weights);
        JsonLines predictionLines = JsonLines.to(predictions);
        JsonLines ackLines = JsonLines.to(acks);
        JsonLines metricLines = JsonLines.to(metrics);
        JsonLines stateLines = JsonLines.to(states)) {
      work.with(
          new FileOutputs(
              weightLines,
              predictionLines,
              ackLines,
              metricLines,
              new StateLines(stateLines),
              complaints));
      complete(List.of(weightLines, predictionLines, ackLines, metricLines, stateLines));
    }
  }

  /** None takes its place unless each could be written. */
  private static void complete(List<JsonLines> files) throws IOException {
    for (JsonLines each : files) {
      each.flush();
    }
    files.forEach(JsonLines::complete);
  }

  /**
   * Refuses to write two outputs into one file, or over an input.
   *
   * @throws Failure when a file would be lost
   */
  void requireApart(List<Path> inputs) {
    Set<Path> taken = new HashSet<>();
    inputs.forEach(input -> taken.add(place(input)));
    Stream.of(weights, predictions, acks, metrics, states)
        .filter(Objects::nonNull)
        .filter(output -> Files.isRegularFile(output) || Files.notExists(output))
        .forEach(
            output -> {
              if (!taken.add(place(output))) {
                throw Failure.refused(
                    output + " is given twice and would be overwritten; name another file");
              }
            });
  }

  /** Where a file is, whatever links lead to it. */
  private static Path place(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException notThere) {
      return file.toAbsolutePath().normalize();
    }
  }
}
