package io.rivulet.job.lease;

import io.rivulet.job.kafka.Finding;
import io.rivulet.job.kafka.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out before a start what would be decided about it: whether another job holds the topics,
 * and whether they hold weights that a start without a state would be refused for.
 *
 * @param terms of the job
 * @param timeout of each question to the brokers
 * @param newestState where the newest state lies, for the advice
 */
public record LeaseCheck(
    LeaseTerms terms, Duration timeout, Supplier<Optional<String>> newestState) {

  private static final Duration LOOK = Duration.ofMillis(500);

  /**
   * For a job that is about to start: waits for one that has just ended.
   *
   * @param fromState whether it goes on from a state
   */
  public List<Finding> beforeStart(Admin admin, boolean fromState) {
    return ask(
        () -> {
          List<Finding> findings = new ArrayList<>(ofHolder(awaitNone(admin)));
          boolean explained = fromState || terms.start().fresh();
          if (findings.isEmpty() && !explained && holdsWeights()) {
            findings.add(
                Finding.error(
                    terms.topics().weights(),
                    StartRules.held(terms.topics().weights(), newestState.get())));
          }
          return findings;
        });
  }

  /**
   * For a job that is about to go on from a state.
   *
   * @throws StartRefusedException where its lease would refuse it
   */
  public void requireStart(Restored restored) {
    try (Admin admin = KafkaClients.admin(terms.kafka(), timeout)) {
      new StartRules(terms, "", new Glance(weights()), newestState)
          .decide(Optional.of(restored), terms.group().record(admin));
    }
  }

  /** For a job that may run already. */
  public List<Finding> atAnyTime(Admin admin) {
    return ask(
        () -> {
          Collection<String> jobs = terms.group().jobs(admin);
          if (jobs.size() > 1) {
            return List.of(
                Finding.error(
                    terms.group().name(),
                    jobs
                        + " wait for the topic "
                        + terms.topics().weights()
                        + " or hold it; all but one will be refused"));
          }
          if (!jobs.isEmpty()) {
            return List.of(
                Finding.note(
                    terms.group().name(),
                    "job "
                        + LeaseGroup.jobId(jobs.iterator().next())
                        + " holds "
                        + terms.topics().weights()));
          }
          return holdsWeights() ? List.of(withoutJob()) : List.of();
        });
  }

  private List<Finding> ask(Supplier<List<Finding>> question) {
    try {
      return question.get();
    } catch (UnknownTopicOrPartitionException e) {
      return List.of();
    } catch (AuthorizationException e) {
      return List.of(
          Finding.error(
              terms.group().name(),
              "this user may not see who holds the lease; grant Read and Describe on the consumer"
                  + " group, and Read on the topic "
                  + terms.topics().weights()));
    }
  }

  private Finding withoutJob() {
    return Finding.warning(
        terms.topics().weights(),
        "the topic holds weights and no job runs, so a start without a state would be refused; go"
            + " on with 'rivulet restore latest', or begin anew above them with 'rivulet submit"
            + " --fresh'");
  }

  private Collection<String> awaitNone(Admin admin) {
    long deadline = System.nanoTime() + terms.patience().toNanos();
    Collection<String> jobs = terms.group().jobs(admin);
    while (!jobs.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK.toNanos());
      jobs = terms.group().jobs(admin);
    }
    return jobs;
  }

  private List<Finding> ofHolder(Collection<String> jobs) {
    return jobs.stream()
        .limit(1)
        .map(job -> Finding.error(terms.group().name(), LeaseKeeper.heldBy(terms.group(), job)))
        .toList();
  }

  private boolean holdsWeights() {
    return weights().any();
  }

  private Weights weights() {
    return new WeightsTopic(terms.kafka(), terms.topics().weights(), () -> {});
  }

  /** The greatest incarnation takes long to find, and only the job needs it. */
  private record Glance(Weights topic) implements Weights {

    @Override
    public boolean any() {
      return topic.any();
    }

    @Override
    public long greatestIncarnation() {
      return 0;
    }
  }
}
