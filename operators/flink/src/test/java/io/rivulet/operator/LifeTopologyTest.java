package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.record.Limits;
import io.rivulet.record.Origin;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import io.rivulet.replay.Replay;
import io.rivulet.wire.PredictionJson;
import io.rivulet.wire.SpecJson;
import io.rivulet.wire.control.AckJson;
import io.rivulet.wire.control.CommandDecoder;
import io.rivulet.wire.control.QualityJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Samples, late targets and commands on a cluster that fails once. A checkpoint lies between each
 * command and the version that it names, so that nothing depends on which of the two inputs is read
 * first, and the replay of the same lines is an oracle for every bit.
 */
@Timeout(120)
@SuppressWarnings({"try", "rawtypes"}) // Flink: close declares Exception, the strategies are raw
class LifeTopologyTest {

  private static final int RECORDS = 600;
  private static final int RECORDS_A_CHECKPOINT = 80;
  private static final int PARALLELISM = 2;
  private static final int MODELS = 10;

  /** What each model is told: at its fourth record to come, and at its sixth. */
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("announce", "freeze"),
          List.of("reset", "delete"),
          List.of("snapshot", "rollback"),
          List.of("configure", "export"),
          List.of("export", "merge"),
          List.of("resume", "delete"),
          List.of("announce", "reset"),
          List.of("import", "snapshot"),
          List.of("configure", "freeze"),
          List.of("rollback", "import"));

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  private static final byte[] STATE = state();

  @TempDir private Path checkpoints;

  @ParameterizedTest(name = "{0}, object reuse {1}, changelog {2}")
  @CsvSource({"rocksdb, true, false", "hashmap, false, true"})
  void line_failingOnce_emitsWhatTheReplayEmits(
      String backend, boolean objectReuse, boolean changelog) throws Exception {
    StreamExecutionEnvironment env =
        LearnTopologyTest.environment(backend, objectReuse, changelog, checkpoints);

    List<String> lines = new ArrayList<>();
    try (CloseableIterator<String> results = line(env).collectAsync()) {
      JobClient job = env.executeAsync();
      results.forEachRemaining(lines::add);
      Map<String, Object> accumulators =
          job.getJobExecutionResult().get().getAllAccumulatorResults();

      assertThat((long) accumulators.get(FailsOnce.RESUMED_AT)).isBetween(1L, RECORDS - 1L);
    }

    RecordLog log = new RecordLog();
    List<String> expected = replayed(log);
    assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
    for (String model : models()) {
      String start = "{\"model\":\"" + model + "\",\"learner\"";
      assertThat(lines.stream().filter(line -> line.startsWith(start)))
          .containsExactlyElementsOf(
              expected.stream().filter(line -> line.startsWith(start)).toList())
          .hasSizeGreaterThan(3);
    }
    assertThat(log.acks).hasSize(4 * MODELS);
    assertThat(log.acks.stream().filter(ack -> ack.status() == AckStatus.COMPLETED))
        .hasSizeGreaterThan(2 * MODELS);
    assertThat(log.quality).isNotEmpty();
    assertThat(log.predictions).anyMatch(prediction -> prediction.answered() >= 0);
  }

  /** Everything the line emits, a text each. */
  private static DataStream<String> line(StreamExecutionEnvironment env) {
    var source =
        new DataGeneratorSource<>(
            LifeTopologyTest::record,
            RECORDS,
            RateLimiterStrategy.perCheckpoint(RECORDS_A_CHECKPOINT),
            TypeInformation.of(Origin.class));
    DataStream<Origin> records =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "records");
    SingleOutputStreamOperator<Sample> samples =
        records
            .filter(record -> !CommandDecoder.isCommand(record.value()))
            .process(new DecodeFunction(Limits.DEFAULT))
            .returns(TypeInformation.of(Sample.class))
            .uid("decode");
    SingleOutputStreamOperator<Command> commands =
        records
            .filter(record -> CommandDecoder.isCommand(record.value()))
            .process(new DecodeControlFunction())
            .returns(TypeInformation.of(Command.class))
            .uid("control");
    SingleOutputStreamOperator<WeightRecord> weights =
        samples
            .map(new FailsOnce())
            .returns(TypeInformation.of(Sample.class))
            .uid("fail")
            .keyBy(Sample::model, Types.STRING)
            .connect(commands.keyBy(Command::model, Types.STRING))
            .transform(
                "learn",
                TypeInformation.of(WeightRecord.class),
                new LearnOperatorFactory(settings(), Lease.Provider.unguarded()))
            .uid("learn");
    return weights
        .map(RecordLog::text)
        .returns(Types.STRING)
        .union(
            weights
                .getSideOutput(SideOutputs.PREDICTIONS)
                .map(record -> text(PredictionJson.write(record)))
                .returns(Types.STRING),
            weights
                .getSideOutput(SideOutputs.ACKS)
                .map(record -> text(AckJson.write(record)))
                .returns(Types.STRING),
            weights
                .getSideOutput(SideOutputs.QUALITY)
                .map(record -> text(QualityJson.write(record)))
                .returns(Types.STRING),
            weights.getSideOutput(SideOutputs.STATES).map(RecordLog::text).returns(Types.STRING),
            weights
                .getSideOutput(SideOutputs.REJECTED)
                .union(
                    samples.getSideOutput(SideOutputs.REJECTED),
                    commands.getSideOutput(SideOutputs.REJECTED))
                .map(LifeTopologyTest::text)
                .returns(Types.STRING));
  }

  private static LearnSettings settings() {
    return new LearnSettings(patterns(), Limits.DEFAULT, new PublishPolicy(2), 4_000);
  }

  private static List<SpecPattern> patterns() {
    Map<String, ?> supervision =
        Map.of(
            "labels",
            Map.of("wait", 60L, "default", List.of(1.0, 2.0)),
            "evaluate",
            Map.of("every", 4),
            "dimension",
            3,
            "outputs",
            2);
    Map<String, Object> rls = new TreeMap<>(supervision);
    rls.putAll(Map.of("learner", "rls", "forgetting", 0.9));
    Map<String, Object> orfit = new TreeMap<>(supervision);
    orfit.putAll(Map.of("learner", "orfit", "memory", 2, "noise", 0.1));
    return List.of(SpecPattern.of("a*", rls), SpecPattern.of("b*", orfit));
  }

  /** The record at a position. Each half of the positions is one split with models of its own. */
  private static Origin record(long position) {
    int split = position < RECORDS / 2 ? 0 : 1;
    int local = Math.toIntExact(position - (long) split * RECORDS / 2);
    int number = local % MODELS;
    int round = local / MODELS;
    Map<String, Object> fields =
        round == 4 || round == 5 ? command(number, round) : sample(round, position);
    fields.put("model", (split == 0 ? "a" : "b") + number);
    return new Origin(
        "records", 0, position, Sample.NO_TIME, null, Samples.bytes(SpecJson.canonical(fields)));
  }

  private static Map<String, Object> command(int number, int round) {
    String type = COMMANDS.get(number).get(round - 4);
    Map<String, Object> fields = new TreeMap<>();
    fields.put("commandId", "c-" + round);
    fields.put("type", type);
    fields.put("atVersion", round == 4 ? 9L : 11L);
    fields.put("name", "n");
    fields.put("spec", Map.of("evaluate", Map.of("every", 3L)));
    fields.put("state", Base64.getEncoder().encodeToString(STATE));
    if (type.equals("create") || type.equals("reset")) {
      fields.remove("spec");
    }
    return fields;
  }

  /** Learns, asks and answers what was asked two rounds before. */
  private static Map<String, Object> sample(int round, long position) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("ts", position);
    List<Double> x = List.of(position % 7 - 3.0, position % 11 * 0.25, position % 13 / 8.0);
    List<Double> y = List.of(position % 17 * 0.1, 1.5);
    if (round % 5 == 1) {
      fields.putAll(Map.of("op", "predict", "id", "q-" + round, "x", x));
    } else if (round % 5 == 3 && round > 6) {
      fields.putAll(Map.of("op", "label", "id", "q-" + (round - 2), "y", y));
    } else {
      fields.putAll(Map.of("x", position % 23 == 5 ? List.of(1.0) : x, "y", y));
    }
    return fields;
  }

  /** The state of a model of another job. */
  private static byte[] state() {
    Specs specs = new Specs(patterns(), Limits.DEFAULT);
    Replay replay = new Replay(specs, new PublishPolicy(1), false, new RecordLog());
    RecordLog log = new RecordLog();
    replay.accept("other", 1, Samples.bytes("{\"model\":\"a\",\"x\":[1,2,3],\"y\":[1,2]}"));
    replay.export(log::exported);
    return log.states.get(0).state();
  }

  private static List<String> models() {
    return Stream.of("a", "b")
        .flatMap(letter -> Stream.iterate(0, i -> i < MODELS, i -> i + 1).map(i -> letter + i))
        .toList();
  }

  private static List<String> replayed(RecordLog log) {
    Specs specs = new Specs(settings().patterns(), settings().limits());
    Replay replay = new Replay(specs, settings().policy(), false, settings().life(), log);
    List<String> refusals = new ArrayList<>();
    for (long position = 0; position < RECORDS; position++) {
      for (Replay.Rejection refusal :
          replay.accept("records", position, record(position).value())) {
        refusals.add(
            refusal.line()
                + " "
                + refusal.reason()
                + " "
                + refusal.stage()
                + " "
                + refusal.message());
      }
    }
    List<String> lines = log.lines();
    lines.addAll(refusals);
    return lines;
  }

  private static String text(Rejected record) {
    return record.origin().offset()
        + " "
        + record.reason()
        + " "
        + record.stage()
        + " "
        + record.message();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
