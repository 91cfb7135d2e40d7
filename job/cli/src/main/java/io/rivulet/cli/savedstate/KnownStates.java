package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.local.Status;
import io.rivulet.cli.rest.FlinkCluster;
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
 * The checkpoints and savepoints of a cluster, as far as they can be seen from here: those in its
 * directories, and the newest of each job that the cluster remembers.
 */
public final class KnownStates {

  private final List<String> directories;
  private final Optional<FlinkCluster> cluster;
  private final boolean elsewhere;
  private final ForeignStates foreign;
  private List<SavedState> found;
  private String obstacle = "";

  /**
   * @param directories where it writes them
   * @param cluster empty for a local platform whose JobManager does not run
   * @param elsewhere whether files of the cluster may be on another machine
   */
  KnownStates(
      List<String> directories,
      Optional<FlinkCluster> cluster,
      boolean elsewhere,
      ForeignStates foreign) {
    this.directories = List.copyOf(directories);
    this.cluster = cluster;
    this.elsewhere = elsewhere;
    this.foreign = foreign;
  }

  /**
   * Those of the cluster that a command means.
   *
   * @param options settings of Flink that win over those of the cluster
   */
  public static KnownStates of(ClusterOption where, Map<String, String> options) {
    List<String> directories = new ArrayList<>(SavedStates.directories(options));
    Optional<LocalPlatform> platform = where.platform();
    if (platform.isPresent()) {
      directories.addAll(platform.get().stateDirectories());
      Status.JobManager jobManager = platform.get().status().jobManager();
      return new KnownStates(
          directories,
          Optional.ofNullable(jobManager).map(it -> FlinkCluster.at(it.rest())),
          false,
          new FlinkListing());
    }
    FlinkCluster cluster = where.cluster();
    directories.addAll(SavedStates.directories(cluster.configuration()));
    return new KnownStates(directories, Optional.of(cluster), true, new FlinkListing());
  }

  static Optional<String> checkpointDirectory(FlinkCluster cluster) {
    return SavedStates.checkpointDirectory(cluster.configuration());
  }

  Optional<FlinkCluster> cluster() {
    return cluster;
  }

  boolean elsewhere() {
    return elsewhere;
  }

  /** The newest first; looks once. */
  public List<SavedState> all() {
    if (found == null) {
      Map<String, SavedState> states = new TreeMap<>();
      in(directories.stream().filter(SavedStates::isOnThisMachine).toList())
          .forEach(state -> states.put(state.path(), state));
      foreignOnes().forEach(state -> states.put(state.path(), state));
      remembered().filter(this::mayBeThere).forEach(state -> states.put(state.path(), state));
      found = states.values().stream().sorted(SavedState.NEWEST_FIRST).toList();
    }
    return found;
  }

  private List<SavedState> foreignOnes() {
    List<String> away =
        directories.stream().filter(each -> !SavedStates.isOnThisMachine(each)).toList();
    try {
      return away.isEmpty() ? List.of() : foreign.in(away);
    } catch (Failure unreadable) {
      obstacle = unreadable.getMessage();
      return List.of();
    }
  }

  /** Those in a folder that is not on this machine, empty when it cannot be read. */
  Optional<List<SavedState>> inForeign(String folder) {
    try {
      return Optional.of(foreign.in(List.of(folder)));
    } catch (Failure unreadable) {
      return Optional.empty();
    }
  }

  /** Directories whose content does not show here. */
  List<String> unread() {
    all();
    return directories.stream().filter(each -> !isReadable(each)).toList();
  }

  private boolean isReadable(String directory) {
    return SavedStates.isOnThisMachine(directory)
        ? !elsewhere || Files.exists(file(directory))
        : obstacle.isEmpty();
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
    List<String> unread = unread();
    if (unread.isEmpty()) {
      return "looked in " + String.join(", ", directories);
    }
    String why =
        obstacle.isEmpty()
            ? String.join(", ", unread) + " cannot be read from this machine"
            : obstacle;
    return "only what the cluster remembers is shown here, because "
        + why
        + ", or give the path itself";
  }
}
