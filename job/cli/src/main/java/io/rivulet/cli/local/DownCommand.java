package io.rivulet.cli.local;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet down}. */
@Command(
    name = "down",
    description = {
      "Stop the local broker and cluster, with a savepoint of each running job.",
      "Topics, checkpoints and savepoints stay on disk. If a savepoint fails, nothing is ended."
          + " 'up' says how to go on."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is down",
      "1:failed: a savepoint could not be taken and nothing was ended, or a process could not be"
          + " ended",
      "2:refused: wrong use"
    })
public final class DownCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(
      names = "--now",
      description = "Take no savepoints: jobs can go on from their newest checkpoint only.")
  private boolean now;

  @Option(
      names = "--purge",
      description = "Also delete topics, checkpoints, savepoints and logs; takes no savepoints.")
  private boolean purge;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    LocalPlatform platform = where.platform();
    PrintWriter out = spec.commandLine().getOut();
    try (var progress = Progress.onStandardError()) {
      if (!now && !purge) {
        new Farewell(platform, progress, out).toJobs();
      }
      platform.down(purge, progress);
    }
    if (!purge) {
      InterruptedJob.print(platform.interrupted(), false, out);
    }
    return Exit.DONE;
  }
}
