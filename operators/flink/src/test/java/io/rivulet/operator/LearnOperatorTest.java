package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Prediction;
import io.rivulet.record.Reason;
import io.rivulet.record.Sample;
import io.rivulet.record.WeightRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The learn operator in Flink's harness, on both state backends. */
class LearnOperatorTest {

  private static final Map<String, ?> LINE = Map.of("learner", "rls", "dimension", 1);

  /** Ten roundings of numbers up to 3. */
  private static final Offset<Double> ROUNDING = within(7e-15);

  private static final long ROOMY = 1 << 20;
  private static final long ONE_AT_A_TIME = 1;

  @ParameterizedTest
  @EnumSource
  void process_moreModelsThanFit_equalsPlainModels(Backend backend) throws Exception {
    LearnSettings settings = settings(ONE_AT_A_TIME, LINE);
    PlainModels plain = new PlainModels(settings);
    RecordLog expected = new RecordLog();
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      for (int i = 0; i < 30; i++) {
        Sample sample = Samples.learn("m" + i % 3, i, 1 + i % 7);
        harness.process(sample);
        expected.weights.addAll(plain.accept(sample).weights);

        assertThat(harness.currentKey()).isEqualTo(sample.model());
      }

      assertThat(harness.counter("cacheEvictions")).isEqualTo(29);
      assertThat(harness.gauge("models")).isEqualTo(1);
      assertThat(harness.log.weights).hasSize(30);
      harness.snapshot();
      assertThat(harness.currentKey()).isEqualTo("m2");
      assertThat(harness.stored()).isEqualTo(plain.stored());
      assertThat(weights(harness.log)).isEqualTo(weights(expected));
    }
  }

  @ParameterizedTest
  @EnumSource
  void process_learnAfterAFlush_leavesStoredBytesAlone(Backend backend) throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, LINE), backend)) {
      harness.process(Samples.learn("a", 2, 1));
      harness.snapshot();
      Map<String, String> stored = harness.stored();
      harness.process(Samples.learn("a", 3, 2));

      assertThat(harness.stored()).isEqualTo(stored);
    }
  }

  @ParameterizedTest
  @EnumSource
  void process_predictBeforeLearn_answersWithInitialWeightsAndCreatesTheModel(Backend backend)
      throws Exception {
    Map<String, ?> spec =
        Map.of("learner", "rls", "dimension", 2, "initialWeights", List.of(0.5, -1.0));
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, spec), backend)) {
      harness.process(Samples.predict("a", 4, 3));
      harness.snapshot();

      Prediction prediction = only(harness.log.predictions);
      assertThat(prediction.y()).containsExactly(4 * 0.5 - 3);
      assertThat(prediction.error()).isNull();
      assertThat(prediction.version()).isZero();
      assertThat(prediction.incarnation()).isEqualTo(1);
      assertThat(harness.log.weights).isEmpty();
      assertThat(harness.stored()).containsOnlyKeys("a");
      assertThat(harness.counter("predicted")).isEqualTo(1);
      assertThat(harness.counter("learned")).isZero();
    }
  }

  @Test
  void process_whatIsHardlyMeant_isCountedOncePerSpec() throws Exception {
    Map<String, ?> orfit = Map.of("learner", "orfit", "dimension", 1, "memory", 1);
    Map<String, ?> net = Map.of("learner", "online-net", "dimension", 1, "hidden", 5);
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, orfit), Backend.HASHMAP)) {
      assertThat(harness.gauge("warnings")).isEqualTo(1);
      harness.process(Samples.learn("a", 1, 1), Samples.learn("b", 1, 1));
      assertThat(harness.gauge("warnings")).isEqualTo(1);
    }
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, net), Backend.HASHMAP)) {
      assertThat(harness.gauge("warnings")).isZero();
      for (int i = 0; i < 20; i++) {
        harness.process(Samples.learn("a", 1, 1e6), Samples.learn("b", 1, 1e6));
      }
      assertThat(harness.gauge("warnings")).isEqualTo(1);
    }
  }

  @Test
  void process_repeatedInputWithAnotherTarget_isCountedAsConflict() throws Exception {
    Map<String, ?> orfit = Map.of("learner", "orfit", "dimension", 2, "memory", 1);
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, orfit), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 1, 1, 0), Samples.learn("a", 1, 1, 0));
      assertThat(harness.counter("conflicts")).isZero();

      harness.process(Samples.learn("a", 2, 1, 0));
      assertThat(harness.counter("conflicts")).isEqualTo(1);
      assertThat(harness.gauge("residualRatio")).isZero();

      // of (3, 4), 4 is orthogonal to the (1, 0) that is remembered
      harness.process(Samples.learn("a", 1, 3, 4));
      assertThat(harness.gauge("residualRatio")).isEqualTo(0.8);
    }
  }

  @Test
  void process_learn_predictsBeforeItLearns() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1), Samples.learn("a", 3, 2));

      // w = 0, then w = 1
      Prediction second = harness.log.predictions.get(1);
      assertThat(harness.log.predictions.get(0).y()).containsExactly(0);
      assertThat(second.y()).containsExactly(new double[] {2}, ROUNDING);
      assertThat(second.error()).containsExactly(new double[] {1}, ROUNDING);
      assertThat(second.version()).isEqualTo(1);
      assertThat(harness.counter("learned")).isEqualTo(2);
    }
  }

  @Test
  void process_predict_leavesTheModelClean() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1));
      harness.snapshot();
      harness.process(Samples.predict("a", 3));

      assertThat(harness.gauge("dirtyBytes")).isZero();
      assertThat(harness.log.predictions.get(1).y()).containsExactly(new double[] {3}, ROUNDING);
    }
  }

  @ParameterizedTest
  @EnumSource
  void open_aboveABase_givesEveryModelALaterIncarnation(Backend backend) throws Exception {
    LearnSettings settings = settings(ROOMY, LINE);
    Sample first = Samples.learn("a", 2, 1);
    Sample second = Samples.learn("a", 3, 2);
    OperatorSubtaskState snapshot;
    try (LearnHarness harness = new LearnHarness(settings, backend)) {
      harness.process(first);
      snapshot = harness.snapshot();
    }

    try (LearnHarness harness = new LearnHarness(settings, backend, snapshot, 6)) {
      harness.process(second, Samples.learn("b", 1, 1), Samples.learn("a", 4, 1));

      assertThat(harness.log.weights)
          .extracting(WeightRecord::model, WeightRecord::incarnation, WeightRecord::version)
          .containsExactly(tuple("a", 7L, 2L), tuple("b", 7L, 1L), tuple("a", 7L, 3L));
      assertThat(harness.log.weights)
          .extracting(WeightRecord::previous)
          .containsExactly(WeightRecord.NONE, WeightRecord.NONE, 2L);
      PlainModels plain = new PlainModels(settings);
      plain.accept(first);
      assertThat(harness.log.weights.get(0).w()).isEqualTo(only(plain.accept(second).weights).w());
      assertThat(harness.log.predictions)
          .extracting(Prediction::incarnation)
          .containsExactly(7L, 7L, 7L);
      snapshot = harness.snapshot();
    }

    try (LearnHarness harness = new LearnHarness(settings, backend, snapshot, 6)) {
      harness.process(Samples.learn("a", 5, 1));

      assertThat(only(harness.log.weights).incarnation()).isEqualTo(7);
      assertThat(only(harness.log.weights).previous()).isEqualTo(3);
    }
  }

  @Test
  void process_inputOverwrittenLater_changesNothing() throws Exception {
    for (String learner : List.of("rls", "greedy", "one-step-sgd")) {
      LearnSettings settings = settings(ROOMY, Map.of("learner", learner, "dimension", 1));
      PlainModels plain = new PlainModels(settings);
      RecordLog expected = new RecordLog();
      try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP)) {
        for (int i = 0; i < 5; i++) {
          double[] x = {1 + i};
          double[] y = {i};
          expected.weights.addAll(
              plain.accept(Samples.of("a", Op.LEARN, i, 1, x.clone(), y.clone())).weights);
          harness.process(Samples.of("a", Op.LEARN, i, 1, x, y));
          Arrays.fill(x, Double.NaN);
          Arrays.fill(y, Double.NaN);
        }

        assertThat(weights(harness.log)).as(learner).isEqualTo(weights(expected));
      }
    }
  }

  @Test
  void process_learn_leavesItsInputAlone() throws Exception {
    double[] x = {3};
    double[] y = {7};
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.of("a", Op.LEARN, 0, 1, x, y));

      assertThat(x).containsExactly(3);
      assertThat(y).containsExactly(7);
    }
  }

  @Test
  void open_cacheBeyondHalfTheHeap_isRefusedWithWhatFits() {
    LearnSettings settings = settings(Long.MAX_VALUE / 2, LINE);

    assertThatThrownBy(() -> new LearnHarness(settings, Backend.HASHMAP))
        .hasStackTraceContaining("at most " + Runtime.getRuntime().maxMemory() / 2 + " fit");
  }

  @Test
  void open_automaticCache_takesAQuarterOfTheHeap() throws Exception {
    LearnSettings settings = settings(LearnSettings.AUTO_CACHE, LINE);
    try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1), Samples.learn("b", 2, 1));

      assertThat(harness.gauge("models")).isEqualTo(2);
    }
  }

  @Test
  void open_always_registersItsMetrics() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1), Samples.learn("a", 2, 1), Samples.predict("b", 1));
      harness.snapshot();

      assertThat(harness.gauge("cacheBytes")).isPositive();
      assertThat(harness.gauge("dirtyBytes")).isZero();
      assertThat(harness.gauge("models")).isEqualTo(2);
      assertThat(harness.gauge("specMismatch")).isZero();
      assertThat(harness.gauge("flushMilliseconds")).isNotNegative();
      assertThat(harness.counter("cacheHits")).isEqualTo(1);
      assertThat(harness.counter("cacheMisses")).isEqualTo(2);
      assertThat(harness.counter("cacheEvictions")).isZero();
      assertThat(harness.counter("published")).isEqualTo(2);
      for (Reason reason : Reason.values()) {
        assertThat(harness.counter("rejected" + reason)).isZero();
      }
    }
  }

  static List<String> weights(RecordLog log) {
    RecordLog weights = new RecordLog();
    weights.weights.addAll(log.weights);
    return weights.lines();
  }

  static LearnSettings settings(long cacheBytes, Map<String, ?> spec) {
    return new LearnSettings(
        List.of(SpecPattern.of("*", spec)), Limits.DEFAULT, new PublishPolicy(1), cacheBytes);
  }

  static <T> T only(List<T> list) {
    assertThat(list).hasSize(1);
    return list.get(0);
  }
}
