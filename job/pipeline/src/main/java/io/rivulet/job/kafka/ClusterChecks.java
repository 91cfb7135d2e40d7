package io.rivulet.job.kafka;

import io.rivulet.job.config.JobConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;

/** Asks the cluster whether the job can run on it, before it does. */
public final class ClusterChecks {

  private final JobConfiguration configuration;
  private final Duration timeout;
  private final int parallelism;
  private final Function<Admin, List<Finding>> more;

  /**
   * Connects to nothing yet.
   *
   * @param timeout of each question to the cluster
   */
  public ClusterChecks(JobConfiguration configuration, Duration timeout) {
    this(configuration, timeout, 1, admin -> List.of());
  }

  private ClusterChecks(
      JobConfiguration configuration,
      Duration timeout,
      int parallelism,
      Function<Admin, List<Finding>> more) {
    this.configuration = configuration;
    this.timeout = timeout;
    this.parallelism = parallelism;
    this.more = more;
  }

  /** The same checks for a job of so many parallel subtasks. */
  public ClusterChecks withParallelism(int parallelism) {
    return new ClusterChecks(configuration, timeout, parallelism, more);
  }

  /** The same checks, and then one more of a cluster that answers. */
  public ClusterChecks with(Function<Admin, List<Finding>> more) {
    return new ClusterChecks(configuration, timeout, parallelism, more);
  }

  /** What a start depends on: reachable, topics, timeouts, versions. Errors forbid it. */
  public List<Finding> atStart(CheckpointTimes times) {
    return run(times, NewestSamples.NONE);
  }

  /**
   * Also looks for models whose samples lie in two partitions.
   *
   * @param samples those to look at; keeps one entry for each model and partition seen
   */
  public List<Finding> all(CheckpointTimes times, NewestSamples samples) {
    return run(times, samples);
  }

  private List<Finding> run(CheckpointTimes times, NewestSamples samples) {
    List<Finding> findings = new ArrayList<>(SecretFileCheck.findings(configuration.kafka()));
    findings.addAll(TimeoutCheck.ofCheckpoints(configuration.delivery(), times));
    findings.addAll(SizeCheck.ofFetches(configuration));
    if (SecretFileCheck.anyError(findings)) {
      return findings;
    }
    try (Admin admin = KafkaClients.admin(configuration.kafka(), timeout)) {
      Collection<Node> brokers = KafkaClients.await(admin.describeCluster().nodes());
      findings.addAll(TimeoutCheck.ofBrokers(admin, brokers, configuration.delivery()));
      findings.addAll(SizeCheck.ofBrokers(admin, brokers, configuration.limits()));
      var topics = new TopicCheck(admin, configuration);
      findings.addAll(topics.findings());
      findings.addAll(topics.ofParallelism(parallelism));
      findings.addAll(VersionCheck.findings(admin, brokers.size()));
      findings.addAll(more.apply(admin));
      if (samples.records() > 0 && topics.samplePartitions() > 1) {
        findings.addAll(
            new SplitModelCheck(configuration, timeout)
                .findings(topics.samplePartitions(), samples));
      }
    } catch (KafkaException e) {
      findings.add(Finding.error("kafka", ConnectionAdvice.of(e, configuration.kafka(), timeout)));
    }
    return List.copyOf(findings);
  }
}
