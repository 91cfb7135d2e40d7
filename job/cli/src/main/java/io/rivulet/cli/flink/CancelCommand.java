package io.rivulet.cli.flink;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.savedstate.SavedState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet cancel}. */
@Command(
    name = "cancel",
    description = {
      "Cancel a running job, wait until it has ended, and say from which state it can go on.",
      "It goes on from its newest checkpoint; 'savepoint JOB --stop' loses no time and repeats"
          + " nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the job is cancelled",
      "1:failed: no such job runs, or it has not ended in time",
      "2:refused: wrong use, or its checkpoints would be deleted with it"
    })
public final class CancelCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private ClusterOption where;

  @Parameters(paramLabel = "JOB", description = "Id of the job, or its name if only one runs.")
  private String job;

  @Option(
      names = "--lose-state",
      description = "Cancel the job even if the cluster then deletes its checkpoints.")
  private boolean loseState;

  @Option(
      names = "--json",
      description =
          "Print {\"jobId\": .., \"state\": .., \"remains\": path of the state it can go on from,"
              + " or null}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    FlinkCluster cluster = where.cluster();
    FlinkCluster.Job meant = cluster.running(job);
    requireThatStateStays(cluster, meant);
    FlinkCluster.JobDetail ended = cancel(cluster, meant);
    Optional<SavedState> remains = cluster.saved(meant.id()).stream().findFirst();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, document(ended, remains));
    } else {
      out.println("job %s (%s) is %s".formatted(meant.id(), meant.name(), ended.state()));
      out.println(
          remains
              .map(state -> advice(meant.id(), state))
              .orElse("it leaves no checkpoint to go on from"));
    }
    where.platform().ifPresent(platform -> platform.noteEnd(meant.id()));
    return Exit.DONE;
  }

  private void requireThatStateStays(FlinkCluster cluster, FlinkCluster.Job meant) {
    boolean hasCheckpoint = cluster.checkpoints(meant.id()).completed() > 0;
    if (hasCheckpoint && !loseState && cluster.losesCheckpoints(meant.id())) {
      throw Failure.refused(
          "the checkpoints of job %s (%s) would be deleted with it (execution.checkpointing.externalized-checkpoint-retention); stop it with 'rivulet savepoint %s --stop', or give --lose-state"
              .formatted(meant.id(), meant.name(), meant.id()));
    }
  }

  private static FlinkCluster.JobDetail cancel(FlinkCluster cluster, FlinkCluster.Job meant) {
    try (var progress = Progress.onStandardError()) {
      progress.stage("cancelling job " + meant.id() + " (" + meant.name() + ")");
      cluster.cancel(meant.id());
      cluster.awaitEnd(meant.id(), PATIENCE);
    }
    FlinkCluster.JobDetail detail = cluster.job(meant.id());
    if (!detail.hasEnded()) {
      throw Failure.failed(
          "job %s is %s after %d s; 'status' shows when it has ended"
              .formatted(meant.id(), detail.state(), PATIENCE.toSeconds()));
    }
    return detail;
  }

  private String advice(String ended, SavedState remains) {
    String command =
        where
            .platform()
            .map(platform -> platform.restoreCommand(ended, remains.path()))
            .orElseGet(
                () ->
                    "rivulet restore " + remains.path() + " --config FILE --rest " + where.rest());
    return "its "
        + remains.shown()
        + " remains; to go on:"
        + System.lineSeparator()
        + "  "
        + command;
  }

  private static Map<String, Object> document(
      FlinkCluster.JobDetail ended, Optional<SavedState> remains) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("jobId", ended.id());
    document.put("state", ended.state());
    document.put("remains", remains.map(SavedState::path).orElse(null));
    return document;
  }
}
