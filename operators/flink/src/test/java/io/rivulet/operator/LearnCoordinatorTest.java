package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.state.StateFrame;
import io.rivulet.state.run.CheckpointMark;
import io.rivulet.state.run.RunState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.MockOperatorCoordinatorContext;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.junit.jupiter.api.Test;

/** What the coordinator tells its lease, and what it passes on. */
class LearnCoordinatorTest {

  private static final RunState RUN = new RunState("p.", "g", 4, new CheckpointMark("before", 6));

  private final MockOperatorCoordinatorContext context =
      new MockOperatorCoordinatorContext(new OperatorID(), 2);
  private final StandInLease lease = new StandInLease();
  private final LearnCoordinator coordinator = new LearnCoordinator(context, lease::opened);

  @Test
  void start_withoutState_beginsAnew() {
    coordinator.start();

    assertThat(lease.starts).containsExactly(Lease.Start.anew());
  }

  @Test
  void start_afterAFailureOfTheMasterBeforeAnyCheckpoint_beginsAnew() {
    coordinator.resetToCheckpoint(OperatorCoordinator.NO_CHECKPOINT, null);
    coordinator.start();

    assertThat(lease.starts).containsExactly(Lease.Start.anew());
  }

  @Test
  void start_fromAState_tellsWhoseItIs() {
    coordinator.resetToCheckpoint(6, StateFrame.write(RunState.FORMAT, RUN));
    coordinator.start();

    assertThat(lease.starts).containsExactly(Lease.Start.from(Optional.of(RUN)));
  }

  @Test
  void start_fromAStateOfABuildBefore_tellsThatThereIsOne() {
    coordinator.resetToCheckpoint(6, null);
    coordinator.start();

    assertThat(lease.starts).containsExactly(Lease.Start.from(Optional.empty()));
  }

  @Test
  void reset_ofARunningJob_goesOnWithItsRun() {
    coordinator.start();
    lease.run.complete(RUN);
    coordinator.resetToCheckpoint(OperatorCoordinator.NO_CHECKPOINT, null);
    coordinator.resetToCheckpoint(9, StateFrame.write(RunState.FORMAT, RUN));

    assertThat(lease.starts).hasSize(1);
    assertThat(base(coordinator.handleCoordinationRequest(new BaseRequest()))).isEqualTo(4);
  }

  @Test
  void request_beforeTheLeaseIsGranted_waitsForIt() {
    coordinator.start();
    CompletableFuture<CoordinationResponse> answer =
        coordinator.handleCoordinationRequest(new BaseRequest());
    assertThat(answer).isNotDone();

    lease.run.complete(RUN);

    assertThat(base(answer)).isEqualTo(4);
  }

  @Test
  void checkpoint_ofARun_saysWhichItIs() throws Exception {
    coordinator.start();
    lease.run.complete(RUN);
    var bytes = new CompletableFuture<byte[]>();

    coordinator.checkpointCoordinator(11, bytes);
    coordinator.notifyCheckpointComplete(11);

    assertThat(StateFrame.read(RunState.FORMAT, bytes.get()))
        .isEqualTo(RUN.at(new CheckpointMark("me", 11)));
    assertThat(lease.completed).containsExactly(new CheckpointMark("me", 11));
  }

  @Test
  void refusal_endsTheJobForGood() {
    coordinator.start();
    var reason = new IllegalStateException("another job holds the topics");

    lease.refusal.accept(reason);

    assertThat(context.isJobFailed()).isTrue();
    assertThat(context.getJobFailureReason())
        .isInstanceOf(SuppressRestartsException.class)
        .hasCause(reason);
  }

  @Test
  void close_beforeAndAfterTheStart_givesTheLeaseBackOnce() {
    coordinator.close();
    assertThat(lease.closed).isZero();

    coordinator.start();
    coordinator.close();

    assertThat(lease.closed).isOne();
  }

  private static long base(CompletableFuture<CoordinationResponse> answer) {
    return ((CollectCoordinationResponse) answer.join()).getLastCheckpointedOffset();
  }

  /** Grants and refuses when the test says so. */
  private static final class StandInLease implements Lease {

    final List<Start> starts = new ArrayList<>();
    final List<CheckpointMark> completed = new ArrayList<>();
    final CompletableFuture<RunState> run = new CompletableFuture<>();
    Consumer<RuntimeException> refusal;
    int closed;

    Lease opened(JobID job, Consumer<RuntimeException> refusal) {
      this.refusal = refusal;
      return this;
    }

    @Override
    public CompletableFuture<RunState> begin(Start start) {
      starts.add(start);
      return run;
    }

    @Override
    public String job() {
      return "me";
    }

    @Override
    public void completed(CheckpointMark mark) {
      completed.add(mark);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
