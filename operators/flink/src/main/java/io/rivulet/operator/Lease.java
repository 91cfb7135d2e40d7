package io.rivulet.operator;

import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/**
 * The lease that a job holds as long as it runs, so that no other job learns from the same topics
 * at the same time. No method blocks.
 */
public interface Lease extends AutoCloseable {

  /**
   * Begins the lease. The future completes with the run once the job may begin. If it may not, the
   * consumer that was passed to {@link Provider#open} is told, and the future never completes.
   */
  CompletableFuture<RunState> begin(Start start);

  /** The job of this lease, as named in the marks of its checkpoints. */
  String job();

  /** Notes that a checkpoint of the job is complete. */
  void completed(CheckpointMark mark);

  @Override
  void close();

  /**
   * The way in which a job starts.
   *
   * @param restored whether Flink gave it a state
   * @param state the state of its run in that case; earlier builds stored none
   */
  record Start(boolean restored, Optional<RunState> state) {

    /** A start without a state. */
    public static Start anew() {
      return new Start(false, Optional.empty());
    }

    /** A start from a state. */
    public static Start from(Optional<RunState> state) {
      return new Start(true, state);
    }
  }

  /** The factory of the lease of a job, which runs next to the job's master. */
  interface Provider extends Serializable {

    /**
     * Opens the lease of one job, which holds nothing before it begins.
     *
     * @param refusal receives the reason why the job must end, now or later
     */
    Lease open(JobID job, Consumer<RuntimeException> refusal);

    /**
     * A provider for tests and for programs that run one job: it grants everything, from
     * incarnation 1 on.
     */
    static Provider unguarded() {
      return UnguardedLease::new;
    }
  }
}
