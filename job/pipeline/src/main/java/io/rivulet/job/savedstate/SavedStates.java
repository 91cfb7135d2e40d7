package io.rivulet.job.savedstate;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds what a job can go on from. A folder is complete when it holds {@code _metadata}. */
public final class SavedStates {

  private static final String METADATA = "/_metadata";

  /** Settings of Flink, each with its former name. */
  private static final List<String> CHECKPOINTS =
      List.of("execution.checkpointing.dir", "state.checkpoints.dir");

  private static final List<String> SAVEPOINTS =
      List.of("execution.checkpointing.savepoint-dir", "state.savepoints.dir");

  /** A checkpoint directory holds a folder of each job, which holds one of each checkpoint. */
  private static final int DEEPEST = 2;

  private final Folders folders;

  private SavedStates(Folders folders) {
    this.folders = folders;
  }

  /** On every file system that Flink knows where this runs, such as {@code s3://}. */
  public static SavedStates throughFlink() {
    return new SavedStates(new FlinkFolders());
  }

  /** On this machine's files alone; needs no Flink. */
  public static SavedStates onThisMachine() {
    return new SavedStates(new LocalFolders());
  }

  /** Where a cluster with these settings of Flink keeps its states, as far as they say. */
  public static List<String> directories(Map<String, String> settings) {
    return Stream.of(CHECKPOINTS, SAVEPOINTS)
        .flatMap(keys -> first(keys, settings).stream())
        .toList();
  }

  /** Where a cluster with these settings of Flink writes checkpoints. */
  public static Optional<String> checkpointDirectory(Map<String, String> settings) {
    return first(CHECKPOINTS, settings);
  }

  private static Optional<String> first(List<String> keys, Map<String, String> settings) {
    return keys.stream().filter(settings::containsKey).findFirst().map(settings::get);
  }

  /** Whether {@link #onThisMachine} can read a path. */
  public static boolean isOnThisMachine(String path) {
    return LocalFolders.has(path);
  }

  /**
   * Those in directories, the newest first. A directory may be one for checkpoints, one for
   * savepoints, the folder of one job, or the folder of one state; there may be nothing there.
   */
  public List<SavedState> in(Collection<String> directories) throws IOException {
    var found = new TreeMap<String, SavedState>();
    for (String directory : directories) {
      collect(folders.absolute(directory), 0, found);
    }
    return found.values().stream().sorted(SavedState.NEWEST_FIRST).toList();
  }

  private void collect(String folder, int depth, Map<String, SavedState> found) throws IOException {
    Optional<Instant> completed = folders.written(folder + METADATA);
    if (completed.isPresent()) {
      found.put(folder, SavedState.of(folder, completed.get()));
    } else if (depth < DEEPEST) {
      for (Folders.Entry each : folders.list(folder)) {
        if (each.isFolder()) {
          collect(each.path(), depth + 1, found);
        }
      }
    }
  }

  /** The folders of jobs in a checkpoint directory, by name; some hold no complete checkpoint. */
  public List<String> jobFolders(String directory) throws IOException {
    return folders(directory, SavedState::isJob);
  }

  /** The folders of checkpoints in the folder of a job, by name; some may not be complete. */
  public List<String> checkpointFolders(String job) throws IOException {
    return folders(job, name -> name.startsWith("chk-"));
  }

  private List<String> folders(String parent, Predicate<String> isMeant) throws IOException {
    return folders.list(folders.absolute(parent)).stream()
        .filter(each -> each.isFolder() && isMeant.test(each.name()))
        .map(Folders.Entry::path)
        .sorted()
        .toList();
  }

  /**
   * Bytes in a folder and the folders in it. An incremental checkpoint has more: files that it
   * shares with others lie in the job's folder.
   */
  public long bytes(String folder) throws IOException {
    long bytes = 0;
    for (Folders.Entry each : folders.list(folders.absolute(folder))) {
      bytes += each.isFolder() ? bytes(each.path()) : each.bytes();
    }
    return bytes;
  }

  /**
   * Deletes a folder and everything in it, metadata first: what is left of a deletion that is cut
   * short is not taken for a complete state.
   */
  public void delete(String folder) throws IOException {
    for (SavedState state : in(List.of(folder))) {
      folders.delete(state.path() + METADATA);
    }
    folders.delete(folders.absolute(folder));
  }
}
