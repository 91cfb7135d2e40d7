package io.rivulet.cli.flink;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.OnInterrupt;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.NotedJob;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * A job that a command submits and waits for. The local platform notes it as soon as its id is
 * known; a command that is interrupted says that the job goes on, which it does.
 */
final class AwaitedJob implements AutoCloseable {

  private final Function<String, NotedJob> noted;
  private final ClusterOption where;
  private final CommandLine command;
  private final boolean json;
  private final OnInterrupt interrupt = new OnInterrupt(this::interrupted);

  private NotedJob job;
  private boolean runs;

  /**
   * Begins before the job is submitted.
   *
   * @param noted what to note of the job, by its id
   */
  AwaitedJob(
      Function<String, NotedJob> noted, ClusterOption where, CommandLine command, boolean json) {
    this.noted = noted;
    this.where = where;
    this.command = command;
    this.json = json;
  }

  synchronized void submitted(String id) {
    job = noted.apply(id);
    where.platform().ifPresent(platform -> platform.noteSubmitted(job));
  }

  synchronized void runs() {
    runs = true;
    where.platform().ifPresent(platform -> platform.note(job));
  }

  /** Ends the watch; a job that ended before it ran is noted no more. */
  @Override
  public void close() {
    interrupt.close();
    if (job != null && !runs) {
      where.platform().ifPresent(this::forgetEnded);
    }
  }

  private void forgetEnded(LocalPlatform platform) {
    try {
      if (platform.flink().job(job.id()).hasEnded()) {
        platform.noteEnd(job.id());
      }
    } catch (Failure unknown) {
      // it may run on, and is to be found
    }
  }

  private synchronized void interrupted() {
    PrintWriter err = command.getErr();
    err.println();
    err.println("rivulet: interrupted; " + (job == null ? beforeItsId() : goesOn()));
    err.flush();
    if (json) {
      JsonOutput.print(command.getOut(), document());
    }
    if (job != null) {
      where.platform().ifPresent(platform -> platform.note(job));
    }
  }

  private String beforeItsId() {
    return "the job may have been submitted; " + view() + " shows whether it runs";
  }

  private String goesOn() {
    return "job %s (%s) goes on; %s shows it, '%s' ends it"
        .formatted(job.id(), job.name(), view(), line("cancel", job.id()));
  }

  private String view() {
    return where.rest() == null ? "'" + line("status") + "'" : where.rest().toString();
  }

  private String line(String... words) {
    List<String> line = new ArrayList<>(List.of("rivulet"));
    line.addAll(List.of(words));
    line.addAll(
        where
            .platform()
            .map(LocalPlatform::options)
            .orElseGet(() -> List.of("--rest", where.rest().toString())));
    return String.join(" ", line);
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("error", "interrupted");
    document.put("exitCode", Exit.INTERRUPTED);
    document.put("jobId", job == null ? null : job.id());
    return document;
  }
}
