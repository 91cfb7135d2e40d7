package io.rivulet.cli.status;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.local.PlatformOption;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet status}. */
@Command(
    name = "status",
    description = {
      "Show which parts of the local platform run, where, and how its jobs do.",
      "The lag of a job is the number of records that its consumer group has yet to commit"
          + " (group), which happens with each checkpoint, or, if that is not known, that its"
          + " sources have yet to read (source). Dead letters are counted since the tasks of the"
          + " job started, from 0 again after each restart; 'dlq list' counts all that their topic"
          + " holds."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every part runs",
      "1:failed, or a part (broker, JobManager, TaskManager) does not run or answer",
      "2:refused: wrong use"
    })
public final class StatusCommand implements Callable<Integer> {

  @Mixin private PlatformOption where;

  @Option(
      names = "--json",
      description =
          "Print one JSON document; a part that does not run is null, and is listed in dead if"
              + " nobody stopped it. Each job has lag, lagOf (group or source),"
              + " checkpointAgeSeconds, restarts, deadLetters (since its tasks started),"
              + " parallelism, ageSeconds and specMismatch (models in its caches with another spec"
              + " than 'models' gives), null if not known; interrupted lists jobs that ran"
              + " when the platform or its JobManager ended, with goOn, the command to go on.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    StatusReport report = StatusReport.of(where.platform());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, report);
    } else {
      report.print(out);
    }
    return report.isWhole() ? Exit.DONE : Exit.FAILED;
  }
}
