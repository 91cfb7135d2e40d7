package io.rivulet.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      description =
          "Print one JSON document; a part that does not run is null, and in dead if nobody stopped"
              + " it.")
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
    if (broker == null) {
      absent(out, status, Service.BROKER);
    } else {
      row(out, "broker", "pid " + broker.pid(), broker.bootstrapServers());
    }
    if (jobManager == null) {
      absent(out, status, Service.JOBMANAGER);
    } else {
      row(out, "jobmanager", "pid " + jobManager.pid(), jobManager.rest());
    }
    status.taskManagers().forEach(each -> row(out, "taskmanager", "pid " + each.pid(), each.id()));
    Stream.of(Service.values())
        .filter(service -> service.isTaskManager() && status.dead().contains(service.label()))
        .forEach(service -> absent(out, status, service));
    status
        .jobs()
        .forEach(
            job -> out.printf("%-13s %-11s %s  %s%n", "job", job.state(), job.id(), job.name()));
  }

  private static void absent(PrintWriter out, Status status, Service service) {
    if (status.dead().contains(service.label())) {
      row(out, service.label(), "dead", "'up' starts it again, 'logs' may say why it ended");
    } else {
      row(out, service.label(), "down", "");
    }
  }

  private static void row(PrintWriter out, String part, String state, Object detail) {
    out.printf("%-13s %-11s %s%n", part, state, detail);
  }
}
