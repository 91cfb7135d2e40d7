package io.rivulet.cli.weights;

import io.rivulet.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet weights}. */
@Command(
    name = "weights",
    description = "Read the weights that the job published.",
    subcommands = {WeightsGetCommand.class, WeightsWatchCommand.class, WeightsExportCommand.class})
public final class WeightsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }
}
