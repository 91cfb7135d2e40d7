package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet checkpoints}. */
@Command(
    name = "checkpoints",
    description = "Show the checkpoints on disk, and remove old ones.",
    subcommands = {CheckpointsListCommand.class, CheckpointsCleanCommand.class})
public final class CheckpointsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }
}
