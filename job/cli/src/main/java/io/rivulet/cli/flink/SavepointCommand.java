package io.rivulet.cli.flink;

import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.SavepointRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rivulet savepoint}. */
@Command(name = "savepoint", description = "Write a savepoint of a running job and print its path.")
public final class SavepointCommand implements Callable<Integer> {

  private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");

  @Mixin private ClusterOption where;

  @Parameters(paramLabel = "JOB", description = "Id of the job, or its name if only one runs.")
  private String job;

  @Option(names = "--stop", description = "Stop the job with this savepoint.")
  private boolean stop;

  @Option(
      names = "--drain",
      description = "With --stop: end event time first; for a job that will not go on.")
  private boolean drain;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "canonical",
      description =
          "canonical fits every state backend, native is faster (default: ${DEFAULT-VALUE}).")
  private SavepointRequest.Format format;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Where to write it: a directory, relative to the current one, or a URI (default: the"
              + " cluster's savepoint directory).")
  private String directory;

  @Option(names = "--json", description = "Print {\"jobId\": .., \"savepoint\": ..}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (drain && !stop) {
      throw Failure.refused("--drain ends the job, so it needs --stop");
    }
    FlinkCluster cluster = where.cluster();
    String id = cluster.running(job).id();
    String path = write(cluster, id);
    if (stop) {
      where.platform().ifPresent(platform -> platform.noteEnd(id));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, new Document(id, path));
    } else {
      out.println(path);
      out.flush();
    }
    return Exit.DONE;
  }

  private record Document(String jobId, String savepoint) {}

  private String write(FlinkCluster cluster, String id) {
    var request =
        new SavepointRequest(
            format, Optional.ofNullable(directory).map(SavepointCommand::absolute));
    try (var progress = Progress.onStandardError()) {
      progress.stage((stop ? "stopping job " : "writing a savepoint of job ") + id);
      return stop ? cluster.stop(id, request, drain) : cluster.savepoint(id, request);
    }
  }

  /** The cluster would take a relative path from its own working directory. */
  private static String absolute(String to) {
    return URI_SCHEME.matcher(to).lookingAt()
        ? to
        : Path.of(to).toAbsolutePath().normalize().toString();
  }
}
