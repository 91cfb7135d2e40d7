package io.rivulet.cli.savedstate;

import io.rivulet.cli.console.Exit;
import io.rivulet.job.savedstate.SavedState.Kind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet checkpoints list}. */
@Command(
    name = "list",
    description = "Show the complete checkpoints of the cluster, the newest first.")
final class CheckpointsListCommand implements Callable<Integer> {

  @Mixin private ListedStates states;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    states.print(Kind.CHECKPOINT, spec);
    return Exit.DONE;
  }
}
