package io.rivulet.cli.flink;

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
    description = "Submit the job so that it goes on from a savepoint, and print its id.")
public final class RestoreCommand implements Callable<Integer> {

  @Mixin private SubmitOptions options;

  @Mixin private StateOptions state;

  @Parameters(
      index = "0",
      paramLabel = "SAVEPOINT",
      description = "Path of the savepoint, or of a checkpoint that was kept.")
  private String savepoint;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "JOB_OPTION",
      description = "Behind --: options of the job.")
  private List<String> jobOptions = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> arguments = new ArrayList<>(state.arguments());
    arguments.addAll(jobOptions);
    options.submit(Optional.of(savepoint), arguments, spec);
    return 0;
  }
}
