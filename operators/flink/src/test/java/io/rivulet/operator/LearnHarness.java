package io.rivulet.operator;

import io.rivulet.control.Command;
import io.rivulet.life.Shelf;
import io.rivulet.record.Sample;
import io.rivulet.state.life.StoredLife;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.runtime.util.TestingTaskManagerRuntimeInfo;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** The learn operator in Flink's harness, opened, with its output, its metrics and its state. */
final class LearnHarness implements AutoCloseable {

  /**
   * The key groups, of which a snapshot and a restore go through each for each state: so few that
   * the schedules spend their time on models. The job has 720, as in {@link LearnTopologyTest}.
   */
  static final int MAX_PARALLELISM = 48;

  private static final int JOB_KEY_GROUPS = 720;

  /** One for all, because each makes a folder that it leaves behind. */
  private static final TaskManagerRuntimeInfo RUNTIME =
      new TestingTaskManagerRuntimeInfo(new Configuration());

  private static final ValueStateDescriptor<byte[]> MODELS =
      new ValueStateDescriptor<>(KeyedBacking.MODELS, new StoredModelSerializer());
  private static final ValueStateDescriptor<Long> TIMES =
      new ValueStateDescriptor<>(KeyedBacking.TIMES, Types.LONG);
  private static final MapStateDescriptor<String, String> SPECS =
      new MapStateDescriptor<>(KeyedSpecs.SPECS, Types.STRING, Types.STRING);
  private static final MapStateDescriptor<String, byte[]> SNAPSHOTS =
      new MapStateDescriptor<>(
          KeyedShelf.SNAPSHOTS,
          Types.STRING,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  private static final MapStateDescriptor<Long, byte[]> INPUTS =
      new MapStateDescriptor<>(
          KeyedShelf.INPUTS, Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  final RecordLog log = new RecordLog();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
  private final MockEnvironment environment;
  private final TwoInputs harness;
  private long checkpoints;

  LearnHarness(LearnSettings settings, Backend backend) throws Exception {
    this(settings, backend, 1, 0, null);
  }

  LearnHarness(LearnSettings settings, Backend backend, OperatorSubtaskState restored)
      throws Exception {
    this(settings, backend, 1, 0, restored);
  }

  LearnHarness(LearnSettings settings, Backend backend, OperatorSubtaskState restored, long base)
      throws Exception {
    this(settings, backend, 1, 0, restored, base, MAX_PARALLELISM);
  }

  LearnHarness(
      LearnSettings settings,
      Backend backend,
      int parallelism,
      int subtask,
      OperatorSubtaskState restored)
      throws Exception {
    this(settings, backend, parallelism, subtask, restored, 0, MAX_PARALLELISM);
  }

  /** A harness with the key groups of the job, for a snapshot that a job took. */
  static LearnHarness ofJob(LearnSettings settings, OperatorSubtaskState restored)
      throws Exception {
    return new LearnHarness(settings, Backend.HASHMAP, 1, 0, restored, 0, JOB_KEY_GROUPS);
  }

  private LearnHarness(
      LearnSettings settings,
      Backend backend,
      int parallelism,
      int subtask,
      OperatorSubtaskState restored,
      long base,
      int keyGroups)
      throws Exception {
    environment =
        new MockEnvironmentBuilder()
            .setTaskName("learn")
            .setMaxParallelism(keyGroups)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .setTaskManagerRuntimeInfo(RUNTIME)
            .setMetricGroup(metricGroup())
            .build();
    harness = new TwoInputs(new LearnOperator(settings, null, () -> base), environment);
    harness.setStateBackend(backend.create());
    harness.setOutputCreator(ignored -> new LoggedOutput(log));
    harness.setup();
    if (restored != null) {
      harness.initializeState(restored);
    }
    harness.open();
  }

  private TaskMetricGroup metricGroup() {
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) ->
                    metrics.put(
                        name + group.getAllVariables().getOrDefault("<reason>", ""), metric))
            .build();
    return TaskManagerMetricGroup.createTaskManagerMetricGroup(
            registry, "localhost", new ResourceID("test"))
        .addJob(new JobID(0, 0), "test")
        .addTask(ExecutionAttemptID.randomId(), "learn");
  }

  void process(Sample... samples) throws Exception {
    for (Sample sample : samples) {
      harness.sample(new StreamRecord<>(sample));
    }
  }

  void command(Command... commands) throws Exception {
    for (Command command : commands) {
      harness.command(new StreamRecord<>(command));
    }
  }

  OperatorSubtaskState snapshot() throws Exception {
    checkpoints++;
    return harness.snapshot(checkpoints, checkpoints);
  }

  void finish() throws Exception {
    harness.learn.finish();
  }

  /** Whether the keys of this subtask hold the model. */
  static boolean owns(String id, int parallelism, int subtask) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(id, MAX_PARALLELISM, parallelism)
        == subtask;
  }

  Object currentKey() {
    return harness.learn.getCurrentKey();
  }

  Shelf shelf(String id) {
    return harness.learn.backing.shelf(id);
  }

  long counter(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  double gauge(String name) {
    return ((Number) ((Gauge<?>) metrics.get(name)).getValue()).doubleValue();
  }

  /** What keyed state holds now, without what is only cached: models in hexadecimal by id. */
  Map<String, String> stored() throws Exception {
    return underEachKey(MODELS.getName(), () -> PlainModels.hex(life()));
  }

  /** Like {@link #stored()}, with everything that is known of each id. */
  Map<String, String> lives() throws Exception {
    return underEachKey(MODELS.getName(), () -> PlainLives.hex(life()));
  }

  private StoredLife life() throws Exception {
    return harness.learn.backing.read((String) currentKey()).life();
  }

  /** The frames of all models as they lie in keyed state, by id. */
  Map<String, byte[]> frames() throws Exception {
    ValueState<byte[]> state = state(MODELS);
    return underEachKey(MODELS.getName(), state::value);
  }

  /** The times that are kept apart, by id. */
  Map<String, Long> times() throws Exception {
    ValueState<Long> state = state(TIMES);
    return underEachKey(TIMES.getName(), state::value);
  }

  /** The specs that are stored beside the models: the texts by their keys, for each key group. */
  Map<String, Map<String, String>> specs() throws Exception {
    MapState<String, String> state = state(SPECS);
    return underEachKey(
        SPECS.getName(),
        () -> {
          Map<String, String> texts = new TreeMap<>();
          for (Map.Entry<String, String> text : state.entries()) {
            texts.put(text.getKey(), text.getValue());
          }
          return texts;
        });
  }

  /** Loses the specs that are stored beside the models, as damage would. */
  void loseSpecs() throws Exception {
    MapState<String, String> state = state(SPECS);
    underEachKey(
        SPECS.getName(),
        () -> {
          state.clear();
          return true;
        });
  }

  /** What lies beside the models, in hexadecimal by id and name. */
  Map<String, Map<String, String>> snapshots() throws Exception {
    MapState<String, byte[]> state = state(SNAPSHOTS);
    return underEachKey(SNAPSHOTS.getName(), () -> hex(state));
  }

  /** The inputs that wait for their targets, in hexadecimal by id and number of arrival. */
  Map<String, Map<Long, String>> inputs() throws Exception {
    MapState<Long, byte[]> state = state(INPUTS);
    return underEachKey(INPUTS.getName(), () -> hex(state));
  }

  private static <K> Map<K, String> hex(MapState<K, byte[]> state) throws Exception {
    Map<K, String> entries = new TreeMap<>();
    for (Map.Entry<K, byte[]> entry : state.entries()) {
      entries.put(entry.getKey(), HexFormat.of().formatHex(entry.getValue()));
    }
    return entries;
  }

  private <S extends State> S state(StateDescriptor<S, ?> descriptor) throws Exception {
    return harness
        .learn
        .<String>getKeyedStateBackend()
        .getPartitionedState(VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, descriptor);
  }

  private <T> Map<String, T> underEachKey(String state, Callable<T> read) throws Exception {
    KeyedStateBackend<String> backend = harness.learn.getKeyedStateBackend();
    String current = backend.getCurrentKey();
    Map<String, T> found = new TreeMap<>();
    try (var keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      for (String id : List.copyOf(keys.toList())) {
        backend.setCurrentKey(id);
        found.put(id, read.call());
      }
    }
    if (current != null) {
      backend.setCurrentKey(current);
    }
    return found;
  }

  @Override
  public void close() {
    try {
      harness.close();
      environment.close();
    } catch (Exception e) {
      throw new IllegalStateException("the harness did not close", e);
    }
  }
}
