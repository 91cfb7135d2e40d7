package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.local.InterruptedJob;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.savedstate.OldCheckpoints.Judged;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster from whose checkpoint directory old checkpoints may be removed.
 *
 * @param jobs the jobs that the cluster knows, by id
 * @param isAlone whether no other cluster writes to the directory
 * @param waiting jobs that wait to go on
 */
record CleanedCluster(
    KnownStates states,
    String directory,
    Map<String, FlinkCluster.Job> jobs,
    boolean isAlone,
    List<InterruptedJob> waiting) {

  static CleanedCluster of(ClusterOption where) {
    KnownStates states = KnownStates.of(where, Map.of());
    Map<String, FlinkCluster.Job> jobs =
        states.cluster().stream()
            .flatMap(cluster -> cluster.jobs().stream())
            .collect(Collectors.toMap(FlinkCluster.Job::id, job -> job));
    Optional<LocalPlatform> platform = where.platform();
    if (platform.isPresent()) {
      return new CleanedCluster(
          states, platform.get().checkpointDirectory(), jobs, true, platform.get().interrupted());
    }
    return new CleanedCluster(states, directory(states), jobs, false, List.of());
  }

  private static String directory(KnownStates states) {
    FlinkCluster cluster = states.cluster().orElseThrow();
    String directory =
        KnownStates.checkpointDirectory(cluster)
            .orElseThrow(
                () ->
                    Failure.failed(
                        cluster.rest()
                            + " names no checkpoint directory (execution.checkpointing.dir)"));
    if (!SavedStates.isOnThisMachine(directory) || states.unread().contains(directory)) {
      throw Failure.failed(
          "the checkpoint directory "
              + directory
              + " cannot be read from this machine; run"
              + " this where it is, or remove old folders by hand");
    }
    return directory;
  }

  List<Judged> judge(boolean all) throws IOException {
    return new OldCheckpoints(directory, this::reasonToKeep, inUse(), states.all(), all).judge();
  }

  private Optional<String> reasonToKeep(String job) {
    FlinkCluster.Job known = jobs.get(job);
    if (known != null && !known.hasEnded()) {
      return Optional.of("job " + known.name() + " is " + known.state());
    }
    if (waiting.stream().anyMatch(each -> each.id().equals(job))) {
      return Optional.of("the job waits to go on: 'status' says how");
    }
    return known == null && !isAlone
        ? Optional.of("this cluster does not know the job; another one may run it")
        : Optional.empty();
  }

  /**
   * Why the states from which running jobs went on stay, as Flink may still read or own them, and
   * those from which waiting jobs go on.
   */
  private Map<String, String> inUse() {
    Map<String, String> used = new HashMap<>();
    waiting.stream()
        .filter(each -> each.savedState() != null)
        .forEach(
            each -> used.put(each.savedState(), "job " + each.id() + " waits to go on from it"));
    for (FlinkCluster.Job job : jobs.values()) {
      if (!job.hasEnded()) {
        states
            .cluster()
            .flatMap(cluster -> cluster.checkpoints(job.id()).latestRestored())
            .ifPresent(path -> used.put(path, "job " + job.id() + " went on from it"));
      }
    }
    return used;
  }
}
