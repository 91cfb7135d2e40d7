package io.rivulet.cli.flink;

import io.rivulet.cli.Progress;
import io.rivulet.cli.local.LocalPlatform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code submit} and {@code restore} have in common. */
final class SubmitOptions {

  @Mixin private ClusterOption where;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The job's configuration.")
  private Path configuration;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "A setting of Flink, such as -Dparallelism.default=4.")
  private Map<String, String> flinkOptions = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "Cancel the job and fail if it does not run by then (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(names = "--json", description = "Print {\"jobId\": ..} instead of the bare id.")
  private boolean json;

  void submit(Optional<String> savepoint, List<String> jobOptions, PrintWriter out) {
    var arguments = new ArrayList<>(jobOptions);
    where.platform().ifPresent(platform -> addBroker(platform, arguments));
    var submission = new Submission(configuration, arguments, flinkOptions, savepoint);
    try (var progress = Progress.onStandardError()) {
      JobSubmitter submitter = JobSubmitter.to(where.cluster());
      String job = submitter.submit(submission, Duration.ofSeconds(seconds), progress);
      out.println(json ? "{\"jobId\": \"" + job + "\"}" : job);
    }
  }

  private void addBroker(LocalPlatform platform, List<String> arguments) {
    if (!JobConfiguration.namesBroker(configuration, arguments)) {
      arguments.addAll(List.of("--" + JobConfiguration.BOOTSTRAP, platform.bootstrapServers()));
    }
  }
}
