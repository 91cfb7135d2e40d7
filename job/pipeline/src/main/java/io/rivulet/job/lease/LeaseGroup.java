package io.rivulet.job.lease;

import io.rivulet.job.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The consumer group whose members are the jobs on a weights topic, one client id each.
 *
 * @param weights the topic
 */
public record LeaseGroup(String weights) {

  /** A job id of Flink, and the hash of its cluster. */
  private static final Pattern OF_A_CLUSTER = Pattern.compile("^([0-9a-f]{32})-[0-9a-f]+$");

  private static final Duration LOOK = Duration.ofMillis(250);

  /** One for every group that reads the samples. */
  public String name() {
    return "lease." + weights;
  }

  /** Where the record of the lease is committed. */
  TopicPartition place() {
    return new TopicPartition(weights, 0);
  }

  /** What Flink, its page and the commands call the job that is this member. */
  static String jobId(String member) {
    return OF_A_CLUSTER.matcher(member).replaceFirst("$1");
  }

  /** The jobs that are members now, in order. */
  public Collection<String> jobs(Admin admin) {
    try {
      return KafkaClients.await(
              admin.describeConsumerGroups(List.of(name())).describedGroups().get(name()))
          .members()
          .stream()
          .map(MemberDescription::clientId)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (GroupIdNotFoundException e) {
      return List.of();
    }
  }

  /**
   * Waits for a record of this kind. Ends by interruption when its job is refused.
   *
   * @param wanted of the record
   */
  public LeaseRecord await(Admin admin, Predicate<LeaseRecord> wanted) throws InterruptedException {
    Optional<LeaseRecord> found = record(admin).filter(wanted);
    while (found.isEmpty()) {
      LockSupport.parkNanos(LOOK.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      found = record(admin).filter(wanted);
    }
    return found.get();
  }

  /** Empty before the first job, or some days after the last: brokers forget idle groups. */
  public Optional<LeaseRecord> record(Admin admin) {
    OffsetAndMetadata offset =
        KafkaClients.await(
                admin.listConsumerGroupOffsets(name()).partitionsToOffsetAndMetadata(name()))
            .get(place());
    return Optional.ofNullable(offset).map(OffsetAndMetadata::metadata).flatMap(LeaseRecord::parse);
  }
}
