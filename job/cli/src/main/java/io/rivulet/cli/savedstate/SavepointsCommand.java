package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet savepoints}. */
@Command(
    name = "savepoints",
    description = "Show the savepoints on disk; 'savepoint' writes one.",
    subcommands = SavepointsListCommand.class)
public final class SavepointsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }
}
