package io.rivulet.cli.flink;

import io.rivulet.cli.savedstate.RestorePoint;
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
      "'restore latest' takes the newest that the cluster's directories hold, 'restore latest JOB'"
          + " the newest of that job, 'restore DIR' the newest in a directory; each says which."
    })
public final class RestoreCommand implements Callable<Integer> {

  private static final String LATEST = "latest";

  @Mixin private SubmitOptions options;

  @Parameters(
      index = "0",
      paramLabel = "SAVEPOINT",
      description =
          "'latest', or the path of a savepoint, of a checkpoint, or of a directory that holds"
              + " some, such as that of a job.")
  private String savepoint;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "[JOB] JOB_OPTION",
      description = "With 'latest', the id of a job; behind --: options of the job.")
  private List<String> more = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    boolean latest = savepoint.equals(LATEST);
    boolean ofJob = latest && !more.isEmpty() && !more.get(0).startsWith("-");
    RestorePoint point = options.restorePoint(spec);
    String path =
        latest
            ? point.latest(ofJob ? Optional.of(more.get(0)) : Optional.empty())
            : point.in(savepoint);
    options.submit(Optional.of(path), ofJob ? more.subList(1, more.size()) : more, spec);
    return 0;
  }
}
