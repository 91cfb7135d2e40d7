package io.rivulet.cli.local;

import io.rivulet.cli.Progress;
import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet up}. */
@Command(
    name = "up",
    description = {
      "Start a Kafka broker and a Flink cluster on this machine.",
      "What runs already is left alone, and data is kept."
    })
public final class UpCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Subtasks of an operator, and slots of each TaskManager (default: as before, or 2).")
  private Integer parallelism;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    LocalPlatform platform = where.platform();
    try (var progress = Progress.onStandardError()) {
      platform.up(
          parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism), progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Kafka broker  " + platform.bootstrapServers());
    out.println("Flink         " + platform.rest());
    out.println("data and logs " + platform.directory().root());
    return 0;
  }
}
