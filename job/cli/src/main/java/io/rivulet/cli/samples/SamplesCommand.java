package io.rivulet.cli.samples;

import io.rivulet.cli.console.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rivulet samples}. */
@Command(
    name = "samples",
    description = "Read the samples that the job learns from.",
    subcommands = SamplesExportCommand.class)
public final class SamplesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return Exit.REFUSED;
  }
}
