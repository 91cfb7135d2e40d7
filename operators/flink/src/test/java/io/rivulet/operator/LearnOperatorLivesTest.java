package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the learn operator keeps of lives in keyed state, on both state backends. */
class LearnOperatorLivesTest {

  private static final Map<String, ?> LINE =
      Map.of(
          "learner",
          "rls",
          "dimension",
          1,
          "labels",
          Map.of("wait", "1h"),
          "evaluate",
          Map.of("every", 3));

  private static final int MODELS = 12;
  private static final long ROOMY = 1 << 20;
  private static final long ONE_AT_A_TIME = 1;

  @ParameterizedTest
  @EnumSource
  void rescale_oneToThreeToTwo_keepsEverythingBesideTheModels(Backend backend) throws Exception {
    PlainLives plain = new PlainLives(settings(ROOMY));
    OperatorSubtaskState state = null;
    int before = 1;
    for (int parallelism : new int[] {1, 3, 2}) {
      List<LearnHarness> subtasks = start(state, before, parallelism, backend);
      try {
        assertThat(united(subtasks)).isEqualTo(of(plain));
        for (int i = 0; i < MODELS; i++) {
          round(subtasks, plain, "m" + i, parallelism);
        }
        state = snapshot(subtasks);
        before = parallelism;
        assertThat(united(subtasks)).isEqualTo(of(plain));
        assertThat(plain.snapshots()).hasSize(MODELS);
        assertThat(plain.inputs()).hasSize(MODELS);
      } finally {
        subtasks.forEach(LearnHarness::close);
      }
    }
  }

  /** One question, one sample, one answer, one snapshot, one command that waits for long. */
  private static void round(
      List<LearnHarness> subtasks, PlainLives plain, String model, int parallelism)
      throws Exception {
    LearnHarness owner = subtasks.get(owner(model, parallelism));
    String number = String.valueOf(parallelism);
    List<Sample> samples =
        List.of(
            sample(model, Op.PREDICT, "q-" + parallelism, 1),
            Samples.learn(model, 2, parallelism),
            sample(model, Op.LABEL, parallelism == 3 ? "q-1" : "none", 0));
    for (Sample sample : samples) {
      RecordLog answer = plain.accept(sample);
      int before = owner.log.lines().size();
      owner.process(sample);
      assertThat(owner.log.lines()).hasSize(before + answer.lines().size());
      assertThat(owner.log.lines()).containsAll(answer.lines());
    }
    for (Command command :
        List.of(
            Commands.of(model, "s" + number, "snapshot", Map.of("name", "n" + number)),
            Commands.of(model, "w" + number, "freeze", Map.of("atVersion", 100L)))) {
      plain.accept(command);
      owner.command(command);
    }
  }

  @ParameterizedTest
  @EnumSource
  void delete_modelWithSnapshotsInputsAndWaitingCommands_leavesAStubAlone(Backend backend)
      throws Exception {
    PlainLives plain = new PlainLives(settings(ROOMY));
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend)) {
      round(List.of(harness), plain, "a", 1);
      state = harness.snapshot();
      assertThat(harness.snapshots()).containsOnlyKeys("a");
      assertThat(harness.inputs()).containsOnlyKeys("a");
    }

    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend, state)) {
      Command delete = Commands.of("a", "d", "delete");
      harness.command(delete, delete);
      harness.snapshot();

      assertThat(harness.snapshots()).isEmpty();
      assertThat(harness.inputs()).isEmpty();
      assertThat(harness.log.acks)
          .extracting(Ack::commandId, Ack::status, Ack::incarnation, Ack::version)
          .containsExactly(
              tuple("w1", AckStatus.FAILED, 1L, 1L),
              tuple("d", AckStatus.COMPLETED, 1L, 0L),
              tuple("d", AckStatus.SKIPPED, 1L, 0L));
      assertThat(harness.log.weights).singleElement().matches(WeightRecord::isTombstone);
      assertThat(harness.log.states).singleElement().matches(record -> record.isTombstone());
      plain.accept(delete);
      assertThat(harness.lives()).isEqualTo(plain.lives()).containsOnlyKeys("a");
      assertThat(harness.gauge("models")).isZero();
      assertThat(harness.gauge("cacheBytes")).isPositive();
      harness.process(Samples.learn("a", 1, 1));
      assertThat(harness.log.rejected)
          .extracting(Rejected::reason)
          .containsExactly(Reason.CONTROL, Reason.DELETED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void process_rejectedSamplesOfUnknownIds_leaveNothing(Backend backend) throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend)) {
      harness.process(
          Samples.learn("a", 1, 1, 2, 3),
          Samples.predict("b", 1, 2),
          sample("c", Op.LABEL, "q", 0),
          Samples.of("d", Op.UNLEARN, 1, 1, new double[] {1}, 1));
      harness.snapshot();

      assertThat(harness.log.rejected)
          .extracting(Rejected::reason)
          .containsExactly(Reason.DIMENSION, Reason.DIMENSION, Reason.LABEL, Reason.NUMERIC);
      assertThat(harness.lives()).isEmpty();
      assertThat(harness.snapshots()).isEmpty();
      assertThat(harness.inputs()).isEmpty();
      assertThat(harness.gauge("models")).isZero();
      assertThat(harness.gauge("cacheBytes")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void command_whichEvictsAnotherModel_leavesTheShelfUnderItsOwnKey(Backend backend)
      throws Exception {
    LearnSettings settings = settings(ONE_AT_A_TIME);
    PlainLives plain = new PlainLives(settings);
    RecordLog expected = new RecordLog();
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      for (int i = 0; i < 30; i++) {
        String model = "m" + i % 3;
        Sample question = sample(model, Op.PREDICT, "q-" + i, 1);
        Command command = Commands.of(model, "c-" + i, "snapshot", Map.of("name", "n" + i % 3));
        Command back = Commands.of("m" + (i + 1) % 3, "r-" + i, "rollback", Map.of("name", "n1"));
        harness.process(question);
        harness.command(command, back);
        assertThat(harness.currentKey()).isEqualTo(back.model());
        expected.addAll(plain.accept(question));
        expected.addAll(plain.accept(command));
        expected.addAll(plain.accept(back));
      }

      assertThat(harness.counter("cacheEvictions")).isGreaterThanOrEqualTo(29);
      assertThat(harness.log.lines()).isEqualTo(expected.lines());
      harness.snapshot();
      assertThat(united(List.of(harness))).isEqualTo(of(plain));
    }
  }

  @ParameterizedTest
  @EnumSource
  void label_afterARestore_learnsTheInputOfThen(Backend backend) throws Exception {
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend)) {
      harness.process(sample("a", Op.PREDICT, "q", 2));
      state = harness.snapshot();
    }

    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend, state)) {
      harness.process(sample("a", Op.LABEL, "q", 0), sample("a", Op.LABEL, "q", 0));

      // x = 2, y = 5, P = 1: w = 2 / (1 + 4) * 5
      assertThat(harness.log.weights)
          .singleElement()
          .satisfies(record -> assertThat(record.w()).containsExactly(2.0));
      assertThat(harness.log.predictions).extracting(Prediction::answered).containsExactly(0L);
      assertThat(harness.log.rejected).extracting(Rejected::reason).containsExactly(Reason.LABEL);
      assertThat(harness.inputs()).isEmpty();
    }
  }

  @Test
  void gaugeModels_withStubsInTheCache_countsModelsAlone() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 1, 1), Samples.predict("b", 1));
      assertThat(harness.gauge("models")).isEqualTo(2);

      harness.command(Commands.of("a", "1", "delete"), Commands.of("never", "1", "delete"));
      assertThat(harness.gauge("models")).isEqualTo(1);

      harness.command(Commands.of("a", "2", "create"), Commands.of("b", "1", "freeze"));
      assertThat(harness.gauge("models")).isEqualTo(2);
    }
  }

  @Test
  void gaugeModels_modelsAndStubsEvicted_countsWhatIsCached() throws Exception {
    LearnSettings settings = settings(ONE_AT_A_TIME);
    try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 1, 1));
      harness.command(Commands.of("a", "1", "delete"), Commands.of("never", "1", "delete"));
      assertThat(harness.gauge("models")).isZero();

      harness.process(Samples.learn("b", 1, 1));
      assertThat(harness.gauge("models")).isEqualTo(1);

      harness.command(Commands.of("never", "1", "delete"));
      assertThat(harness.counter("cacheEvictions")).isEqualTo(3);
      assertThat(harness.gauge("models")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shelf_underAnotherKey_isRefused(Backend backend) throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend)) {
      harness.process(Samples.learn("a", 1, 1));

      assertThatThrownBy(() -> harness.shelf("b"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the shelf of model b is asked for under the key a");
    }
  }

  private static LearnSettings settings(long cacheBytes) {
    return LearnOperatorTest.settings(cacheBytes, LINE);
  }

  /** A question of one number, or the target 5 of one. */
  private static Sample sample(String model, Op op, String id, double x) {
    String fields = op == Op.LABEL ? "\"y\":5" : "\"x\":[" + x + "]";
    String json =
        "{\"id\":\""
            + id
            + "\",\"op\":\""
            + op.name().toLowerCase(Locale.ROOT)
            + "\","
            + fields
            + "}";
    return Samples.decoded(
        new Origin("samples", 0, 1, 1_000, Samples.bytes(model), Samples.bytes(json)));
  }

  private static int owner(String model, int parallelism) {
    int owner = 0;
    while (!LearnHarness.owns(model, parallelism, owner)) {
      owner++;
    }
    return owner;
  }

  private static List<LearnHarness> start(
      OperatorSubtaskState state, int before, int parallelism, Backend backend) throws Exception {
    List<LearnHarness> subtasks = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      OperatorSubtaskState part =
          state == null
              ? null
              : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                  state, LearnHarness.MAX_PARALLELISM, before, parallelism, i);
      subtasks.add(new LearnHarness(settings(ROOMY), backend, parallelism, i, part));
    }
    return subtasks;
  }

  private static OperatorSubtaskState snapshot(List<LearnHarness> subtasks) throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = subtasks.get(i).snapshot();
    }
    return AbstractStreamOperatorTestHarness.repackageState(parts);
  }

  private static Map<String, Map<String, ?>> united(List<LearnHarness> subtasks) throws Exception {
    Map<String, String> lives = new TreeMap<>();
    Map<String, Map<String, String>> snapshots = new TreeMap<>();
    Map<String, Map<Long, String>> inputs = new TreeMap<>();
    for (LearnHarness subtask : subtasks) {
      lives.putAll(subtask.lives());
      snapshots.putAll(subtask.snapshots());
      inputs.putAll(subtask.inputs());
    }
    return Map.of("lives", lives, "snapshots", snapshots, "inputs", inputs);
  }

  private static Map<String, Map<String, ?>> of(PlainLives plain) {
    return Map.of("lives", plain.lives(), "snapshots", plain.snapshots(), "inputs", plain.inputs());
  }
}
