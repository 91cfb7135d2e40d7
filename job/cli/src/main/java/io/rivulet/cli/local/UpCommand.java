package io.rivulet.cli.local;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.log.LogFormat;
import java.io.PrintWriter;
import java.util.Optional;
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
      "Parts that already run are left alone, and data is kept. Parts that were found dead are"
          + " named, and so are the jobs that ran when the platform went down, with the command"
          + " to go on."
    })
public final class UpCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description =
          "Subtasks of an operator, and slots of each TaskManager (default: as before, or 2).")
  private Integer parallelism;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port of the Kafka broker on 127.0.0.1; 0 takes any free one (default: as asked for"
              + " before, or 9092, or another free port if that is taken).")
  private Integer port;

  @Option(
      names = "--rest-port",
      paramLabel = "N",
      description =
          "Port of Flink's REST interface and web page on 127.0.0.1; 0 takes any free one"
              + " (default: as asked for before, or 8081, or another free port if that is taken).")
  private Integer restPort;

  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      description =
          "How logs are written, also by parts that already run: text, or json with one object a"
              + " line (default: as before, or text).")
  private LogFormat logFormat;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var ports = new PortRequest(given(port), given(restPort), ClientPorts.USUAL);
    LocalPlatform platform = where.platform().withLogs(Optional.ofNullable(logFormat));
    try (var progress = Progress.onStandardError()) {
      platform.up(given(parallelism), ports, progress);
    }
    platform.movedPorts().forEach(spec.commandLine().getErr()::println);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Kafka broker  " + platform.bootstrapServers());
    out.println("Flink         " + platform.rest());
    out.println("data and logs " + platform.directory().root());
    InterruptedJob.print(platform.interrupted(), true, out);
    return Exit.DONE;
  }

  private static OptionalInt given(Integer option) {
    return option == null ? OptionalInt.empty() : OptionalInt.of(option);
  }
}
