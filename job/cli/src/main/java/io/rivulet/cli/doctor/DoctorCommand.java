package io.rivulet.cli.doctor;

import io.rivulet.cli.check.FindingReport;
import io.rivulet.cli.check.StartCheck;
import io.rivulet.cli.console.Exit;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.kafka.KafkaOption;
import io.rivulet.cli.kafka.SinceConverter;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.NewestSamples;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      "Say everything that keeps the job from running, and what to do about it.",
      "Checks the configuration with the specs of its models, the files of secrets, brokers,"
          + " topics, permissions, timeouts and versions, and the slots and jobs of the Flink"
          + " cluster, and looks for models whose samples are in more than one partition."
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
          "How many of the newest samples of each partition are searched for models in more than"
              + " one partition; 0 skips this (default: ${DEFAULT-VALUE}).")
  private int records;

  @Option(
      names = "--since",
      paramLabel = "T",
      converter = SinceConverter.class,
      description =
          "Search only those of these samples that were written at T or later, so that a fault"
              + " that is already mended no longer counts (default: all). T is "
              + SinceConverter.FORMS
              + ".")
  private Instant since;

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
      names = "--rest",
      paramLabel = "URL",
      description =
          "REST address of the Flink cluster that the job is for, as http://HOST:PORT or"
              + " https://HOST:PORT (default: that of the local platform, if its broker is used).")
  private URI rest;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      mapFallbackValue = "",
      description = "A setting of Flink for the job, such as -Dparallelism.default=4.")
  private Map<String, String> flinkOptions = new LinkedHashMap<>();

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
    var report = new FindingReport(kafka.explained(findings()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      report.printJson(out);
    } else {
      report.print(out);
    }
    return report.errors() == 0 ? Exit.DONE : Exit.REFUSED;
  }

  private List<Finding> findings() {
    Map<String, String> settings = new LinkedHashMap<>(flinkOptions);
    put(settings, "--checkpoint-interval", "execution.checkpointing.interval", interval);
    put(settings, "--checkpoint-timeout", "execution.checkpointing.timeout", checkpointTimeout);
    Optional<FlinkCluster> flink =
        rest == null ? kafka.localFlink() : Optional.of(FlinkCluster.at(rest));
    List<Finding> findings = new ArrayList<>();
    try (PatientProgress progress = new PatientProgress("asking the cluster")) {
      var check =
          new StartCheck(kafka.jobArguments(), settings, flink, kafka.timeout(), progress::stage);
      var samples = new NewestSamples(records, since == null ? 0 : since.toEpochMilli());
      findings.addAll(kafka.namesFile() ? check.atAnyTime(samples) : check.withoutJob(samples));
    }
    if (rest == null) {
      findings.addAll(kafka.deadFlink());
    }
    return findings;
  }

  private static void put(Map<String, String> settings, String option, String key, Long seconds) {
    if (seconds != null && seconds < 1) {
      throw Failure.refused(option + " must be at least 1, got " + seconds);
    }
    if (seconds != null) {
      settings.put(key, seconds + " s");
    }
  }
}
