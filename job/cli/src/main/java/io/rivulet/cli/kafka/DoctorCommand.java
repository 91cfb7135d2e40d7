package io.rivulet.cli.kafka;

import io.rivulet.cli.Failure;
import io.rivulet.cli.JsonOutput;
import io.rivulet.cli.Rivulet;
import io.rivulet.job.kafka.CheckpointTimes;
import io.rivulet.job.kafka.ClusterChecks;
import io.rivulet.job.kafka.Finding;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rivulet doctor}. */
@Command(
    name = "doctor",
    description = {
      "Ask the cluster whether the job can run on it, and say what to do where it cannot.",
      "Looks at the secrets' files, brokers, topics, permissions, timeouts and versions, and for"
          + " models whose samples lie in more than one partition."
    },
    exitCodeList = {
      "0:no error was found; warnings do not count as errors",
      "1:failed: the checks could not be made",
      "2:an error was found, or refused: wrong use"
    })
public final class DoctorCommand implements Callable<Integer> {

  @Mixin private KafkaOption kafka;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "How many of the newest samples of each partition are looked at for models in more than"
              + " one partition; 0 skips this (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "SECONDS",
      description = "execution.checkpointing.interval of the job (default: 10).")
  private Long interval;

  @Option(
      names = "--checkpoint-timeout",
      paramLabel = "SECONDS",
      description = "execution.checkpointing.timeout of the job (default: 120).")
  private Long checkpointTimeout;

  @Option(
      names = "--json",
      description =
          "Print one JSON document: {\"errors\": .., \"findings\": [{\"severity\": .., \"subject\":"
              + " .., \"message\": ..}]}.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (records < 0) {
      throw Failure.refused("--records must be at least 0, got " + records);
    }
    List<Finding> findings = findings(new ClusterChecks(kafka.configuration(), kafka.timeout()));
    print(findings);
    return findings.stream().anyMatch(Finding::isError) ? Rivulet.REFUSED : 0;
  }

  private List<Finding> findings(ClusterChecks checks) {
    CheckpointTimes times =
        new CheckpointTimes(
            seconds("--checkpoint-interval", interval, CheckpointTimes.SUGGESTED.interval()),
            seconds(
                "--checkpoint-timeout", checkpointTimeout, CheckpointTimes.SUGGESTED.timeout()));
    try (PatientProgress progress = new PatientProgress("asking the cluster")) {
      progress.advanceTo(0, 0);
      return checks.all(times, records);
    }
  }

  private static Duration seconds(String option, Long given, Duration byDefault) {
    if (given != null && given < 1) {
      throw Failure.refused(option + " must be at least 1, got " + given);
    }
    return given == null ? byDefault : Duration.ofSeconds(given);
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    long errors = findings.stream().filter(Finding::isError).count();
    if (json) {
      JsonOutput.print(out, new Document(errors, findings.stream().map(Row::of).toList()));
      return;
    }
    TextTable table = new TextTable("severity", "subject", "what is, and what to do");
    findings.stream()
        .map(Row::of)
        .forEach(row -> table.add(row.severity(), row.subject(), row.message()));
    table.print(out);
    out.println(errors == 0 ? "the job can run" : errors + " error(s) keep the job from running");
    out.flush();
  }

  private record Document(long errors, List<Row> findings) {}

  private record Row(String severity, String subject, String message) {

    static Row of(Finding finding) {
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      return new Row(severity, finding.subject(), finding.message());
    }
  }
}
