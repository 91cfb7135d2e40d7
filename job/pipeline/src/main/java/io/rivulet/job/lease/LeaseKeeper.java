package io.rivulet.job.lease;

import io.rivulet.job.kafka.ConnectionAdvice;
import io.rivulet.job.kafka.KafkaClients;
import io.rivulet.state.run.CheckpointMark;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a job's lease as long as the job lives, in a thread of its own: joins the group, waits
 * until no other job is there, decides how the job begins, and notes its checkpoints. A job that
 * holds the lease is never disturbed by one that comes.
 */
public final class LeaseKeeper implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration STAY = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final LeaseTerms terms;
  private final LeaseGroup group;
  private final String job;
  private final Optional<Restored> restored;
  private final Supplier<Optional<String>> newestState;
  private final Consumer<LeaseRecord> granted;
  private final Consumer<RuntimeException> refused;
  private final AtomicReference<CheckpointMark> newest = new AtomicReference<>();

  private volatile LeaseMember member;
  private volatile boolean closed;
  private LeaseRecord held;

  /**
   * Connects to nothing yet.
   *
   * @param job identity of the job, the same after a failure of its master
   * @param newestState where the newest state of these topics lies, for the advice of a refusal
   * @param granted takes, once, what the job begins with
   * @param refused takes the reason for which it must end, at its start or later
   */
  public LeaseKeeper(
      LeaseTerms terms,
      String job,
      Optional<Restored> restored,
      Supplier<Optional<String>> newestState,
      Consumer<LeaseRecord> granted,
      Consumer<RuntimeException> refused) {
    this.terms = terms;
    this.group = terms.group();
    this.job = job;
    this.restored = restored;
    this.newestState = newestState;
    this.granted = granted;
    this.refused = refused;
  }

  /** A broker that is away is waited for; everything else that fails ends the job. */
  @Override
  public void run() {
    while (!closed) {
      try (var joined = new LeaseMember(terms.kafka(), group, job);
          Admin admin = KafkaClients.admin(terms.kafka(), ANSWER)) {
        member = joined;
        hold(joined, admin);
        return;
      } catch (WakeupException e) {
        LOG.debug("woken while connecting");
      } catch (OffsetMetadataTooLarge e) {
        refused.accept(new StartRefusedException(tooLarge()));
        return;
      } catch (AuthorizationException | AuthenticationException e) {
        refused.accept(new StartRefusedException(forbidden(e)));
        return;
      } catch (KafkaException e) {
        LOG.warn(
            "waiting for the lease {}: {}",
            group.name(),
            ConnectionAdvice.of(e, terms.kafka(), ANSWER));
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (RuntimeException e) {
        refused.accept(e);
        return;
      }
    }
  }

  /** From any thread: a checkpoint is complete. */
  public void completed(CheckpointMark mark) {
    newest.set(mark);
    wakeUp();
  }

  /** From any thread: notes the last checkpoint, leaves the group and ends. */
  public void close() {
    closed = true;
    wakeUp();
  }

  private void wakeUp() {
    LeaseMember current = member;
    if (current != null) {
      current.wakeUp();
    }
  }

  private void hold(LeaseMember joined, Admin admin) {
    joined.join();
    if (held == null) {
      LeaseRecord record = begin(joined, admin);
      held = record;
      LOG.info("holds the lease {}: {}", group.name(), record.toJson());
      granted.accept(record);
    } else {
      requireMine(admin);
    }
    while (!closed) {
      stay(joined, admin);
    }
    leave(joined);
  }

  private LeaseRecord begin(LeaseMember joined, Admin admin) {
    awaitAlone(joined, admin);
    Optional<LeaseRecord> known = group.record(admin);
    List<Long> control = new ControlTopic(terms.topics().control()).ends(admin);
    if (known.filter(record -> record.job().equals(job)).isEmpty()) {
      var first = new LeaseRecord(job, OptionalLong.empty(), Optional.empty());
      joined.commit(known.map(record -> record.claimedBy(job)).orElse(first));
    }
    var weights =
        new WeightsTopic(terms.kafka(), terms.topics().weights(), () -> joined.poll(Duration.ZERO));
    LeaseRecord record = decide(weights, known, joined).withControl(control);
    joined.commit(record);
    return record;
  }

  /** A start that is refused leaves the record as it was, with the base of the job before. */
  private LeaseRecord decide(Weights weights, Optional<LeaseRecord> known, LeaseMember joined) {
    try {
      return new StartRules(terms, job, weights, newestState).decide(restored, known);
    } catch (StartRefusedException e) {
      known.ifPresent(joined::commit);
      throw e;
    }
  }

  /** Of several that wait, the one that was let in before goes on, else the first in order. */
  private void awaitAlone(LeaseMember joined, Admin admin) {
    long deadline = System.nanoTime() + terms.patience().toNanos();
    Collection<String> others = others(admin);
    while (!others.isEmpty() && System.nanoTime() - deadline < 0) {
      joined.poll(LOOK);
      others = others(admin);
    }
    if (others.isEmpty()) {
      return;
    }
    String letIn = group.record(admin).map(LeaseRecord::job).orElse("");
    if (others.contains(letIn)) {
      throw new StartRefusedException(heldBy(group, letIn));
    }
    String first = others.iterator().next();
    if (!letIn.equals(job) && first.compareTo(job) < 0) {
      throw new StartRefusedException(heldBy(group, first));
    }
  }

  private Collection<String> others(Admin admin) {
    return group.jobs(admin).stream().filter(other -> !other.equals(job)).toList();
  }

  private void stay(LeaseMember joined, Admin admin) {
    try {
      joined.poll(STAY);
      if (joined.changed()) {
        requireMine(admin);
      }
      note(joined);
    } catch (WakeupException e) {
      LOG.debug("woken to look again");
    }
  }

  /** The call that ended the stay may still interrupt the first attempt. */
  private void leave(LeaseMember joined) {
    try {
      note(joined);
    } catch (WakeupException e) {
      note(joined);
    }
  }

  /** A member that was away too long may find another job in its place. */
  private void requireMine(Admin admin) {
    String letIn = group.record(admin).map(LeaseRecord::job).orElse(job);
    if (!letIn.equals(job)) {
      throw new StartRefusedException(
          "this job was away from the brokers, and " + heldBy(group, letIn));
    }
  }

  private void note(LeaseMember joined) {
    CheckpointMark mark = newest.get();
    if (mark != null && !held.state().filter(mark::equals).isPresent()) {
      LeaseRecord record = held.withState(mark);
      joined.commit(record);
      held = record;
    }
  }

  static String heldBy(LeaseGroup group, String other) {
    String id = LeaseGroup.jobId(other);
    return "job "
        + id
        + " holds the topic "
        + group.weights()
        + " (member "
        + other
        + " of the consumer group "
        + group.name()
        + "): two jobs would learn every sample and publish different weights under the same"
        + " versions; stop that job with 'rivulet savepoint "
        + id
        + " --stop' and go on with 'rivulet restore', or give this one a topics.prefix and a kafka.group.id of its own";
  }

  private String forbidden(KafkaException e) {
    return e instanceof AuthenticationException
        ? ConnectionAdvice.of(e, terms.kafka(), ANSWER)
        : "this user may not hold the lease of "
            + group.weights()
            + " ("
            + e.getClass().getSimpleName()
            + "); grant Read and Describe on the consumer group "
            + group.name()
            + ", Read on the topic, and Read on "
            + terms.topics().control();
  }

  private String tooLarge() {
    return "the brokers do not take the record of the lease, which has an offset for each partition of "
        + terms.topics().control()
        + "; give that topic fewer partitions, or raise offset.metadata.max.bytes of the brokers";
  }
}
