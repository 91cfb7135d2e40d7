package io.rivulet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.CommandType;
import io.rivulet.control.ExportedState;
import io.rivulet.job.config.traffic.Latency;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.operator.LearnSettings;
import io.rivulet.operator.Lease;
import io.rivulet.quality.QualityRecord;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Stage;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rocksdb.CompressionType;

/** The topology and the defaults that main gives it, on RocksDB, without Kafka. */
class TopologyTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final CollectingSink<WeightRecord> weights = new CollectingSink<>("weights");
  private final CollectingSink<Prediction> predictions = new CollectingSink<>("predictions");
  private final CollectingSink<Rejected> rejected = new CollectingSink<>("rejected");
  private final CollectingSink<Ack> acks = new CollectingSink<>("acks");
  private final CollectingSink<ExportedState> states = new CollectingSink<>("states");
  private final CollectingSink<QualityRecord> metrics = new CollectingSink<>("metrics");

  @Test
  void build_underTheDefaultsOfMain_learnsPredictsAndRejects() throws Exception {
    List<Origin> records = new ArrayList<>();
    for (int model = 0; model < 5; model++) {
      records.add(origin("m-" + model, "{\"x\":[1,0],\"y\":2}"));
      records.add(origin("m-" + model, "{\"x\":[0,1],\"y\":-1}"));
      records.add(origin("m-" + model, "{\"x\":[1,1]}"));
      records.add(origin("m-" + model, "{\"x\":[1],\"y\":1}"));
    }
    records.add(origin("other", "{\"x\":[1,1],\"y\":1}"));
    records.add(origin("m-1", "no JSON"));

    StreamExecutionEnvironment environment = environment();
    Topology.build(
        environment
            .fromData(records, TypeInformation.of(Origin.class))
            .setParallelism(1)
            .uid("samples"),
        control(environment, List.of(origin("m-0", "no JSON either"))),
        settings(Map.of("learner", "rls", "dimension", 2)),
        Lease.Provider.unguarded(),
        new Sinks(weights, predictions, rejected, acks, states, metrics));
    environment.execute();

    assertThat(weights.taken()).hasSize(10);
    for (int model = 0; model < 5; model++) {
      WeightRecord last = last("m-" + model);
      // (x xᵀ + I)⁻¹ x y halves each target
      assertThat(last.w()).containsExactly(1, -0.5);
      assertThat(last.version()).isEqualTo(2);
      assertThat(last.previous()).isEqualTo(1);
    }
    assertThat(predictions.taken()).hasSize(15);
    assertThat(rejected.taken())
        .extracting(Rejected::reason)
        .containsOnlyOnce(Reason.UNKNOWN_MODEL, Reason.MALFORMED, Reason.CONTROL)
        .haveExactly(5, new Condition<>(Reason.DIMENSION::equals, "a wrong dimension"));
  }

  /** Commands of a model keep their order; how they lie between its samples is not defined. */
  @Test
  void build_withCommands_answersExportsAndDeletes() throws Exception {
    var published = new CollectingSink<WeightRecord>("published");
    var answered = new CollectingSink<Ack>("answered");
    var exported = new CollectingSink<ExportedState>("exported");
    var measured = new CollectingSink<QualityRecord>("measured");
    var refused = new CollectingSink<Rejected>("refused");
    StreamExecutionEnvironment environment = environment();
    environment.setParallelism(1);
    Topology.build(
        environment
            .fromData(
                List.of(
                    origin("m-learns", "{\"x\":[1,0],\"y\":2}"),
                    origin("m-learns", "{\"x\":[0,1],\"y\":-1}")),
                TypeInformation.of(Origin.class))
            .setParallelism(1)
            .uid("samples"),
        control(
            environment,
            List.of(
                command("c-1", "create"),
                command("c-2", "export"),
                command("c-3", "delete"),
                command("c-3", "delete"),
                command("c-4", "reset"))),
        settings(Map.of("learner", "rls", "dimension", 2, "evaluate", Map.of("every", 2))),
        Lease.Provider.unguarded(),
        new Sinks(published, predictions, refused, answered, exported, measured));
    environment.execute();

    assertThat(answered.taken())
        .extracting(Ack::commandId, Ack::type, Ack::status)
        .containsExactly(
            tuple("c-1", CommandType.CREATE, AckStatus.COMPLETED),
            tuple("c-2", CommandType.EXPORT, AckStatus.COMPLETED),
            tuple("c-3", CommandType.DELETE, AckStatus.COMPLETED),
            tuple("c-3", CommandType.DELETE, AckStatus.SKIPPED),
            tuple("c-4", CommandType.RESET, AckStatus.FAILED));
    assertThat(published.taken())
        .filteredOn(record -> record.model().equals("m-commanded"))
        .extracting(WeightRecord::isTombstone)
        .containsExactly(false, true);
    assertThat(exported.taken())
        .extracting(ExportedState::model, ExportedState::isTombstone)
        .containsExactly(tuple("m-commanded", false), tuple("m-commanded", true));
    assertThat(refused.taken())
        .extracting(Rejected::reason, Rejected::stage)
        .containsExactly(tuple(Reason.CONTROL, Stage.CONTROL));
    assertThat(measured.taken())
        .extracting(QualityRecord::model, QualityRecord::n, QualityRecord::version)
        .containsExactly(tuple("m-learns", 2L, 2L));
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(ClusterDefaults.over(environment.getConfiguration(), Latency.LOW));
    environment.configure(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    return environment;
  }

  private static Origin command(String id, String type) {
    return origin("m-commanded", "{\"commandId\":\"%s\",\"type\":\"%s\"}".formatted(id, type));
  }

  @Test
  void over_emptyConfiguration_suppliesWhatAStockClusterLacks() {
    Configuration added = ClusterDefaults.over(new Configuration(), Latency.LOW);

    assertThat(added.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(added.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(added.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(added.get(PipelineOptions.OBJECT_REUSE)).isTrue();
    assertThat(added.get(PipelineOptions.MAX_PARALLELISM)).isEqualTo(720);
    assertThat(added.get(ExecutionOptions.BUFFER_TIMEOUT)).isEqualTo(Duration.ofMillis(5));
    assertThat(added.get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(added.get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
  }

  @Test
  void over_emptyConfiguration_suitsRocksDbToSmallModelsInNoOrder() {
    Configuration added = ClusterDefaults.over(new Configuration(), Latency.LOW);

    assertThat(added.get(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS)).isTrue();
    assertThat(added.get(RocksDBConfigurableOptions.USE_BLOOM_FILTER)).isTrue();
    assertThat(added.get(RocksDBConfigurableOptions.BLOCK_SIZE).getBytes()).isEqualTo(8 << 10);
    assertThat(added.get(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL))
        .containsExactly(CompressionType.NO_COMPRESSION);
  }

  @Test
  void over_settingsOfRocksDb_winAndAreLeftOutWithoutIt() {
    Configuration effective = new Configuration();
    effective.setString("state.backend.rocksdb.compression.per.level", "LZ4_COMPRESSION");

    assertThat(ClusterDefaults.over(effective, Latency.LOW).toMap())
        .doesNotContainKey("state.backend.rocksdb.compression.per.level")
        .containsKey("state.backend.rocksdb.use-bloom-filter");
    effective.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    assertThat(ClusterDefaults.over(effective, Latency.LOW).keySet())
        .noneMatch(key -> key.startsWith("state.backend.rocksdb"));
  }

  @Test
  void over_settingsOfTheUser_win() {
    Configuration effective = new Configuration();
    effective.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    effective.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(3));
    effective.setString("execution.buffer-timeout", "7 ms");

    Configuration added = ClusterDefaults.over(effective, Latency.LOW);

    assertThat(added.getOptional(StateBackendOptions.STATE_BACKEND)).isEmpty();
    assertThat(added.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)).isEmpty();
    assertThat(added.getOptional(ExecutionOptions.BUFFER_TIMEOUT)).isEmpty();
  }

  @Test
  void over_batchOrNoCheckpoints_isRefusedWithWhatToSet() {
    Configuration batch = new Configuration();
    batch.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    assertThatThrownBy(() -> ClusterDefaults.over(batch, Latency.LOW))
        .hasMessageContaining("set STREAMING");

    Configuration never = new Configuration();
    never.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ZERO);
    assertThatThrownBy(() -> ClusterDefaults.over(never, Latency.LOW))
        .hasMessageContaining("set 10 s");
  }

  private static DataStream<Origin> control(
      StreamExecutionEnvironment environment, List<Origin> commands) {
    return environment
        .fromData(commands, TypeInformation.of(Origin.class))
        .setParallelism(1)
        .uid("control");
  }

  private WeightRecord last(String model) {
    return weights.taken().stream()
        .filter(record -> record.model().equals(model))
        .max(Comparator.comparingLong(WeightRecord::version))
        .orElseThrow();
  }

  private static LearnSettings settings(Map<String, Object> spec) {
    return new LearnSettings(
        List.of(SpecPattern.of("m-*", spec)),
        Limits.DEFAULT,
        new PublishPolicy(1),
        LearnSettings.AUTO_CACHE);
  }

  private static Origin origin(String key, String value) {
    return new Origin(
        "test",
        0,
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }
}
