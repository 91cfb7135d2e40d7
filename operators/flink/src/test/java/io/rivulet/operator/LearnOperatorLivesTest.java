package io.rivulet.operator;

import static io.rivulet.operator.LabeledLine.ONE_AT_A_TIME;
import static io.rivulet.operator.LabeledLine.ROOMY;
import static io.rivulet.operator.LabeledLine.round;
import static io.rivulet.operator.LabeledLine.sample;
import static io.rivulet.operator.LabeledLine.settings;
import static io.rivulet.operator.LabeledLine.united;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rivulet.control.Ack;
import io.rivulet.control.AckStatus;
import io.rivulet.control.Command;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the learn operator keeps of lives in keyed state, on both state backends. */
class LearnOperatorLivesTest {

  @ParameterizedTest
  @EnumSource
  void delete_modelWithSnapshotsInputsAndWaitingCommands_leavesAStubAlone(Backend backend)
      throws Exception {
    PlainLives plain = new PlainLives(settings(ROOMY));
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), backend)) {
      round(harness, plain, "a", 1);
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
      assertThat(united(List.of(harness))).isEqualTo(united(plain));
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
}
