package io.rivulet.job.lease;

import io.rivulet.job.config.JobConfiguration;
import io.rivulet.job.config.KafkaSettings;
import io.rivulet.job.config.StartSettings;
import io.rivulet.job.config.TopicNames;
import io.rivulet.state.run.RunState;
import java.io.Serializable;
import java.time.Duration;

/**
 * What a job asks of its lease.
 *
 * @param kafka where, and under which group it reads
 * @param topics which it learns from and publishes to
 * @param start what it may do that would otherwise be refused
 * @param patience how long it waits for another job to end before it is refused
 */
public record LeaseTerms(
    KafkaSettings kafka, TopicNames topics, StartSettings start, Duration patience)
    implements Serializable {

  /** A master that was killed is a member for the ten seconds of its session. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  public static LeaseTerms of(JobConfiguration configuration) {
    return new LeaseTerms(
        configuration.kafka(), configuration.topics(), configuration.start(), PATIENCE);
  }

  LeaseTerms withPatience(Duration other) {
    return new LeaseTerms(kafka, topics, start, other);
  }

  /** Whether a run had these topics and this group. */
  public boolean isOf(RunState run) {
    return run.prefix().equals(topics.prefix()) && run.group().equals(kafka.groupId());
  }

  /** Whether a run had these topics, by whatever group it read them. */
  boolean hasTopicsOf(RunState run) {
    return run.prefix().equals(topics.prefix());
  }

  public LeaseGroup group() {
    return new LeaseGroup(topics.weights());
  }
}
