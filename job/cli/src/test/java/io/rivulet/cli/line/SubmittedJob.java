package io.rivulet.cli.line;

import io.rivulet.cli.console.Progress;
import io.rivulet.cli.flink.JobSubmitter;
import io.rivulet.cli.flink.Submission;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.learner.SpecPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The job on a local platform, with topics of its own. */
record SubmittedJob(LocalPlatform platform, Path configuration) {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Writes the configuration of a job with the specs of {@link Traffic}. */
  static SubmittedJob named(String name, String delivery, LocalPlatform platform, Path folder)
      throws IOException {
    return named(name, delivery, Traffic.PATTERNS, List.of(), platform, folder);
  }

  /**
   * Writes the configuration of a job whose topics and group carry this name.
   *
   * @param more lines of the configuration
   */
  static SubmittedJob named(
      String name,
      String delivery,
      List<SpecPattern> patterns,
      List<String> more,
      LocalPlatform platform,
      Path folder)
      throws IOException {
    List<String> yaml = new ArrayList<>(more);
    yaml.add("kafka:");
    yaml.add("  bootstrap.servers: \"" + platform.bootstrapServers() + "\"");
    yaml.add("  group.id: \"" + name + "\"");
    yaml.add("topics: {prefix: \"" + name + ".\"}");
    yaml.add("delivery: " + delivery);
    yaml.add("models:");
    for (SpecPattern pattern : patterns) {
      yaml.add("  - {match: \"" + pattern.match() + "\", spec: " + pattern.json() + "}");
    }
    return new SubmittedJob(platform, Files.write(folder.resolve("job.yaml"), yaml));
  }

  /** Starts it, from a savepoint or from nothing, and waits until it runs. */
  String start(int parallelism, Optional<String> savepoint) {
    return start(parallelism, "1 s", savepoint);
  }

  /**
   * As {@link #start(int, Optional)}.
   *
   * @param interval between checkpoints
   */
  String start(int parallelism, String interval, Optional<String> savepoint) {
    Map<String, String> flink =
        Map.of(
            "execution.checkpointing.interval",
            interval,
            "parallelism.default",
            String.valueOf(parallelism));
    return JobSubmitter.to(platform)
        .submit(
            new Submission(configuration, List.of(), flink, savepoint),
            PATIENCE,
            Progress.silent());
  }

  /** Ends whatever runs, so that a test that failed leaves its slots to the others. */
  static void endAll(LocalPlatform platform) {
    FlinkCluster cluster = platform.flink();
    for (FlinkCluster.Job job : cluster.jobs()) {
      if (!job.hasEnded()) {
        cluster.cancel(job.id());
        cluster.awaitEnd(job.id(), PATIENCE);
      }
    }
  }

  FlinkCluster cluster() {
    return platform.flink();
  }
}
