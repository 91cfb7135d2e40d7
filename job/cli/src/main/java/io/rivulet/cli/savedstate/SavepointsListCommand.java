package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Exit;
import io.rivulet.job.savedstate.SavedState.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet savepoints list}. */
@Command(
    name = "list",
    description = "Show the complete savepoints of the cluster, the newest first.")
final class SavepointsListCommand implements Callable<Integer> {

  @Mixin private ListedStates states;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    states.print(Kind.SAVEPOINT, spec);
    return Exit.DONE;
  }
}
