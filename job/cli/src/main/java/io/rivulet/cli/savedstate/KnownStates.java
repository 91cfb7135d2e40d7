package io.rivulet.cli.savedstate;

import io.rivulet.cli.Failure;
import io.rivulet.cli.flink.ClusterOption;
import io.rivulet.cli.flink.FlinkCluster;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.Status;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkpoints and savepoints of a cluster, as far as they show here: those in its directories
 * when they are on this machine, and the newest of each job that the cluster remembers.
 *
 * @param directories where it writes them
 * @param cluster empty for a local platform whose JobManager does not run
 * @param elsewhere whether files of the cluster may be on another machine
 */
public record KnownStates(
    List<String> directories, Optional<FlinkCluster> cluster, boolean elsewhere) {

  private static final List<String> CHECKPOINTS =
      List.of("execution.checkpointing.dir", "state.checkpoints.dir");
  private static final List<String> SAVEPOINTS =
      List.of("execution.checkpointing.savepoint-dir", "state.savepoints.dir");

  /**
   * Those of the cluster that a command means.
   *
   * @param options settings of Flink that win over those of the cluster
   */
  public static KnownStates of(ClusterOption where, Map<String, String> options) {
    List<String> directories = new ArrayList<>(directories(options));
    Optional<LocalPlatform> platform = where.platform();
    if (platform.isPresent()) {
      directories.addAll(platform.get().stateDirectories());
      Status.JobManager jobManager = platform.get().status().jobManager();
      return new KnownStates(
          directories,
          Optional.ofNullable(jobManager).map(it -> FlinkCluster.at(it.rest())),
          false);
    }
    FlinkCluster cluster = where.cluster();
    directories.addAll(directories(cluster.configuration()));
    return new KnownStates(directories, Optional.of(cluster), true);
  }

  private static List<String> directories(Map<String, String> settings) {
    return Stream.of(CHECKPOINTS, SAVEPOINTS)
        .flatMap(keys -> keys.stream().filter(settings::containsKey).limit(1))
        .map(settings::get)
        .toList();
  }

  static Optional<String> checkpointDirectory(FlinkCluster cluster) {
    Map<String, String> settings = cluster.configuration();
    return CHECKPOINTS.stream().filter(settings::containsKey).findFirst().map(settings::get);
  }

  /** The newest first. */
  public List<SavedState> all() {
    Map<String, SavedState> found = new TreeMap<>();
    in(directories.stream().filter(SavedStates::isOnThisMachine).toList())
        .forEach(state -> found.put(state.path(), state));
    remembered().filter(this::mayBeThere).forEach(state -> found.put(state.path(), state));
    return found.values().stream().sorted(SavedState.NEWEST_FIRST).toList();
  }

  /** Directories whose content does not show here. */
  List<String> unread() {
    return directories.stream().filter(each -> !isReadable(each)).toList();
  }

  private boolean isReadable(String directory) {
    return SavedStates.isOnThisMachine(directory)
        && !(elsewhere && Files.notExists(file(directory)));
  }

  private Stream<SavedState> remembered() {
    return cluster.stream()
        .flatMap(flink -> flink.jobs().stream().flatMap(job -> flink.saved(job.id()).stream()));
  }

  /** The ids of the jobs that have not ended. */
  Set<String> running() {
    return cluster.stream()
        .flatMap(flink -> flink.jobs().stream())
        .filter(job -> !job.hasEnded())
        .map(FlinkCluster.Job::id)
        .collect(Collectors.toSet());
  }

  private boolean mayBeThere(SavedState state) {
    return !SavedStates.isOnThisMachine(state.path())
        || !in(List.of(state.path())).isEmpty()
        || (elsewhere && Files.notExists(file(state.path()).getParent()));
  }

  private static Path file(String path) {
    return Path.of(path.replaceFirst("^file:(//[^/]*)?", ""));
  }

  /** On this machine, the newest first. */
  static List<SavedState> in(Collection<String> directories) {
    try {
      return SavedStates.onThisMachine().in(directories);
    } catch (IOException e) {
      throw Failure.failed(
          "the directories " + directories + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  /** Why nothing may have been found, for the end of a message. */
  public String searched() {
    return unread().isEmpty()
        ? "looked in " + String.join(", ", directories)
        : "only what the cluster remembers shows here, for "
            + String.join(", ", unread())
            + " cannot be read from this machine; give the path itself";
  }
}
