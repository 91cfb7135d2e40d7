package io.rivulet.operator;

import io.rivulet.control.Ack;
import io.rivulet.control.Command;
import io.rivulet.control.ExportedState;
import io.rivulet.kernel.ColumnPanels;
import io.rivulet.learner.Outcome;
import io.rivulet.learner.Specs;
import io.rivulet.life.LifeOutputs;
import io.rivulet.life.Lifecycle;
import io.rivulet.operator.piece.PartedWeights;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Heap;
import io.rivulet.record.Prediction;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.OptionalLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator that takes the samples and the commands of each model, and emits what follows from
 * them.
 */
final class LearnOperator extends AbstractStreamOperator<WeightRecord>
    implements TwoInputStreamOperator<Sample, Command, WeightRecord> {

  private static final long serialVersionUID = 1L;
  private static final Logger LOGGER = LoggerFactory.getLogger(LearnOperator.class);

  private final LearnSettings settings;

  private final transient IncarnationBase base;

  /** What checkpoints hold; tests look at it. */
  transient KeyedBacking backing;

  private transient ModelStore models;
  private transient Lifecycle lifecycle;
  private transient LearnMetrics counts;
  private transient PartedWeights weights;

  /**
   * @param parameters null when a test harness sets the operator up
   */
  LearnOperator(
      LearnSettings settings,
      StreamOperatorParameters<WeightRecord> parameters,
      IncarnationBase base) {
    super(parameters);
    this.settings = settings;
    this.base = base;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    int keyGroups = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
    backing = new KeyedBacking(context.getKeyedStateStore(), this, keyGroups);
    weights =
        new PartedWeights(
            settings.limits().weightRecordBytes(),
            context.getKeyedStateStore(),
            record -> output.collect(new StreamRecord<>(record)));
    tellStart(context);
  }

  /**
   * Logs how it starts and by which kernels it learns, once per start, from the first subtask for
   * all.
   */
  private void tellStart(StateInitializationContext context) {
    if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
      OptionalLong checkpoint = context.getRestoredCheckpointId();
      LOGGER.info(
          checkpoint.isPresent()
              ? "learn continues with the models of checkpoint " + checkpoint.getAsLong()
              : "learn starts without models");
      LOGGER.info("learn's kernels are {}", ColumnPanels.fastest().description());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    refuseUnfitBackends(getKeyedStateBackend().getBackendTypeIdentifier());
    Heap heap = heap();
    Specs specs = new Specs(settings.patterns(), settings.limits().on(heap), base.await());
    models = new ModelStore(specs, backing, CacheBudget.of(settings.cacheBytes(), heap), metrics);
    counts = new LearnMetrics(metrics, specs.takeWarnings().size());
    lifecycle =
        new Lifecycle(
            specs, settings.policy(), settings.life(), false, models, new OperatorOutputs());
  }

  @Override
  public void processElement1(StreamRecord<Sample> element) throws Exception {
    Sample sample = element.getValue();
    try {
      lifecycle.accept(sample);
    } catch (RejectedException e) {
      counts.count(e.reason());
      output.collect(SideOutputs.REJECTED, new StreamRecord<>(Rejected.of(e, sample.origin())));
    }
  }

  @Override
  public void processElement2(StreamRecord<Command> element) throws Exception {
    lifecycle.accept(element.getValue());
  }

  /** Writes state only, because a record emitted here would belong to the next checkpoint. */
  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    models.flush();
    super.snapshotState(context);
  }

  private static void refuseUnfitBackends(String backend) {
    if (backend.startsWith("batch")) {
      throw new IllegalStateException(
          "execution.runtime-mode is BATCH, which drops a model when the next key comes; set"
              + " STREAMING");
    }
    if (backend.startsWith("hashmap")) {
      LOGGER.warn(
          "models are kept on the heap, so that memory limits their number; set state.backend.type: rocksdb");
    }
  }

  private Heap heap() {
    Configuration taskManager =
        getContainingTask().getEnvironment().getTaskManagerInfo().getConfiguration();
    long configured =
        taskManager
            .getOptional(TaskManagerOptions.TASK_HEAP_MEMORY)
            .map(size -> size.getBytes())
            .orElse(Long.MAX_VALUE);
    return Heap.of(
        configured,
        Runtime.getRuntime().maxMemory(),
        taskManager.get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  private final class OperatorOutputs implements LifeOutputs {

    @Override
    public void outcome(Outcome outcome) {
      counts.count(outcome);
      outcome.emit(this);
    }

    @Override
    public void prediction(Prediction prediction) {
      output.collect(SideOutputs.PREDICTIONS, new StreamRecord<>(prediction));
    }

    @Override
    public void weights(WeightRecord record) {
      weights.emit(record);
    }

    @Override
    public void quality(QualityRecord record) {
      counts.count(record);
      output.collect(SideOutputs.QUALITY, new StreamRecord<>(record));
    }

    @Override
    public void warning(String model, String warning) {
      LOGGER.warn("model '{}', and all others with its spec: {}", model, warning);
    }

    @Override
    public void ack(Ack ack) {
      counts.count(ack.status());
      output.collect(SideOutputs.ACKS, new StreamRecord<>(ack));
    }

    @Override
    public void exported(ExportedState state) {
      output.collect(SideOutputs.STATES, new StreamRecord<>(state));
    }

    @Override
    public void rejected(Rejected rejected) {
      counts.count(rejected.reason());
      output.collect(SideOutputs.REJECTED, new StreamRecord<>(rejected));
    }

    @Override
    public void dropped(int inputs) {
      counts.dropped(inputs);
    }

    @Override
    public void strayTime() {
      counts.strayTime();
    }
  }
}
