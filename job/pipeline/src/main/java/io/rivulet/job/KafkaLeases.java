package io.rivulet.job;

import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.operator.Lease;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Leases of a job's topics, kept in Kafka.
 *
 * @param cluster tells clusters apart whose jobs have equal ids, as in application mode
 */
record KafkaLeases(LeaseTerms terms, String cluster) implements Lease.Provider {

  private static final long serialVersionUID = 1L;

  private static final String NAMESPACE = "kubernetes.namespace";

  /** A hash of where a cluster keeps what its master needs to come back. */
  static String cluster(ReadableConfig flink) {
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
    return new KafkaLease(terms, identity(job.toHexString()), refusal);
  }
}
