package io.rivulet.cli.bench;

import io.rivulet.cli.console.Failure;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How much is measured; for use as a mixin. */
final class BenchSize {

  private static final int MOST_ROUNDS = 100;

  @Option(
      names = "--case",
      paramLabel = "CASE",
      description =
          "Only these cases: as in the first part of a row, * for any characters; may be given"
              + " again.")
  private List<String> cases = List.of();

  @Option(
      names = "--quick",
      description = "Sizes that end soon: pipeline --case p16-hot in about two minutes.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Rounds on the line by turns, of which the median counts, 1 to 100 (default: 3, or 1 if"
              + " quick).")
  private Integer rounds;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "Samples of each round on the line, 10000 or more (default: as many as the case needs).")
  private Long samples;

  /** For the main of the benchmarks. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    cases.forEach(each -> arguments.addAll(List.of("--case", each)));
    if (quick) {
      arguments.add("--quick");
    }
    if (rounds != null) {
      arguments.addAll(List.of("--rounds", checked("--rounds", rounds, 1, MOST_ROUNDS)));
    }
    if (samples != null) {
      arguments.addAll(
          List.of("--samples", checked("--samples", samples, 10_000, Integer.MAX_VALUE)));
    }
    return arguments;
  }

  private static String checked(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw Failure.refused("%s must be in %d to %d, got %d".formatted(option, least, most, value));
    }
    return String.valueOf(value);
  }
}
