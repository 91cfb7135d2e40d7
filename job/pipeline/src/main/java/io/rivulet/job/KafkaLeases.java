package io.rivulet.job;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.job.savedstate.SavedState;
import io.rivulet.job.savedstate.SavedStates;
import io.rivulet.operator.Lease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the leases of a job's topics, which are kept in Kafka.
 *
 * @param cluster a hash that tells apart clusters whose jobs have equal ids, as in application mode
 * @param states the directories of checkpoints and savepoints
 */
record KafkaLeases(LeaseTerms terms, String cluster, List<String> states)
    implements Lease.Provider {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaLeases.class);
  private static final int MOST_READ = 100;
  private static final String NAMESPACE = "kubernetes.namespace";

  static KafkaLeases of(JobConfiguration configuration, ReadableConfig flink) {
    List<String> states =
        Stream.of(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                CheckpointingOptions.SAVEPOINT_DIRECTORY)
            .flatMap(directory -> flink.getOptional(directory).stream())
            .toList();
    return new KafkaLeases(LeaseTerms.of(configuration), cluster(flink), states);
  }

  /** A hash of where a cluster keeps what its master needs to come back. */
  private static String cluster(ReadableConfig flink) {
    String place =
        String.join(
            "\n",
            flink.get(HighAvailabilityOptions.HA_CLUSTER_ID),
            flink.getOptional(HighAvailabilityOptions.HA_STORAGE_PATH).orElse(""),
            flink.get(ConfigOptions.key(NAMESPACE).stringType().defaultValue("")));
    var crc = new CRC32C();
    crc.update(place.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** The same for every attempt of a job, after a failure of its master too. */
  String identity(String jobId) {
    return jobId + "-" + cluster;
  }

  @Override
  public Lease open(JobID job, Consumer<RuntimeException> refusal) {
    return new KafkaLease(this, identity(job.toHexString()), refusal);
  }

  /** Where the newest state of these topics and this group lies, if one can be found. */
  Optional<String> newestState() {
    try {
      return SavedStates.throughFlink().in(states).stream()
          .limit(MOST_READ)
          .map(SavedState::path)
          .filter(this::isOfTheseTopics)
          .findFirst();
    } catch (IOException e) {
      LOG.info("cannot look for a state in {}: {}", states, e.toString());
      return Optional.empty();
    }
  }

  private boolean isOfTheseTopics(String path) {
    try {
      return SavedRun.at(path).run().filter(terms::isOf).isPresent();
    } catch (IOException e) {
      LOG.info("{} cannot be read: {}", path, e.toString());
      return false;
    }
  }
}
