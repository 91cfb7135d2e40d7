package io.rivulet.job;

import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.ModelPattern;
import io.rivulet.job.config.StartSettings;
import io.rivulet.job.kafka.CheckpointTimes;
import io.rivulet.job.kafka.ClusterChecks;
import io.rivulet.job.kafka.Finding;
import io.rivulet.job.lease.LeaseCheck;
import io.rivulet.learner.Catalogue;
import io.rivulet.learner.SpecPattern;
import io.rivulet.operator.LearnSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entry point of the jar that is submitted: {@code --config FILE [--key value ...]}. */
public final class RivuletJob {

  private static final Logger LOG = LoggerFactory.getLogger(RivuletJob.class);
  private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(15);

  private RivuletJob() {}

  public static void main(String[] args) throws Exception {
    JobConfiguration configuration = JobConfiguration.readForJob(args);
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(
        ClusterDefaults.over(environment.getConfiguration(), configuration.latency()));
    requireCluster(configuration, environment);
    warnOfLeftovers(configuration.start());
    KafkaLeases leases = KafkaLeases.of(configuration, environment.getConfiguration());
    lookAhead(leases, environment.getConfiguration());
    KafkaSources sources = new KafkaSources(configuration, leases);
    Topology.build(
        environment
            .fromSource(sources.samples(), WatermarkStrategy.noWatermarks(), "samples")
            .uid("samples"),
        environment
            .fromSource(sources.control(), WatermarkStrategy.noWatermarks(), "control")
            .uid("control"),
        settings(configuration),
        leases,
        new KafkaSinks(configuration, leases).sinks());
    show(configuration, environment.getConfig());
    environment.execute(configuration.name());
  }

  /** On the job's page, in addition to what Flink's own settings put there. */
  private static void show(JobConfiguration configuration, ExecutionConfig page) {
    Map<String, String> shown = new TreeMap<>(page.getGlobalJobParameters().toMap());
    shown.putAll(configuration.shown());
    page.setGlobalJobParameters(Configuration.fromMap(shown));
  }

  /**
   * Refuses at once, on the client, a start that the lease of the job would refuse. Only where this
   * main runs once: in application mode it runs again after each failure of the master.
   */
  private static void lookAhead(KafkaLeases leases, ReadableConfig flink) {
    Optional<String> state = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    String target = flink.getOptional(DeploymentOptions.TARGET).orElse("");
    if (state.isPresent() && (target.equals("remote") || target.endsWith("-session"))) {
      try {
        new LeaseCheck(leases.terms(), CHECK_TIMEOUT, leases::newestState)
            .requireStart(SavedRun.at(state.get()));
      } catch (IOException e) {
        LOG.info(
            "{} cannot be read here, so the cluster will check it: {}", state.get(), e.toString());
      }
    }
  }

  /** They are meant for one start, and would let a later accident pass. */
  private static void warnOfLeftovers(StartSettings start) {
    start
        .options()
        .forEach(
            option ->
                LOG.warn("{} is set; remove it from the configuration once the job runs", option));
  }

  /** What the learn operator needs of the configuration, every spec checked. */
  static LearnSettings settings(JobConfiguration configuration) {
    configuration
        .models()
        .map(Catalogue::warnings)
        .patterns()
        .forEach(pattern -> warn(pattern.match(), pattern.spec()));
    List<SpecPattern> patterns =
        configuration.models().patterns().stream().map(RivuletJob::pattern).toList();
    return new LearnSettings(
        patterns,
        configuration.limits().limits(),
        configuration.publish().policy(),
        configuration.limits().life(),
        configuration.cache().isAuto()
            ? LearnSettings.AUTO_CACHE
            : configuration.cache().maxBytes());
  }

  private static void warn(String match, List<String> warnings) {
    warnings.forEach(warning -> LOG.warn("models '{}': {}", match, warning));
  }

  private static SpecPattern pattern(ModelPattern<Map<String, Object>> pattern) {
    return SpecPattern.of(pattern.match(), pattern.spec());
  }

  /** Refuses a start that would fail for ever, or lose records, with what to do. */
  private static void requireCluster(
      JobConfiguration configuration, StreamExecutionEnvironment environment) {
    ReadableConfig flink = environment.getConfiguration();
    CheckpointTimes times =
        new CheckpointTimes(
            flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL),
            flink.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT));
    List<Finding> findings =
        new ClusterChecks(configuration, CHECK_TIMEOUT)
            .withParallelism(environment.getParallelism())
            .atStart(times);
    findings.stream()
        .filter(finding -> !finding.isError())
        .forEach(finding -> LOG.info("{}: {}", finding.subject(), finding.message()));
    String errors =
        findings.stream()
            .filter(Finding::isError)
            .map(finding -> finding.subject() + ": " + finding.message())
            .collect(Collectors.joining("\n"));
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
  }
}
