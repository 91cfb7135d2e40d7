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
@Command(
    name = "logs",
    description = "Show the end of the logs of the local platform.",
    exitCodeList = {
      "0:done",
      "1:failed: no log yet, or nothing knows the job",
      "2:refused: wrong use"
    })
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
    StateDirectory directory = where.platform().directory();
    Map<Service, LogTail> tails = tails(directory, new LogFilter(level, job));
    boolean any = false;
    for (Map.Entry<Service, LogTail> each : tails.entrySet()) {
      List<String> last = each.getValue().lastEntries(lines);
      any |= !last.isEmpty();
      print(out, each.getKey(), last);
    }
    if (job != null && !any) {
      requireKnownJob(directory);
    }
    while (follow) {
      LockSupport.parkNanos(POLL.toNanos());
      tails.forEach((service, tail) -> print(out, service, tail.addedEntries()));
    }
    return Exit.DONE;
  }

  /** A job of which no wanted entry tells is known all the same if others tell of it. */
  private void requireKnownJob(StateDirectory directory) {
    LogFilter anyLevel = new LogFilter(LogLevel.TRACE, job);
    KnownJobs known = KnownJobs.of(where.platform());
    if (known.holds(job)
        || tails(directory, anyLevel).values().stream()
            .anyMatch(tail -> !tail.lastEntries(1).isEmpty())) {
      return;
    }
    String unknown = known.unknown(job);
    if (!follow) {
      throw Failure.failed(unknown);
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("rivulet: " + unknown + "; waiting for it");
    err.flush();
  }

  private Map<Service, LogTail> tails(StateDirectory directory, LogFilter filter) {
    var tails = new LinkedHashMap<Service, LogTail>();
    services()
        .filter(service -> Files.exists(directory.log(service)))
        .forEach(service -> tails.put(service, new LogTail(directory.log(service), filter)));
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
