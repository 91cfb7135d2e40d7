package io.rivulet.cli.local;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.SavepointRequest;
import java.io.PrintWriter;
import java.util.List;

/** Stops every job of a platform that is about to go down, each with a savepoint. */
record Farewell(LocalPlatform platform, Progress progress, PrintWriter out) {

  private static final String NOW = "'down --now' ends everything without savepoints";

  void toJobs() {
    Status.JobManager jobManager = platform.status().jobManager();
    if (jobManager == null) {
      return;
    }
    FlinkCluster flink = FlinkCluster.at(jobManager.rest());
    for (FlinkCluster.Job job : running(flink)) {
      if (flink.isRivulet(job)) {
        stop(flink, job);
      } else {
        progress.stage(
            "job "
                + job.id()
                + " ("
                + job.name()
                + ") is not Rivulet's; it ends without a savepoint");
      }
    }
  }

  private static List<FlinkCluster.Job> running(FlinkCluster flink) {
    try {
      return flink.jobs().stream().filter(job -> !job.hasEnded()).toList();
    } catch (Failure e) {
      throw Failure.failed(
          "the JobManager cannot be asked which jobs need a savepoint (%s); wait until it answers, or %s"
              .formatted(e.getMessage(), NOW),
          e);
    }
  }

  private void stop(FlinkCluster flink, FlinkCluster.Job job) {
    if (!flink.job(job.id()).allRunning()) {
      throw notRunning(flink, job);
    }
    progress.stage("stopping job " + job.id() + " (" + job.name() + ") with a savepoint");
    String path = savepoint(flink, job);
    platform.noteSavepoint(job, path);
    out.println("savepoint " + path);
    out.flush();
  }

  private String savepoint(FlinkCluster flink, FlinkCluster.Job job) {
    try {
      return flink.stop(job.id(), SavepointRequest.DEFAULT, false);
    } catch (Failure e) {
      throw Failure.failed(
          "%s; the platform still runs: repeat 'down', see 'status' and 'logs', or %s%s"
              .formatted(e.getMessage(), NOW, remaining(flink, job)),
          e);
    }
  }

  private Failure notRunning(FlinkCluster flink, FlinkCluster.Job job) {
    List<String> dead = platform.status().dead();
    String cause =
        dead.isEmpty()
            ? "see 'status' and 'logs'"
            : String.join(", ", dead) + " found dead: 'up' starts dead parts again";
    return Failure.failed(
        "job %s (%s) does not run as a whole, so no savepoint of it can be taken; nothing was ended: %s, or %s%s"
            .formatted(job.id(), job.name(), cause, NOW, remaining(flink, job)));
  }

  private static String remaining(FlinkCluster flink, FlinkCluster.Job job) {
    return flink.saved(job.id()).stream()
        .findFirst()
        .map(state -> "; the job can then go on from its " + state.shown() + ", " + state.path())
        .orElse(", and job " + job.id() + " has completed no checkpoint to go on from");
  }
}
