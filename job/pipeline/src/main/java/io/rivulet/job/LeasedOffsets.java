package io.rivulet.job;

import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.job.lease.LeaseRecord;
import io.rivulet.job.lease.LeaseTerms;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Where the topic of commands ended when the job was let in: the same after a failure before the
 * first checkpoint. Waits for the lease, as nothing may begin before it.
 */
final class LeasedOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final KafkaLeases leases;
  private final String job;

  /**
   * @param job identity of the job
   */
  LeasedOffsets(KafkaLeases leases, String job) {
    this.leases = leases;
    this.job = job;
  }

  /** A partition that the job did not find has only later commands. */
  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    List<Long> ends = ends();
    return partitions.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                each ->
                    each.partition() < ends.size()
                        ? ends.get(each.partition())
                        : KafkaPartitionSplit.EARLIEST_OFFSET));
  }

  /** The connector still asks in a type that Kafka has given up. */
  @Override
  @SuppressWarnings("deprecation")
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }

  private List<Long> ends() {
    LeaseTerms terms = leases.terms();
    try (Admin admin = KafkaClients.admin(terms.kafka(), ANSWER)) {
      LeaseRecord record = terms.group().await(admin, each -> each.admits(job));
      return record.control();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
