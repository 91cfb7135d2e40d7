package io.rivulet.cli.savedstate;

import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedState.Kind;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which folders of a checkpoint directory may be removed: everything that ended jobs left
 * behind, except the newest checkpoint of a job that has no newer savepoint.
 *
 * @param protectedJobs why the folder of a job stays as it is, by id
 * @param inUse why a state stays, by its path, with the whole folder of its job
 * @param savepoints of the same cluster
 * @param all whether the newest checkpoints may be removed too
 */
record OldCheckpoints(
    String directory,
    ProtectedJobs protectedJobs,
    Map<String, String> inUse,
    List<SavedState> savepoints,
    boolean all) {

  private static final SavedStates STATES = SavedStates.onThisMachine();

  /** Each folder that may be removed or has a reason to stay. */
  List<Judged> judge() throws IOException {
    List<Judged> judged = new ArrayList<>();
    for (String folder : STATES.jobFolders(directory)) {
      judge(folder, judged);
    }
    return judged;
  }

  private void judge(String folder, List<Judged> judged) throws IOException {
    String job = folder.substring(folder.lastIndexOf('/') + 1);
    Optional<String> kept = protectedJobs.reason(job).or(() -> use(folder));
    if (kept.isPresent()) {
      judged.add(Judged.kept(folder, STATES.bytes(folder), kept.get()));
      return;
    }
    List<SavedState> checkpoints = STATES.in(List.of(folder));
    if (all || checkpoints.isEmpty() || hasNewerSavepoint(job, checkpoints.get(0))) {
      judged.add(Judged.old(folder, STATES.bytes(folder)));
    } else {
      keepNewest(folder, checkpoints.get(0).path(), judged);
    }
  }

  private Optional<String> use(String folder) {
    return inUse.entrySet().stream()
        .filter(each -> each.getKey().startsWith(folder + "/"))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private boolean hasNewerSavepoint(String job, SavedState newest) {
    return savepoints.stream()
        .filter(state -> state.kind() == Kind.SAVEPOINT && state.isOf(job))
        .anyMatch(state -> !state.completed().isBefore(newest.completed()));
  }

  /** Files that several checkpoints share lie next to their folders, and stay with the newest. */
  private static void keepNewest(String folder, String newest, List<Judged> judged)
      throws IOException {
    for (String each : STATES.checkpointFolders(folder)) {
      if (!each.equals(newest)) {
        judged.add(Judged.old(each, STATES.bytes(each)));
      }
    }
    judged.add(
        Judged.kept(
            newest,
            STATES.bytes(newest),
            "the newest of a job that ended without a savepoint; --all removes it"));
  }

  /** Tells why the folder of a job may not be touched. */
  @FunctionalInterface
  interface ProtectedJobs {

    Optional<String> reason(String job);
  }

  /**
   * A folder that may be removed, or not.
   *
   * @param kept why it stays, null when it may be removed
   */
  record Judged(String folder, long bytes, String kept) {

    static Judged old(String folder, long bytes) {
      return new Judged(folder, bytes, null);
    }

    static Judged kept(String folder, long bytes, String why) {
      return new Judged(folder, bytes, why);
    }

    boolean isOld() {
      return kept == null;
    }
  }
}
