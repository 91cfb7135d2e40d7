package io.rivulet.job;

import io.rivulet.job.lease.LeaseKeeper;
import io.rivulet.job.lease.LeaseRecord;
import io.rivulet.job.lease.LeaseTerms;
import io.rivulet.job.lease.Restored;
import io.rivulet.operator.Lease;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The lease of one job, which a {@link LeaseKeeper} holds in a thread of its own. */
final class KafkaLease implements Lease {

  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final KafkaLeases leases;
  private final String job;
  private final Consumer<RuntimeException> refusal;
  private final CompletableFuture<RunState> run = new CompletableFuture<>();

  private LeaseKeeper keeper;
  private Thread thread;

  KafkaLease(KafkaLeases leases, String job, Consumer<RuntimeException> refusal) {
    this.leases = leases;
    this.job = job;
    this.refusal = refusal;
  }

  @Override
  public String job() {
    return job;
  }

  @Override
  public CompletableFuture<RunState> begin(Start start) {
    keeper =
        new LeaseKeeper(
            leases.terms(),
            job,
            start.restored() ? Optional.of(new Restored(start.state())) : Optional.empty(),
            leases::newestState,
            record -> run.complete(run(record)),
            refusal);
    thread = new Thread(keeper, "rivulet-lease");
    thread.setDaemon(true);
    thread.setContextClassLoader(KafkaLease.class.getClassLoader());
    thread.start();
    return run;
  }

  @Override
  public void completed(CheckpointMark mark) {
    keeper.completed(mark);
  }

  /** Gives the keeper a moment to note the last checkpoint, before the job's classes go. */
  @Override
  public void close() {
    if (keeper == null) {
      return;
    }
    keeper.close();
    try {
      thread.join(FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RunState run(LeaseRecord record) {
    LeaseTerms terms = leases.terms();
    return new RunState(
        terms.topics().prefix(),
        terms.kafka().groupId(),
        record.base().orElseThrow(),
        new CheckpointMark(job, 0));
  }
}
