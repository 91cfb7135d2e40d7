package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the learn operator saves and restores, on both state backends. */
class LearnOperatorStateTest {

  private static final Map<String, ?> LINE = Map.of("learner", "rls", "dimension", 1);

  /** Ten roundings of numbers up to 3. */
  private static final Offset<Double> ROUNDING = within(7e-15);

  private static final long ROOMY = 1 << 20;

  @ParameterizedTest
  @EnumSource
  void snapshot_beforeTheFirstRecord_isEmptyAndRestores(Backend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend)) {
      snapshot = harness.snapshot();

      assertThat(harness.stored()).isEmpty();
    }

    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend, snapshot)) {
      harness.process(Samples.learn("a", 2, 1));

      assertThat(harness.log.weights).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void snapshot_ofAnIdleRestoredSubtask_keepsEveryModel(Backend backend) throws Exception {
    OperatorSubtaskState first;
    OperatorSubtaskState second;
    Map<String, String> stored;
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend)) {
      harness.process(Samples.learn("a", 2, 1), Samples.learn("b", 3, 2));
      first = harness.snapshot();
      stored = harness.stored();
    }

    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend, first)) {
      second = harness.snapshot();
      assertThat(harness.currentKey()).isNull();
    }

    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend, second)) {
      assertThat(harness.stored()).isEqualTo(stored).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void restore_betweenTwoSamples_changesNothing(Backend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend)) {
      harness.process(Samples.learn("a", 2, 1));
      snapshot = harness.snapshot();
    }

    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend, snapshot)) {
      harness.process(Samples.learn("a", 3, 2));

      // P after x = 1 is 1/2, w = 1; then e = 3 - 2, k = (2/2) / (1 + 4/2)
      assertThat(LearnOperatorTest.only(harness.log.weights).w())
          .containsExactly(new double[] {1 + 1.0 / 3}, ROUNDING);
      assertThat(LearnOperatorTest.only(harness.log.weights).version()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void snapshot_thatIsDiscarded_changesNothing(Backend backend) throws Exception {
    OperatorSubtaskState kept;
    RecordLog straight = new RecordLog();
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend)) {
      harness.process(Samples.learn("a", 2, 1));
      kept = harness.snapshot();
      harness.process(Samples.learn("a", 3, 2));
      harness.snapshot();
      harness.process(Samples.learn("a", 5, -1));
      straight.weights.addAll(harness.log.weights.subList(1, 3));
    }

    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend, kept)) {
      harness.process(Samples.learn("a", 3, 2), Samples.learn("a", 5, -1));

      assertThat(LearnOperatorTest.weights(harness.log))
          .isEqualTo(LearnOperatorTest.weights(straight));
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_withoutSnapshot_writesNothing(Backend backend) throws Exception {
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), backend)) {
      harness.process(Samples.learn("a", 2, 1));

      harness.finish();

      assertThat(harness.stored()).isEmpty();
      assertThat(harness.gauge("dirtyBytes")).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void snapshot_afterFinish_holdsTheLastSample(Backend backend) throws Exception {
    LearnSettings settings = LearnOperatorTest.settings(ROOMY, LINE);
    PlainModels plain = new PlainModels(settings);
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      harness.process(Samples.learn("a", 2, 1));
      plain.accept(Samples.learn("a", 2, 1));

      harness.finish();
      harness.snapshot();

      assertThat(harness.stored()).isEqualTo(plain.stored());
    }
  }

  @ParameterizedTest
  @EnumSource
  void rescale_oneToTwoToOne_keepsEveryModel(Backend backend) throws Exception {
    LearnSettings settings = LearnOperatorTest.settings(3_000, LINE);
    PlainModels plain = new PlainModels(settings);
    OperatorSubtaskState one;
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      for (Sample sample : round(0)) {
        harness.process(sample);
        plain.accept(sample);
      }
      one = harness.snapshot();
    }

    OperatorSubtaskState two;
    try (LearnHarness left = subtask(settings, backend, one, 0);
        LearnHarness right = subtask(settings, backend, one, 1)) {
      assertThat(left.stored()).isNotEmpty();
      assertThat(right.stored()).isNotEmpty();
      for (Sample sample : round(1)) {
        (LearnHarness.owns(sample.model(), 2, 0) ? left : right).process(sample);
        plain.accept(sample);
      }
      two = AbstractStreamOperatorTestHarness.repackageState(left.snapshot(), right.snapshot());
    }

    try (LearnHarness harness = new LearnHarness(settings, backend, two)) {
      assertThat(harness.stored()).isEqualTo(plain.stored()).hasSize(20);
      List<String> expected = new ArrayList<>();
      for (Sample sample : round(2)) {
        harness.process(sample);
        expected.addAll(LearnOperatorTest.weights(plain.accept(sample)));
      }
      assertThat(LearnOperatorTest.weights(harness.log)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void publish_everyThird_namesThePreviousAcrossARestore(Backend backend) throws Exception {
    LearnSettings settings =
        new LearnSettings(
            List.of(SpecPattern.of("*", LINE)), Limits.DEFAULT, new PublishPolicy(3), ROOMY);
    OperatorSubtaskState snapshot;
    List<WeightRecord> published = new ArrayList<>();
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      for (int i = 0; i < 4; i++) {
        harness.process(Samples.learn("a", i, 1 + i));
      }
      snapshot = harness.snapshot();
      published.addAll(harness.log.weights);
    }

    try (LearnHarness harness = new LearnHarness(settings, backend, snapshot)) {
      for (int i = 4; i < 10; i++) {
        harness.process(Samples.learn("a", i, 1 + i), Samples.predict("a", i));
      }
      published.addAll(harness.log.weights);
    }

    assertThat(published).extracting(WeightRecord::version).containsExactly(3L, 6L, 9L);
    assertThat(published)
        .extracting(WeightRecord::previous)
        .containsExactly(WeightRecord.NONE, 3L, 6L);
  }

  @ParameterizedTest
  @EnumSource
  void restore_underAnotherSpec_keepsOldModelsOnTheirs(Backend backend) throws Exception {
    LearnSettings before =
        LearnOperatorTest.settings(
            ROOMY, Map.of("learner", "rls", "dimension", 2, "forgetting", 0.9));
    LearnSettings after =
        LearnOperatorTest.settings(
            ROOMY, Map.of("learner", "rls", "dimension", 1, "forgetting", 0.5));
    PlainModels old = new PlainModels(before);
    PlainModels young = new PlainModels(after);
    OperatorSubtaskState snapshot;
    try (LearnHarness harness = new LearnHarness(before, backend)) {
      for (Sample sample : List.of(Samples.learn("a", 2, 1, -1), Samples.learn("b", 1, 0, 1))) {
        harness.process(sample);
        old.accept(sample);
      }
      assertThat(harness.gauge("specMismatch")).isZero();
      snapshot = harness.snapshot();
    }

    try (LearnHarness harness = new LearnHarness(after, backend, snapshot)) {
      Sample kept = Samples.learn("a", 3, 2, 0.5);
      Sample fresh = Samples.learn("c", 3, 2);
      Sample alsoKept = Samples.learn("b", -3, 0.1, 0.3);
      harness.process(kept, fresh, alsoKept, Samples.learn("c", 1, 2, 3));

      List<String> expected = new ArrayList<>();
      expected.addAll(LearnOperatorTest.weights(old.accept(kept)));
      expected.addAll(LearnOperatorTest.weights(young.accept(fresh)));
      expected.addAll(LearnOperatorTest.weights(old.accept(alsoKept)));
      assertThat(LearnOperatorTest.weights(harness.log)).isEqualTo(expected);
      assertThat(harness.gauge("specMismatch")).isEqualTo(2);
      assertThat(LearnOperatorTest.only(harness.log.rejected).reason()).isEqualTo(Reason.DIMENSION);
      harness.snapshot();
      Map<String, String> stored = new TreeMap<>(old.stored());
      stored.putAll(young.stored());
      assertThat(harness.stored()).isEqualTo(stored);
    }
  }

  private static LearnHarness subtask(
      LearnSettings settings, Backend backend, OperatorSubtaskState state, int subtask)
      throws Exception {
    return new LearnHarness(
        settings,
        backend,
        2,
        subtask,
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            state, LearnHarness.MAX_PARALLELISM, 1, 2, subtask));
  }

  private static List<Sample> round(int number) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(Samples.learn("m" + i, i - number, 1 + number * 0.25));
    }
    return samples;
  }
}
