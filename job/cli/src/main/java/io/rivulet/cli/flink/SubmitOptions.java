package io.rivulet.cli.flink;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.rivulet.cli.check.FindingReport;
import io.rivulet.cli.check.LocalBrokerAdvice;
import io.rivulet.cli.check.StartCheck;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.console.Progress;
import io.rivulet.cli.local.ClusterOption;
import io.rivulet.cli.local.NotedJob;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.cli.savedstate.KnownStates;
import io.rivulet.cli.savedstate.RestorePoint;
import io.rivulet.cli.savedstate.StateHeader;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.kafka.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * The options that {@code submit} and {@code restore} have in common, and the submission of a job
 * with them.
 */
final class SubmitOptions {

  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

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

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the job on Flink's page (default: job.name, else kafka.group.id).")
  private String name;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"jobId\": .., \"name\": .., \"config\": ..,"
              + " \"bootstrapServers\": .., \"groupId\": .., \"topicsPrefix\": .., \"models\":"
              + " [{\"match\": .., \"learner\": ..}], \"delivery\": .., \"start\": ..,"
              + " \"savepoint\": ..}, the last only when there is one.")
  private boolean json;

  /**
   * Submits the job unless something keeps it from running. Says what it read on standard error,
   * and prints the id.
   */
  void submit(Optional<String> savepoint, List<String> jobOptions, CommandSpec spec) {
    List<String> arguments = arguments(jobOptions);
    refuseErrors(new FindingReport(findings(arguments, savepoint)), spec);
    JobConfiguration job = JobConfiguration.readForJob(withFile(arguments).toArray(String[]::new));
    ReadConfiguration read = ReadConfiguration.of(configuration, job, savepoint);
    if (!json) {
      read.print(spec.commandLine().getErr());
    }
    Function<String, NotedJob> noted = id -> noted(id, job, named(jobOptions), savepoint);
    String id =
        submit(
            new Submission(configuration, arguments, flinkOptions, savepoint),
            new AwaitedJob(noted, where, spec.commandLine(), json));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, new Document(id, read));
    } else {
      out.println(id);
      out.flush();
    }
  }

  /** Returns when the progress is off the screen, so that the next line is one of its own. */
  private String submit(Submission submission, AwaitedJob awaited) {
    try (awaited;
        var progress = Progress.onStandardError()) {
      String id =
          JobSubmitter.to(where.cluster())
              .submit(submission, Duration.ofSeconds(seconds), progress, awaited::submitted);
      awaited.runs();
      return id;
    }
  }

  private List<String> withFile(List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("--config=" + configuration));
    all.addAll(arguments);
    return all;
  }

  /** So that the local platform can tell how to go on with the job when it is interrupted. */
  private NotedJob noted(
      String id, JobConfiguration job, List<String> jobOptions, Optional<String> savepoint) {
    String file = configuration.toAbsolutePath().normalize().toString();
    return new NotedJob(
        id,
        job.name(),
        job.kafka().groupId(),
        file,
        jobOptions,
        flinkOptions,
        savepoint.orElse(null),
        null);
  }

  /** Finds what the job is to go on from. */
  RestorePoint restorePoint(CommandSpec spec) {
    return new RestorePoint(KnownStates.of(where, flinkOptions), spec.commandLine().getErr());
  }

  /** Prints what keeps the job from running, and submits nothing. */
  int check(Optional<String> savepoint, List<String> jobOptions, CommandSpec spec) {
    var report = new FindingReport(findings(arguments(jobOptions), savepoint));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      report.printJson(out);
    } else {
      report.print(out);
    }
    return report.errors() == 0 ? Exit.DONE : Exit.REFUSED;
  }

  private List<Finding> findings(List<String> arguments, Optional<String> savepoint) {
    List<Finding> findings = new ArrayList<>(looked(arguments, savepoint.isPresent()));
    savepoint.flatMap(StateHeader::faultOf).ifPresent(findings::add);
    return where.platform().map(it -> LocalBrokerAdvice.in(findings, it)).orElse(findings);
  }

  private List<Finding> looked(List<String> arguments, boolean fromState) {
    List<String> all = withFile(arguments);
    try (var progress = Progress.onStandardError()) {
      progress.stage("checking the configuration and the clusters");
      FlinkCluster flink = where.cluster();
      return new StartCheck(all, flinkOptions, Optional.of(flink), BROKER_PATIENCE, progress::stage)
          .beforeStart(fromState);
    } catch (Failure unreachable) {
      List<Finding> findings =
          new ArrayList<>(
              new StartCheck(
                      all, settingsWithoutCluster(), Optional.empty(), BROKER_PATIENCE, waits -> {})
                  .beforeStart(fromState));
      findings.add(Finding.error("flink", unreachable.getMessage()));
      return findings;
    }
  }

  /**
   * With the directory of checkpoints that the local cluster would name, so that they are found.
   */
  private Map<String, String> settingsWithoutCluster() {
    Map<String, String> settings = new LinkedHashMap<>();
    where
        .platform()
        .ifPresent(it -> settings.put("execution.checkpointing.dir", it.checkpointDirectory()));
    settings.putAll(flinkOptions);
    return settings;
  }

  private static void refuseErrors(FindingReport report, CommandSpec spec) {
    List<Finding> notable =
        report.findings().stream()
            .filter(finding -> finding.severity() != Finding.Severity.NOTE)
            .toList();
    if (!notable.isEmpty()) {
      new FindingReport(notable).printRows(spec.commandLine().getErr());
    }
    if (report.errors() > 0) {
      throw Failure.refused(report.verdict() + "; nothing was submitted").with(report.details());
    }
  }

  private List<String> named(List<String> jobOptions) {
    List<String> named = new ArrayList<>(jobOptions);
    if (name != null) {
      named.add("--job.name=" + name);
    }
    return named;
  }

  /** With the name, and with the local broker where none is named and one runs. */
  private List<String> arguments(List<String> jobOptions) {
    List<String> arguments = named(jobOptions);
    if (!JobConfiguration.namesBroker(withFile(arguments).toArray(String[]::new))) {
      where
          .platform()
          .flatMap(platform -> Optional.ofNullable(platform.status().broker()))
          .ifPresent(
              broker ->
                  arguments.addAll(
                      List.of("--kafka.bootstrap.servers", broker.bootstrapServers())));
    }
    return arguments;
  }

  private record Document(String jobId, @JsonUnwrapped ReadConfiguration read) {}
}
