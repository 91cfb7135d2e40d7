package io.rivulet.cli.flink;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.savedstate.RestorePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet restore}. */
@Command(
    name = "restore",
    description = {
      "Submit the job so that it goes on from a savepoint or checkpoint, and print its id.",
      "'restore latest' takes the newest state of the jobs that do not run, 'restore latest JOB'"
          + " the newest state of that job, and 'restore DIR' the newest state in a directory;"
          + " each says which one it takes."
    })
public final class RestoreCommand implements Callable<Integer> {

  private static final String LATEST = "latest";

  @Mixin private SubmitOptions options;

  @Mixin private StateOptions state;

  @Parameters(
      index = "0",
      paramLabel = "SAVEPOINT",
      description =
          "'latest', or the path of a savepoint, of a checkpoint, or of a directory that holds"
              + " such states, for example that of a job.")
  private String savepoint;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "[JOB] JOB_OPTION",
      description = "With 'latest', the id of a job; after --: options of the job.")
  private List<String> more = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(state.arguments());
    arguments.addAll(jobOptions());
    options.submit(Optional.of(path()), arguments, spec);
    return Exit.DONE;
  }

  private String path() {
    RestorePoint point = options.restorePoint(spec);
    if (!savepoint.equals(LATEST)) {
      return point.in(savepoint);
    }
    return namesJob() ? point.latestOf(more.get(0)) : point.latest();
  }

  private List<String> jobOptions() {
    return namesJob() ? more.subList(1, more.size()) : more;
  }

  private boolean namesJob() {
    return savepoint.equals(LATEST) && !more.isEmpty() && !more.get(0).startsWith("-");
  }
}
