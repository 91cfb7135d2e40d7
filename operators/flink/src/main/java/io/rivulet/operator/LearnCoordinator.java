package io.rivulet.operator;

import io.rivulet.state.StateFrame;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestHandler;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.util.concurrent.FutureUtils;

/**
 * The coordinator that holds the {@link Lease} next to the job's master, where it outlives failures
 * of tasks. It stores the run in every checkpoint and tells the learn operators where incarnations
 * begin.
 */
final class LearnCoordinator implements OperatorCoordinator, CoordinationRequestHandler {

  private final Context context;
  private final Lease.Provider provider;

  private Lease.Start start = Lease.Start.anew();
  private Lease lease;
  private CompletableFuture<RunState> run;

  LearnCoordinator(Context context, Lease.Provider provider) {
    this.context = context;
    this.provider = provider;
  }

  /** Starts the lease. A refusal is final, because a restart would meet the same refusal. */
  @Override
  public void start() {
    lease =
        provider.open(
            context.getJobID(), refusal -> context.failJob(new SuppressRestartsException(refusal)));
    run = lease.begin(start);
  }

  /**
   * Restores the run. Flink calls this before {@link #start} when the job starts from a state;
   * later the run continues.
   */
  @Override
  public void resetToCheckpoint(long checkpoint, byte[] state) {
    if (lease == null && checkpoint != NO_CHECKPOINT) {
      start =
          Lease.Start.from(
              Optional.ofNullable(state).map(bytes -> StateFrame.read(RunState.FORMAT, bytes)));
    }
  }

  @Override
  public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> result) {
    FutureUtils.forward(
        run.thenApply(current -> StateFrame.write(RunState.FORMAT, current.at(mark(checkpoint)))),
        result);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    lease.completed(mark(checkpoint));
  }

  /**
   * Answers with the base in a class of Flink, because Flink deserialises answers without the job's
   * classes.
   */
  @Override
  public CompletableFuture<CoordinationResponse> handleCoordinationRequest(
      CoordinationRequest request) {
    return run.thenApply(BaseRequest::answer);
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    throw new IllegalStateException("learn sends requests, not events such as " + event);
  }

  @Override
  public void subtaskReset(int subtask, long checkpoint) {
    // the run outlives subtasks
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, Throwable reason) {
    // the run outlives attempts
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    // subtasks ask
  }

  private CheckpointMark mark(long checkpoint) {
    return new CheckpointMark(lease.job(), checkpoint);
  }
}
