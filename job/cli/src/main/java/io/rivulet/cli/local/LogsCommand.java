package io.rivulet.cli.local;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.log.LogFilter;
import io.rivulet.cli.log.LogLevel;
import io.rivulet.cli.log.LogTail;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet logs}. */
@Command(name = "logs", description = "Show the end of the logs of the local platform.")
public final class LogsCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(300);

  @Mixin private PlatformOption where;

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "broker, jobmanager, taskmanager-1 or taskmanager-2 (default: all).")
  private String part;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many lines of each log to show, and more if an entry would be cut (default:"
              + " ${DEFAULT-VALUE}).")
  private int lines;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "TRACE",
      description =
          "Only entries that are at least as severe as this: INFO, WARN or ERROR, with their"
              + " stack traces.")
  private LogLevel level;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description =
          "Only entries of this job or that name it, by its id, the beginning of its id, or its"
              + " name.")
  private String job;

  @Option(names = "--follow", description = "Go on as the logs grow, until interrupted.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (lines < 0) {
      throw Failure.refused("--lines must be at least 0, got " + lines);
    }
    PrintWriter out = spec.commandLine().getOut();
    Map<Service, LogTail> tails = tails(where.platform().directory());
    tails.forEach((service, tail) -> print(out, service, tail.lastEntries(lines)));
    while (follow) {
      LockSupport.parkNanos(POLL.toNanos());
      tails.forEach((service, tail) -> print(out, service, tail.addedEntries()));
    }
    return Exit.DONE;
  }

  private Map<Service, LogTail> tails(StateDirectory directory) {
    var tails = new LinkedHashMap<Service, LogTail>();
    services()
        .filter(service -> Files.exists(directory.log(service)))
        .forEach(
            service ->
                tails.put(service, new LogTail(directory.log(service), new LogFilter(level, job))));
    if (tails.isEmpty()) {
      throw Failure.failed("no log yet in " + directory.root() + "; start the platform with 'up'");
    }
    return tails;
  }

  private Stream<Service> services() {
    if (part == null) {
      return Stream.of(Service.values());
    }
    return Stream.of(
        Service.labelled(part)
            .orElseThrow(
                () ->
                    Failure.refused(
                        "no part '" + part + "', the platform has " + Service.labels())));
  }

  /** Each line names its log when there are several. */
  private void print(PrintWriter out, Service service, List<String> added) {
    String prefix = part == null ? service.label() + " | " : "";
    added.forEach(line -> out.println(prefix + line));
    out.flush();
  }
}
