package io.rivulet.cli.flink;

import com.fasterxml.jackson.databind.node.TextNode;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.Home;
import io.rivulet.cli.local.LocalPlatform;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.rest.StackTrace;
import io.rivulet.cli.rest.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Submits the job to a cluster with Flink's own client, in a JVM of its own: the command's class
 * path has no Flink.
 */
public final class JobSubmitter {

  private static final String MAIN = "io.rivulet.job.RivuletJob";
  private static final List<String> JOB_SETTINGS =
      List.of(
          "execution.checkpointing.",
          "parallelism.default",
          "pipeline.",
          "restart-strategy.",
          "security.ssl.protocol",
          "state.");
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Duration CANCELLATION = Duration.ofSeconds(30);
  private static final int TOLERATED_FAILURES = 3;
  private static final Duration POLL = Duration.ofMillis(300);

  private final String flinkClassPath;
  private final Path jar;
  private final FlinkCluster cluster;

  JobSubmitter(String flinkClassPath, Path jar, FlinkCluster cluster) {
    this.flinkClassPath = flinkClassPath;
    this.jar = jar;
    this.cluster = cluster;
  }

  /** Submits the jar of this build. */
  public static JobSubmitter to(FlinkCluster cluster) {
    Home home = Home.find();
    return new JobSubmitter(home.flinkClassPath(), home.jobJar(), cluster);
  }

  public static JobSubmitter to(LocalPlatform platform) {
    return to(platform.flink());
  }

  /**
   * Returns when every subtask runs. A job that does not come so far in time, or fails three times
   * on the way, is cancelled.
   *
   * @return its id
   */
  public String submit(Submission submission, Duration patience, Progress progress) {
    return submit(submission, patience, progress, id -> {});
  }

  /**
   * As {@link #submit(Submission, Duration, Progress)}.
   *
   * @param submitted gets the id before the job runs
   */
  String submit(
      Submission submission, Duration patience, Progress progress, Consumer<String> submitted) {
    progress.stage("submitting the job to " + cluster.rest());
    String job = submit(submission);
    submitted.accept(job);
    progress.stage("waiting until job " + job + " runs");
    awaitRunning(job, patience);
    return job;
  }

  private String submit(Submission submission) {
    if (!Files.isReadable(submission.configuration())) {
      throw Failure.failed(
          "the configuration "
              + submission.configuration()
              + " cannot be read; is --config right?");
    }
    try {
      Path settings = Files.createTempDirectory("rivulet-client");
      try {
        Files.writeString(settings.resolve("config.yaml"), yaml(clientSettings(settings)));
        return jobId(run(command(submission), settings));
      } finally {
        delete(settings);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Readable by this user only, because its folder is. */
  private Map<String, String> clientSettings(Path folder) {
    var settings = new TreeMap<>(clusterSettings());
    if ("https".equals(cluster.rest().getScheme())) {
      settings.putAll(Tls.ofThisJvm().flinkSettings(folder));
    }
    return settings;
  }

  /**
   * A remote client knows only its own configuration and would, say, run the job with parallelism 1
   * whatever the cluster's default is: give it what the cluster says of jobs.
   */
  private Map<String, String> clusterSettings() {
    return cluster.configuration().entrySet().stream()
        .filter(setting -> JOB_SETTINGS.stream().anyMatch(setting.getKey()::startsWith))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String yaml(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + ": " + TextNode.valueOf(setting.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private List<String> command(Submission submission) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // the second compiler would not pay off
                "-XX:TieredStopAtLevel=1",
                // the job's main reflects into java.util
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j2.level=" + (debug() ? "INFO" : "OFF"),
                "-cp",
                flinkClassPath,
                "org.apache.flink.client.cli.CliFrontend",
                "run",
                "--target",
                "remote",
                "--detached"));
    flinkOptions(submission).forEach((key, value) -> command.add("-D" + key + "=" + value));
    submission.savepoint().ifPresent(path -> command.addAll(List.of("--fromSavepoint", path)));
    command.addAll(List.of("--class", MAIN, jar.toString()));
    command.addAll(List.of("--config", submission.configuration().toString()));
    command.addAll(submission.arguments());
    return command;
  }

  private Map<String, String> flinkOptions(Submission submission) {
    URI rest = cluster.rest();
    var options = new TreeMap<>(submission.flinkOptions());
    options.put("rest.address", rest.getHost());
    options.put("rest.port", String.valueOf(rest.getPort()));
    return options;
  }

  private static boolean debug() {
    return System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") != null;
  }

  private static String run(List<String> command, Path settings) {
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(name -> name.startsWith("FLINK_"));
      builder.environment().put("FLINK_CONF_DIR", settings.toString());
      Process client = builder.start();
      client.getOutputStream().close();
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Failure.failed("cannot start Flink's client (" + e.getMessage() + ")", e);
    }
  }

  /**
   * Flink's client may exit with 0 or with 1 after the same outcome, so what it printed decides.
   */
  private static String jobId(String said) {
    Matcher id = JOB_ID.matcher(said);
    if (id.find()) {
      return id.group(1);
    }
    Optional<String> refusal = StackTrace.refusalOf(said);
    if (refusal.isPresent()) {
      throw Failure.refused(refusal.get());
    }
    throw Failure.failed(
        "the job was not submitted: " + StackTrace.rootOf(said), new IOException(said));
  }

  private void awaitRunning(String job, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    FlinkCluster.JobDetail detail = cluster.job(job);
    while (!detail.allRunning()) {
      List<String> failures = cluster.failures(job);
      if (detail.hasEnded()) {
        failures.stream()
            .flatMap(failure -> StackTrace.refusalOf(failure).stream())
            .findFirst()
            .ifPresent(
                refusal -> {
                  throw Failure.refused(refusal);
                });
        throw Failure.failed("job " + job + " is " + detail.state() + ": " + why(detail, failures));
      }
      if (failures.size() >= TOLERATED_FAILURES || System.nanoTime() > deadline) {
        cluster.cancel(job);
        cluster.awaitEnd(job, CANCELLATION);
        throw Failure.failed(
            "job %s did not run and was cancelled after %d failures: %s"
                .formatted(job, failures.size(), why(detail, failures)));
      }
      LockSupport.parkNanos(POLL.toNanos());
      detail = cluster.job(job);
    }
  }

  private static String why(FlinkCluster.JobDetail detail, List<String> failures) {
    return failures.isEmpty()
        ? "its subtasks are " + states(detail)
        : StackTrace.rootOf(failures.get(0));
  }

  private static Map<String, Long> states(FlinkCluster.JobDetail detail) {
    return detail.vertices().stream()
        .flatMap(vertex -> vertex.subtasks().stream())
        .collect(
            Collectors.groupingBy(
                FlinkCluster.Subtask::state, TreeMap::new, Collectors.counting()));
  }
}
