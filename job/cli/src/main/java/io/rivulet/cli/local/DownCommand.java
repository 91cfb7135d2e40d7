package io.rivulet.cli.local;

import io.rivulet.cli.Progress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rivulet down}. */
@Command(
    name = "down",
    description = {
      "Stop the local broker and cluster.",
      "Topics, checkpoints and savepoints stay on disk; running jobs end."
    })
public final class DownCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(names = "--purge", description = "Also delete topics, checkpoints, savepoints and logs.")
  private boolean purge;

  @Override
  public Integer call() {
    try (var progress = Progress.onStandardError()) {
      where.platform().down(purge, progress);
    }
    return 0;
  }
}
