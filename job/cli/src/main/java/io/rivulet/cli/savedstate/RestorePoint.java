package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Failure;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the state that {@code restore} is asked for, and says which one it is.
 *
 * @param err where it is said
 */
public record RestorePoint(KnownStates states, PrintWriter err) {

  /** The newest state of a job. */
  public String latestOf(String job) {
    return states.all().stream()
        .filter(state -> belongs(state, job))
        .findFirst()
        .map(this::said)
        .orElseThrow(() -> none(" of job " + job));
  }

  /** The newest state of any job that does not run. */
  public String latest() {
    Set<String> running = states.running();
    return states.all().stream()
        .filter(state -> running.stream().noneMatch(state::isOf))
        .findFirst()
        .map(this::said)
        .orElseThrow(() -> none(running.isEmpty() ? "" : " of a job that does not run"));
  }

  private static boolean belongs(SavedState state, String job) {
    return state.isOf(job) || (state.job() != null && state.job().startsWith(job));
  }

  private Failure none(String which) {
    return Failure.failed(
        "no complete checkpoint or savepoint%s was found; %s".formatted(which, states.searched()));
  }

  /**
   * The state in a folder: itself, or the newest that the folder holds. A folder that cannot be
   * read here is left to Flink.
   */
  public String in(String folder) {
    Optional<List<SavedState>> listed =
        SavedStates.isOnThisMachine(folder)
            ? Optional.of(KnownStates.in(List.of(folder)))
            : states.inForeign(folder);
    if (listed.isEmpty()) {
      return folder;
    }
    List<SavedState> found = listed.get();
    if (!found.isEmpty()) {
      return isItself(found, folder) ? found.get(0).path() : said(found.get(0));
    }
    if (states.elsewhere() && SavedStates.isOnThisMachine(folder)) {
      return folder;
    }
    throw Failure.failed(
        "no complete checkpoint or savepoint lies in "
            + folder
            + "; 'rivulet checkpoints list' and 'rivulet savepoints list' show those that exist");
  }

  private static boolean isItself(List<SavedState> found, String folder) {
    return found.size() == 1
        && found.get(0).path().endsWith(folder.replaceFirst("^[a-z0-9]+:/*", ""));
  }

  private String said(SavedState state) {
    err.println("going on from " + state.shown() + ofJob(state) + ": " + state.path());
    err.flush();
    return state.path();
  }

  private static String ofJob(SavedState state) {
    return state.job() == null ? "" : ", job " + state.job();
  }
}
