package io.rivulet.cli.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.local.InterruptedJob;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.Service;
import io.rivulet.cli.local.Status;
import io.rivulet.cli.rest.FlinkCluster;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The platform and its jobs, for people or for programs.
 *
 * @param unanswered why the JobManager could not be asked for jobs, null when it could or is down
 */
record StatusReport(
    Status.Broker broker,
    Status.JobManager jobManager,
    List<Status.TaskManager> taskManagers,
    List<JobStatus> jobs,
    List<String> dead,
    List<InterruptedJob> interrupted,
    @JsonIgnore String unanswered) {

  private static final int TASKMANAGERS =
      (int) Stream.of(Service.values()).filter(Service::isTaskManager).count();

  static StatusReport of(LocalPlatform platform) {
    Status status = platform.status();
    List<InterruptedJob> interrupted = platform.interrupted();
    if (status.jobManager() == null) {
      return of(status, List.of(), interrupted, null);
    }
    try {
      return of(status, jobs(status), interrupted, null);
    } catch (Failure e) {
      return of(status, List.of(), interrupted, e.getMessage());
    }
  }

  private static StatusReport of(
      Status status, List<JobStatus> jobs, List<InterruptedJob> interrupted, String unanswered) {
    return new StatusReport(
        status.broker(),
        status.jobManager(),
        status.taskManagers(),
        jobs,
        status.dead(),
        interrupted,
        unanswered);
  }

  private static List<JobStatus> jobs(Status status) {
    FlinkCluster flink = FlinkCluster.at(status.jobManager().rest());
    Optional<String> broker =
        Optional.ofNullable(status.broker()).map(Status.Broker::bootstrapServers);
    return flink.jobs().stream().map(job -> JobStatus.of(flink, job, broker)).toList();
  }

  @JsonIgnore
  boolean isWhole() {
    return broker != null
        && jobManager != null
        && unanswered == null
        && taskManagers.size() == TASKMANAGERS;
  }

  void print(PrintWriter out) {
    if (broker == null) {
      absent(out, Service.BROKER);
    } else {
      row(out, "broker", "pid " + broker.pid(), broker.bootstrapServers());
    }
    if (jobManager == null) {
      absent(out, Service.JOBMANAGER);
    } else {
      row(out, "jobmanager", "pid " + jobManager.pid(), answer());
    }
    taskManagers.forEach(each -> row(out, "taskmanager", "pid " + each.pid(), each.id()));
    absentTaskManagers().forEach(service -> absent(out, service));
    jobs.forEach(job -> print(out, job));
    InterruptedJob.print(interrupted, isWhole(), out);
  }

  private String answer() {
    return unanswered == null ? jobManager.rest().toString() : unanswered;
  }

  private Stream<Service> absentTaskManagers() {
    return Stream.of(Service.values())
        .filter(Service::isTaskManager)
        .filter(service -> taskManagers.stream().noneMatch(each -> isOf(service, each)));
  }

  private static boolean isOf(Service service, Status.TaskManager running) {
    return running.id().startsWith(service.label() + "-");
  }

  private static void print(PrintWriter out, JobStatus job) {
    row(out, "job", job.state(), job.id() + "  " + job.name());
    if (!job.shown().isEmpty()) {
      row(out, "", "", job.shown());
    }
    job.shownSpecs().ifPresent(text -> row(out, "", "", text));
  }

  private void absent(PrintWriter out, Service service) {
    if (dead.contains(service.label())) {
      row(out, service.label(), "dead", "'up' starts it again, 'logs' may say why it ended");
    } else {
      row(out, service.label(), "down", "");
    }
  }

  private static void row(PrintWriter out, String part, String state, Object detail) {
    out.println("%-13s %-11s %s".formatted(part, state, detail).stripTrailing());
  }
}
