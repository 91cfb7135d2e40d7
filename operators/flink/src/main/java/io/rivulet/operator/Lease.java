package io.rivulet.operator;

import io.rivulet.state.CheckpointMark;
import io.rivulet.state.RunState;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/**
 * What a job holds as long as it lives, so that no other job learns beside it from the same topics.
 * No method blocks.
 */
public interface Lease extends AutoCloseable {

  /**
   * Completes with the run once the job may begin. Where it may not, the job is told so by what it
   * gave to {@link Provider#open}, and the future never completes.
   */
  CompletableFuture<RunState> begin(Start start);

  /** The job whose lease this is, as it stands in the marks of its checkpoints. */
  String job();

  /** A checkpoint of the job is complete. */
  void completed(CheckpointMark mark);

  @Override
  void close();

  /**
   * How a job starts.
   *
   * @param restored whether Flink gave it a state
   * @param state of its run then; a build before this one kept none
   */
  record Start(boolean restored, Optional<RunState> state) {

    /** Without a state. */
    public static Start anew() {
      return new Start(false, Optional.empty());
    }

    /** From a state. */
    public static Start from(Optional<RunState> state) {
      return new Start(true, state);
    }
  }

  /** Makes the lease of a job, beside its master. */
  interface Provider extends Serializable {

    /**
     * The lease of one job, which holds nothing before it begins.
     *
     * @param refusal takes the reason for which the job must end, now or later
     */
    Lease open(JobID job, Consumer<RuntimeException> refusal);

    /** For tests and programs that run one job: grants everything, from incarnation 1 on. */
    static Provider unguarded() {
      return UnguardedLease::new;
    }
  }
}
