package io.rivulet.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet status}. */
@Command(
    name = "status",
    description = "Show which parts of the local platform run, where, and with which jobs.")
public final class StatusCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(
      names = "--json",
      description = "Print one JSON document; a part that does not run is null.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Status status = where.platform().status();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(status));
    } else {
      print(status, out);
    }
    return 0;
  }

  private static void print(Status status, PrintWriter out) {
    Status.Broker broker = status.broker();
    Status.JobManager jobManager = status.jobManager();
    row(
        out,
        "broker",
        broker == null ? null : broker.pid(),
        broker == null ? "" : broker.bootstrapServers());
    row(
        out,
        "jobmanager",
        jobManager == null ? null : jobManager.pid(),
        jobManager == null ? "" : jobManager.rest());
    status.taskManagers().forEach(each -> row(out, "taskmanager", each.pid(), each.id()));
    status
        .jobs()
        .forEach(
            job -> out.printf("%-12s %-11s %s  %s%n", "job", job.state(), job.id(), job.name()));
  }

  private static void row(PrintWriter out, String part, Long pid, Object detail) {
    out.printf("%-12s %-11s %s%n", part, pid == null ? "down" : "pid " + pid, detail);
  }
}
