package io.rivulet.cli.kafka;

import io.rivulet.cli.check.LocalBrokerAdvice;
import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.local.PlatformOption;
import io.rivulet.cli.rest.FlinkCluster;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.Patience;
import io.rivulet.job.config.ConfigurationException;
import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.RecordFormat;
import io.rivulet.job.kafka.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which Kafka cluster and which topics a command means; for use as a mixin. */
public final class KafkaOption {

  private static final String BROKER = "kafka.bootstrap.servers";
  private static final String LOCAL_BROKER = "--" + BROKER + "=";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The job's configuration: brokers, their security, and the topics' prefix.")
  private Path file;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description =
          "Brokers to ask first (default: those of the configuration, else the local platform's).")
  private String bootstrapServers;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description =
          "The name of every topic begins with this (default: that of the configuration, else"
              + " 'rivulet.').")
  private String prefix;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How long a broker may take to answer (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Mixin private PlatformOption local;

  /** The job's configuration with what the command line says instead. */
  public JobConfiguration configuration() {
    List<String> arguments = arguments();
    boolean local = isOnLocalBroker();
    Optional<String> broker = local ? localBroker() : Optional.empty();
    broker.ifPresent(address -> arguments.add(LOCAL_BROKER + address));
    try {
      return JobConfiguration.read(arguments.toArray(String[]::new));
    } catch (ConfigurationException e) {
      boolean onlyBroker =
          local
              && broker.isEmpty()
              && e.problems().stream().allMatch(it -> it.subject().equals(BROKER));
      throw onlyBroker ? noBroker() : Failure.refused(e.getMessage());
    }
  }

  /** The form of samples in the configuration; asks for no broker. */
  public RecordFormat format() {
    try {
      return JobConfiguration.readFormat(arguments().toArray(String[]::new));
    } catch (ConfigurationException e) {
      throw Failure.refused(e.getMessage());
    }
  }

  /** What the main of a job would be given, with the local broker where none is named. */
  public List<String> jobArguments() {
    List<String> arguments = arguments();
    if (isOnLocalBroker()) {
      Optional<String> broker = localBroker();
      if (broker.isEmpty() && !namesFile()) {
        throw noBroker();
      }
      broker.ifPresent(address -> arguments.add(LOCAL_BROKER + address));
    }
    return arguments;
  }

  /** The findings, where a missing broker is a dead one if the local one is dead. */
  public List<Finding> explained(List<Finding> findings) {
    return LocalBrokerAdvice.in(findings, local.platform());
  }

  public boolean namesFile() {
    return file != null;
  }

  /** The Flink cluster of the local platform, if its broker is used and both run. */
  public Optional<FlinkCluster> localFlink() {
    return isOnLocalBroker()
        ? Optional.ofNullable(local.platform().status().jobManager())
            .map(jobManager -> FlinkCluster.at(jobManager.rest()))
        : Optional.empty();
  }

  /** The parts of the local Flink cluster that were found dead, when it is meant. */
  public List<Finding> deadFlink() {
    return isOnLocalBroker()
        ? local.platform().status().dead().stream()
            .filter(part -> !part.equals("broker"))
            .map(KafkaOption::dead)
            .toList()
        : List.of();
  }

  private static Finding dead(String part) {
    String message = "is dead on the local platform; start it again with 'up'";
    return part.equals("jobmanager")
        ? Finding.error(part, message)
        : Finding.warning(part, message);
  }

  private boolean isOnLocalBroker() {
    return !JobConfiguration.namesBroker(arguments().toArray(String[]::new));
  }

  private Optional<String> localBroker() {
    return local.platform().broker();
  }

  private Failure noBroker() {
    if (local.platform().status().dead().contains("broker")) {
      return Failure.failed(
          "the local broker is dead; start it again with 'up', or name another with"
              + " --bootstrap-servers HOST:PORT");
    }
    return Failure.failed(
        "no broker is known: give --bootstrap-servers HOST:PORT or a --config FILE that names"
            + " one, or start the local platform with 'up'");
  }

  public ClusterAccess access(JobConfiguration configuration) {
    return CommandAccess.with(configuration.kafka().clientProperties(), timeout())
        .showing(KafkaOption::asking);
  }

  private static Patience.ShownWait asking(String servers) {
    return new PatientProgress("asking the broker at " + servers)::close;
  }

  public Duration timeout() {
    if (seconds < 1) {
      throw Failure.refused("--timeout must be at least 1, got " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (file != null) {
      arguments.add("--config=" + file);
    }
    if (bootstrapServers != null) {
      arguments.add("--kafka.bootstrap.servers=" + bootstrapServers);
    }
    if (prefix != null) {
      arguments.add("--topics.prefix=" + prefix);
    }
    return arguments;
  }
}
