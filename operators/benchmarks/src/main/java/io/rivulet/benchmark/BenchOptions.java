package io.rivulet.benchmark;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is to be measured, and how much of it.
 *
 * @param cases patterns of the names of benches, {@code *} for any characters; all when empty
 * @param rounds interleaved rounds whose median is reported; 0 for the default of the size
 * @param samples of each round of each case; 0 for the default of the case and the size
 * @param quick whether to take sizes that end soon
 * @param directory of the local platform
 * @param to file into which the report goes
 * @param note what a reader of the report should know of the run, may be empty
 */
public record BenchOptions(
    List<String> cases,
    int rounds,
    long samples,
    boolean quick,
    Path directory,
    Optional<Path> to,
    String note) {

  private static final int ROUNDS = 3;

  public BenchOptions {
    cases = List.copyOf(cases);
  }

  /** Reads {@code --name value} and {@code --quick}, as the command passes them on. */
  public static BenchOptions of(List<String> arguments) {
    List<String> cases = new ArrayList<>();
    int rounds = 0;
    long samples = 0;
    boolean quick = false;
    Path directory = Path.of(".rivulet/bench");
    Optional<Path> to = Optional.empty();
    String note = "";
    for (var next = arguments.iterator(); next.hasNext(); ) {
      String option = next.next();
      if (option.equals("--quick")) {
        quick = true;
        continue;
      }
      if (!next.hasNext()) {
        throw new IllegalArgumentException(option + " has no value");
      }
      String value = next.next();
      switch (option) {
        case "--case" -> cases.add(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--samples" -> samples = Long.parseLong(value);
        case "--dir" -> directory = Path.of(value);
        case "--to" -> to = Optional.of(Path.of(value));
        case "--note" -> note = value;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new BenchOptions(cases, rounds, samples, quick, directory, to, note);
  }

  /** The benches that are meant, in their order. */
  public List<Bench> chosen(List<Bench> all) {
    List<Bench> chosen = all.stream().filter(bench -> isMeant(bench.name())).toList();
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "no case is named %s; there are %s"
              .formatted(
                  String.join(", ", cases),
                  String.join(", ", all.stream().map(Bench::name).toList())));
    }
    return chosen;
  }

  private boolean isMeant(String name) {
    return cases.isEmpty() || cases.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(Path.of(name));
  }

  public int roundsOrDefault() {
    return rounds > 0 ? rounds : quick ? 1 : ROUNDS;
  }

  /** Samples of a round, of a case that takes so many by itself. */
  public long samplesOr(long whole, long quickly) {
    return samples > 0 ? samples : quick ? quickly : whole;
  }

  /** The command line that gives this run again. */
  public String command(String bench) {
    Stream.Builder<String> words = Stream.builder();
    words.add("scripts/rivulet bench " + bench);
    cases.forEach(each -> words.add("--case '" + each + "'"));
    if (rounds > 0) {
      words.add("--rounds " + rounds);
    }
    if (samples > 0) {
      words.add("--samples " + samples);
    }
    if (quick) {
      words.add("--quick");
    }
    return String.join(" ", words.build().toList());
  }
}
