package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.part.PartAssembly;
import io.rivulet.wire.part.PartKey;
import io.rivulet.wire.part.PartText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Long weight records come in parts, and no key of a part outlives its use. */
final class PartedWeightsTest {

  private static final Map<String, Object> LARGE =
      Map.of("learner", "sgd", "dimension", 40, "rate", 0.01);
  private static final Map<String, Object> SMALL = Map.of("learner", "greedy", "dimension", 40);
  private static final int PART = 2048 + 2 + 12 * 25;

  @ParameterizedTest
  @EnumSource
  void process_largeModel_emitsItsPartsInOrder(Backend backend) throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(PART), backend)) {
      harness.process(Samples.learn("m", 1, new double[40]));

      assertThat(keys(harness)).containsExactly("m", "m#2", "m#3", "m#4");
      PartAssembly assembly = new PartAssembly();
      Optional<byte[]> whole = Optional.empty();
      for (WeightRecord part : harness.log.weights) {
        assertThat(whole).isEmpty();
        whole = assembly.add(PartText.read(WeightRecordJson.write(part)).orElseThrow());
      }
      assertThat(WeightRecordJson.read(whole.orElseThrow()).w()).hasSize(40);
    }
  }

  @ParameterizedTest
  @EnumSource
  void delete_afterARestore_endsEveryKey(Backend backend) throws Exception {
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings(PART), backend)) {
      harness.process(Samples.learn("m", 1, new double[40]));
      state = harness.snapshot();
    }
    try (LearnHarness harness = new LearnHarness(settings(PART), backend, state)) {
      harness.command(Commands.of("m", "d", "delete"));

      assertThat(harness.log.weights).allMatch(WeightRecord::isTombstone);
      assertThat(keys(harness)).containsExactly("m", "m#2", "m#3", "m#4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void reset_toAModelOfOneRecord_endsTheOtherKeysOnce(Backend backend) throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(PART), backend)) {
      harness.process(Samples.learn("m", 1, new double[40]));
      harness.log.weights.clear();

      harness.command(Commands.of("m", "r", "reset", Map.of("spec", SMALL)));
      harness.process(Samples.learn("m", 1, new double[40]));
      harness.command(Commands.of("m", "d", "delete"));

      assertThat(keys(harness)).containsExactly("m", "m#2", "m#3", "m#4", "m", "m");
      assertThat(harness.log.weights)
          .extracting(WeightRecord::isTombstone)
          .containsExactly(false, true, true, true, false, true);
    }
  }

  @ParameterizedTest
  @EnumSource
  void process_longerRecordsThanBefore_endsTheKeysThatAreLeftOver(Backend backend)
      throws Exception {
    OperatorSubtaskState state;
    try (LearnHarness harness = new LearnHarness(settings(PART), backend)) {
      harness.process(Samples.learn("m", 1, new double[40]));
      state = harness.snapshot();
    }
    try (LearnHarness harness = new LearnHarness(settings(PART + 8 * 25), backend, state)) {
      harness.process(Samples.learn("m", 1, new double[40]));
      harness.process(Samples.learn("m", 1, new double[40]));

      assertThat(keys(harness)).containsExactly("m", "m#2", "m#3", "m#4", "m", "m#2");
      assertThat(harness.log.weights)
          .extracting(WeightRecord::isTombstone)
          .containsExactly(false, false, true, true, false, false);
    }
  }

  private static List<String> keys(LearnHarness harness) {
    return harness.log.weights.stream()
        .map(record -> new PartKey(record.model(), record.part().number()).text())
        .toList();
  }

  private static LearnSettings settings(int recordBytes) {
    return new LearnSettings(
        List.of(SpecPattern.of("*", LARGE)),
        new Limits(1 << 20, 1000, 1 << 20, recordBytes),
        new PublishPolicy(1),
        1 << 20);
  }
}
