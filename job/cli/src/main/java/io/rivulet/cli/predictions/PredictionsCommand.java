package io.rivulet.cli.predictions;

import io.rivulet.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet predictions}. */
@Command(
    name = "predictions",
    description = "Read the predictions that the job published.",
    subcommands = {PredictionsGetCommand.class, PredictionsWatchCommand.class})
public final class PredictionsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }
}
