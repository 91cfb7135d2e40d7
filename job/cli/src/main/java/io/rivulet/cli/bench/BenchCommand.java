package io.rivulet.cli.bench;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet bench}. */
@Command(
    name = "bench",
    description = {
      "Measure what a sample costs, side by side with what it is compared with.",
      "kernels times learners beside the limit of the memory and other libraries; pipeline starts a"
          + " broker and a cluster and lets the job read a topic beside a job that only counts;"
          + " growth fits the exponents of time and memory.",
      "Ratios are of one run, and greater is better. The absolute numbers hold for this machine and"
          + " what else it did."
    },
    exitCodeList = {
      "0:done",
      "1:failed: something could not be measured, or the benchmarks are not built",
      "2:refused: wrong use"
    })
public final class BenchCommand implements Callable<Integer> {

  /** What there is to measure. */
  enum Bench {
    KERNELS,
    PIPELINE,
    GROWTH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(paramLabel = "NAME", description = "What is measured: ${COMPLETION-CANDIDATES}.")
  private Bench name;

  @Mixin private BenchSize size;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Directory of the platform that it starts, and deletes at the end (default:"
              + " .rivulet/bench).")
  private Path directory;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "Also put the results into this JSON file, with machine, versions and command, in the"
              + " place of those of the same NAME.")
  private Path to;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      description = "What a reader of the file should know of this run.")
  private String note;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"bench\": .., \"rows\": [{\"case\": .., \"value\": ..,"
              + " \"unit\": .., \"ratio\": .., \"of\": ..}]}; ratio and of are null for a value that"
              + " is compared with nothing.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    BenchResult result;
    try (Progress progress = Progress.onStandardError()) {
      result = new BenchProcess(Home.find(), name.toString()).run(arguments(), progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, result);
    } else {
      result.table().print(out);
    }
    return Exit.DONE;
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>(size.arguments());
    Path platform =
        directory == null ? Home.find().checkout().resolve(".rivulet/bench") : directory;
    arguments.addAll(List.of("--dir", platform.toAbsolutePath().normalize().toString()));
    if (to != null) {
      arguments.addAll(List.of("--to", to.toAbsolutePath().normalize().toString()));
    }
    if (note != null) {
      arguments.addAll(List.of("--note", note));
    }
    return arguments;
  }
}
