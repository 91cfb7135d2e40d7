package io.rivulet.operator;

import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/** A lease that is granted without asking anybody. */
record UnguardedLease(String job) implements Lease {

  UnguardedLease(JobID job, Consumer<RuntimeException> refusal) {
    this(job.toHexString());
  }

  @Override
  public CompletableFuture<RunState> begin(Start start) {
    return CompletableFuture.completedFuture(
        start.state().orElseGet(() -> new RunState("", "", 0, new CheckpointMark(job, 0))));
  }

  @Override
  public void completed(CheckpointMark mark) {
    // nobody asks
  }

  @Override
  public void close() {
    // nothing is held
  }
}
