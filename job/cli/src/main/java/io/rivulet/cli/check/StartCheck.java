package io.rivulet.cli.check;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.TimeSpan;
import io.rivulet.job.kafka.CheckpointTimes;
import io.rivulet.job.kafka.ClusterChecks;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.FlinkKeyCheck;
import io.rivulet.job.kafka.NewestSamples;
import io.rivulet.job.lease.LeaseCheck;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything that is looked at before a job starts: its configuration, its Kafka cluster and its
 * Flink cluster.
 *
 * @param arguments of the job's main
 * @param flinkOptions settings of Flink that win over those of the cluster
 * @param cluster empty when none is known
 * @param patience with each question to a broker
 * @param waits is told what the check waits for, when that may take longer
 */
public record StartCheck(
    List<String> arguments,
    Map<String, String> flinkOptions,
    Optional<FlinkCluster> cluster,
    Duration patience,
    Consumer<String> waits) {

  private static final String INTERVAL = "execution.checkpointing.interval";
  private static final String TIMEOUT = "execution.checkpointing.timeout";
  private static final String PARALLELISM = "parallelism.default";

  /**
   * For a job that is about to start.
   *
   * @param fromState whether it goes on from a savepoint or checkpoint
   */
  public List<Finding> beforeStart(boolean fromState) {
    return findings(
        JobConfiguration::readForJob,
        NewestSamples.NONE,
        FlinkCheck::beforeStart,
        (lease, admin) -> lease.beforeStart(admin, fromState));
  }

  /**
   * For a job that may run already.
   *
   * @param samples which of the samples topic are looked at
   */
  public List<Finding> atAnyTime(NewestSamples samples) {
    return findings(
        JobConfiguration::readForJob, samples, FlinkCheck::atAnyTime, LeaseCheck::atAnyTime);
  }

  /** For topics and brokers alone, whose job is not known. */
  public List<Finding> withoutJob(NewestSamples samples) {
    return findings(JobConfiguration::read, samples, FlinkCheck::atAnyTime, LeaseCheck::atAnyTime);
  }

  private List<Finding> findings(
      Function<String[], JobConfiguration> reader,
      NewestSamples samples,
      Function<FlinkCheck, List<Finding>> ofFlink,
      BiFunction<LeaseCheck, Admin, List<Finding>> ofLease) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> settings = new HashMap<>();
    Optional<JobConfiguration> configuration = read(reader, findings);
    Optional<FlinkCluster> flink = cluster.filter(it -> answers(it, settings, findings));
    findings.addAll(FlinkKeyCheck.findings(flinkOptions.keySet()));
    settings.putAll(flinkOptions);
    int parallelism = parallelism(settings, findings);
    configuration.ifPresent(
        job -> {
          var lease = new LeaseCheck(LeaseTerms.of(job), patience, () -> newestState(settings));
          findings.addAll(
              new ClusterChecks(job, patience)
                  .withParallelism(parallelism)
                  .with(admin -> ofLease.apply(lease, admin))
                  .all(times(settings), samples));
          findings.addAll(Leftovers.in(arguments));
          flink.ifPresent(
              it ->
                  findings.addAll(
                      ofFlink.apply(
                          new FlinkCheck(it, job, new SlotCheck(it, parallelism, waits)))));
        });
    return List.copyOf(findings);
  }

  /** What of the configuration can be used, even where models are wrong. */
  private Optional<JobConfiguration> read(
      Function<String[], JobConfiguration> reader, List<Finding> findings) {
    String[] all = arguments.toArray(String[]::new);
    try {
      return Optional.of(reader.apply(all));
    } catch (ConfigurationException e) {
      findings.addAll(Finding.of(e));
    }
    try {
      return Optional.of(JobConfiguration.read(all));
    } catch (ConfigurationException told) {
      return Optional.empty();
    }
  }

  /** Reads the cluster's settings; that it does not answer is a finding. */
  private static boolean answers(
      FlinkCluster flink, Map<String, String> settings, List<Finding> findings) {
    try {
      settings.putAll(flink.configuration());
      return true;
    } catch (Failure e) {
      findings.add(
          Finding.error("flink", e.getMessage() + "; start the cluster, or correct --rest"));
      return false;
    }
  }

  /** As far as this machine can tell. */
  private static Optional<String> newestState(Map<String, String> settings) {
    List<String> directories =
        SavedStates.directories(settings).stream().filter(SavedStates::isOnThisMachine).toList();
    try {
      return SavedStates.onThisMachine().in(directories).stream().map(SavedState::path).findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static int parallelism(Map<String, String> settings, List<Finding> findings) {
    String given = settings.getOrDefault(PARALLELISM, "1").strip();
    if (given.matches("0*[1-9]\\d{0,5}")) {
      return Integer.parseInt(given);
    }
    findings.add(
        Finding.error(PARALLELISM, "must be a whole number from 1 to 999999, got '" + given + "'"));
    return 1;
  }

  private static CheckpointTimes times(Map<String, String> settings) {
    return new CheckpointTimes(
        duration(settings, INTERVAL, CheckpointTimes.SUGGESTED.interval()),
        duration(settings, TIMEOUT, CheckpointTimes.SUGGESTED.timeout()));
  }

  /** Spellings that only Flink reads are left to the job, which checks again. */
  private static Duration duration(Map<String, String> settings, String key, Duration byDefault) {
    return Optional.ofNullable(settings.get(key)).flatMap(TimeSpan::parse).orElse(byDefault);
  }
}
