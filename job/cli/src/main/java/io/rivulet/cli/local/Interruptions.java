package io.rivulet.cli.local;

import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the jobs that ran when a platform or its JobManager ended. */
record Interruptions(StateDirectory directory) {

  /**
   * Those that are noted, did not end by themselves, and that no JobManager runs.
   *
   * @param remembered what the JobManager knows, empty when it cannot be asked
   */
  List<InterruptedJob> among(Optional<List<FlinkCluster.Job>> remembered) {
    List<InterruptedJob> interrupted = new ArrayList<>();
    for (NotedJob job : JobBook.read(directory.jobs()).jobs()) {
      if (job.savepoint() != null) {
        interrupted.add(stopped(job));
      } else if (remembered.isPresent() && !knows(remembered.get(), job) && !hasEnded(job)) {
        interrupted.add(cutOff(job));
      }
    }
    return interrupted;
  }

  /** A command line that goes on from a state of a job. */
  String restore(String job, String path) {
    return JobBook.read(directory.jobs())
        .find(job)
        .orElseGet(() -> NotedJob.unknown(job, job))
        .commandLine(List.of("restore", path), whichPlatform());
  }

  private static boolean knows(List<FlinkCluster.Job> remembered, NotedJob job) {
    return remembered.stream().anyMatch(each -> each.id().equals(job.id()));
  }

  private boolean hasEnded(NotedJob job) {
    return directory.hasEnded(job.id());
  }

  private InterruptedJob stopped(NotedJob job) {
    List<String> restore = List.of("restore", job.savepoint());
    return new InterruptedJob(
        job.id(),
        job.name(),
        "was stopped by 'down' with a savepoint",
        job.savepoint(),
        job.commandLine(restore, whichPlatform()));
  }

  private InterruptedJob cutOff(NotedJob job) {
    Optional<SavedState> newest = newest(job);
    if (newest.isPresent()) {
      List<String> latest = List.of("restore", "latest", job.id());
      return cutOff(job, "its newest " + newest.get().shown(), newest.get().path(), latest);
    }
    String none = "it had completed no checkpoint";
    return job.from() == null
        ? cutOff(job, none, null, List.of("submit"))
        : cutOff(
            job,
            none + " since it went on from " + job.from(),
            job.from(),
            List.of("restore", job.from()));
  }

  private InterruptedJob cutOff(NotedJob job, String left, String state, List<String> command) {
    return new InterruptedJob(
        job.id(),
        job.name(),
        "ran when its JobManager ended; " + left,
        state,
        job.commandLine(command, whichPlatform()));
  }

  private Optional<SavedState> newest(NotedJob job) {
    List<String> directories = new ArrayList<>(job.directories());
    directories.add(directory.checkpoints().toString());
    directories.add(directory.savepoints().toString());
    directories.removeIf(each -> !SavedStates.isOnThisMachine(each));
    try {
      return SavedStates.onThisMachine().in(directories).stream()
          .filter(state -> state.isOf(job.id()))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Needed in a shell that would mean another platform. */
  List<String> whichPlatform() {
    String root = directory.root().toString();
    String environment = System.getenv("RIVULET_DIR");
    boolean meant =
        environment == null
            ? directory.root().equals(Home.find().defaultPlatform())
            : new StateDirectory(Path.of(environment)).equals(directory);
    return meant ? List.of() : List.of("--dir", root);
  }
}
