package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.control.Command;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Rejected;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SampleDecoder;
import io.rivulet.wire.WeightRecordJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decode and learn on a cluster that fails once between two checkpoints. */
@Timeout(120)
@SuppressWarnings({"try", "rawtypes"}) // Flink: close declares Exception, the strategies are raw
class LearnTopologyTest {

  private static final int RECORDS = 480;
  private static final int RECORDS_A_CHECKPOINT = 80;
  private static final int PARALLELISM = 2;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @TempDir private Path checkpoints;

  @ParameterizedTest(name = "{0}, object reuse {1}, changelog {2}")
  @CsvSource({"rocksdb, true, false", "rocksdb, false, false", "hashmap, true, true"})
  void line_failingOnce_publishesWhatPlainModelsPublish(
      String backend, boolean objectReuse, boolean changelog) throws Exception {
    StreamExecutionEnvironment env = environment(backend, objectReuse, changelog, checkpoints);

    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> results =
        line(env, RateLimiterStrategy.perCheckpoint(RECORDS_A_CHECKPOINT)).collectAsync()) {
      JobClient job = env.executeAsync();
      results.forEachRemaining(lines::add);
      Map<String, Object> accumulators =
          job.getJobExecutionResult().get().getAllAccumulatorResults();

      assertThat((long) accumulators.get(FailsOnce.RESUMED_AT)).isBetween(1L, RECORDS - 1L);
    }

    List<String> expected = expected();
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
    for (String model : models()) {
      String start = "{\"model\":\"" + model + "\",\"learner\"";
      assertThat(lines.stream().filter(line -> line.startsWith(start)))
          .containsExactlyElementsOf(
              expected.stream().filter(line -> line.startsWith(start)).toList())
          .hasSizeGreaterThan(10);
    }
  }

  @Test
  void line_inBatchMode_isRefusedWithWhatToSet() {
    StreamExecutionEnvironment env = environment("rocksdb", true, false, checkpoints);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);

    assertThatThrownBy(
            () -> {
              try (CloseableIterator<String> results =
                  line(env, RateLimiterStrategy.noOp()).executeAndCollect()) {
                results.forEachRemaining(line -> {});
              }
            })
        .hasStackTraceContaining("execution.runtime-mode is BATCH")
        .hasStackTraceContaining("set STREAMING");
  }

  static StreamExecutionEnvironment environment(
      String backend, boolean objectReuse, boolean changelog, Path checkpoints) {
    Map<String, String> options =
        Map.of(
            "state.backend.type", backend,
            "state.changelog.enabled", String.valueOf(changelog),
            "execution.checkpointing.incremental", "true",
            "execution.checkpointing.interval", "20 ms",
            "execution.checkpointing.dir", checkpoints.toUri().toString(),
            "restart-strategy.type", "fixed-delay",
            "restart-strategy.fixed-delay.attempts", "1",
            "restart-strategy.fixed-delay.delay", "1 ms",
            "pipeline.object-reuse", String.valueOf(objectReuse),
            "pipeline.generic-types", "false");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(Configuration.fromMap(options));
    env.setParallelism(PARALLELISM);
    env.setMaxParallelism(720);
    return env;
  }

  /** Everything the line emits, a text each. */
  private static DataStream<String> line(StreamExecutionEnvironment env, RateLimiterStrategy rate) {
    var source =
        new DataGeneratorSource<>(
            LearnTopologyTest::record, RECORDS, rate, TypeInformation.of(Origin.class));
    SingleOutputStreamOperator<Sample> samples =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "records")
            .process(new DecodeFunction(Limits.DEFAULT))
            .returns(TypeInformation.of(Sample.class))
            .uid("decode");
    SingleOutputStreamOperator<WeightRecord> weights =
        samples
            .map(new FailsOnce())
            .returns(TypeInformation.of(Sample.class))
            .uid("fail")
            .keyBy(Sample::model, Types.STRING)
            .connect(commands(env))
            .transform(
                "learn",
                TypeInformation.of(WeightRecord.class),
                new LearnOperatorFactory(settings(), Lease.Provider.unguarded()))
            .uid("learn");
    return weights
        .map(record -> text(WeightRecordJson.write(record)))
        .returns(Types.STRING)
        .union(
            weights
                .getSideOutput(SideOutputs.PREDICTIONS)
                .map(record -> text(PredictionJson.write(record)))
                .returns(Types.STRING),
            weights
                .getSideOutput(SideOutputs.REJECTED)
                .union(samples.getSideOutput(SideOutputs.REJECTED))
                .map(LearnTopologyTest::text)
                .returns(Types.STRING));
  }

  private static KeyedStream<Command, String> commands(StreamExecutionEnvironment env) {
    return env.fromSequence(1, 1)
        .flatMap((Long number, Collector<Command> out) -> {})
        .returns(TypeInformation.of(Command.class))
        .keyBy(Command::model, Types.STRING);
  }

  private static LearnSettings settings() {
    return new LearnSettings(
        List.of(
            SpecPattern.of(
                "a*", Map.of("learner", "rls", "dimension", 3, "forgetting", 0.9, "outputs", 2)),
            SpecPattern.of(
                "b*",
                Map.of(
                    "learner", "orfit", "dimension", 3, "outputs", 2, "memory", 2, "noise", 0.1))),
        Limits.DEFAULT,
        new PublishPolicy(2),
        4_000);
  }

  /** The record at a position. Each half of the positions is one split with models of its own. */
  private static Origin record(long position) {
    String model = (position < RECORDS / 2 ? "a" : "b") + position % 10;
    String value =
        position % 37 == 5
            ? "{\"x\": [1, 2"
            : position % 23 == 5
                ? "{\"x\": [1]}"
                : "{\"x\": [%s, %s, %s], \"y\": [%s, 1.5]}"
                    .formatted(
                        position % 7 - 3,
                        position % 11 * 0.25,
                        position % 13 / 8.0,
                        position % 17 * 0.1);
    return new Origin("samples", 0, position, position, Samples.bytes(model), Samples.bytes(value));
  }

  private static List<String> models() {
    List<String> models = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      models.add("a" + i);
      models.add("b" + i);
    }
    return models;
  }

  private static List<String> expected() {
    PlainModels plain = new PlainModels(settings());
    SampleDecoder decoder = new SampleDecoder(Limits.DEFAULT, null);
    List<String> lines = new ArrayList<>();
    for (long position = 0; position < RECORDS; position++) {
      try {
        lines.addAll(plain.accept(decoder.decode(record(position))).lines());
      } catch (RejectedException e) {
        lines.add(text(Rejected.of(e, record(position))));
      }
    }
    return lines;
  }

  private static String text(Rejected record) {
    RecordLog log = new RecordLog();
    log.rejected.add(record);
    return log.lines().get(0);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
