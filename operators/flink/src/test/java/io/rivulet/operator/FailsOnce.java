package io.rivulet.operator;

import io.rivulet.record.Sample;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Fails the first attempt at the first sample after the second completed checkpoint, and reports
 * how many samples the second attempt found behind it.
 */
final class FailsOnce extends RichMapFunction<Sample, Sample>
    implements CheckpointedFunction, CheckpointListener {

  /** Samples before the checkpoint that the last attempt was restored from; 0 without a restore. */
  static final String RESUMED_AT = "resumedAt";

  private static final long serialVersionUID = 1L;
  private static final int CHECKPOINTS = 2;

  private transient ListState<Long> state;
  private transient long samples;
  private transient int completed;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("n", Types.LONG));
    for (long restored : state.get()) {
      samples += restored;
    }
  }

  @Override
  public void open(OpenContext context) {
    LongCounter resumedAt = new LongCounter();
    getRuntimeContext().addAccumulator(RESUMED_AT, resumedAt);
    resumedAt.add(samples);
  }

  @Override
  public Sample map(Sample sample) {
    if (completed >= CHECKPOINTS && getRuntimeContext().getTaskInfo().getAttemptNumber() == 0) {
      throw new IllegalStateException("injected after " + samples + " samples");
    }
    samples++;
    return sample;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(samples));
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    completed++;
  }
}
