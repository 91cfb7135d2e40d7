package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Reason;
import io.rivulet.record.Rejected;
import io.rivulet.record.Sample;
import io.rivulet.record.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples that the learn operator rejects. */
class LearnOperatorRejectsTest {

  private static final Map<String, ?> LINE = Map.of("learner", "rls", "dimension", 1);
  private static final long ROOMY = 1 << 20;

  @Test
  void process_rejectedFirstSample_createsNoModel() throws Exception {
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1, 1));
      harness.snapshot();

      assertThat(harness.stored()).isEmpty();
      assertThat(harness.gauge("models")).isZero();
      assertThat(harness.counter("rejectedDIMENSION")).isEqualTo(1);
    }
  }

  @Test
  void process_numericReject_leavesTheModelByteForByte() throws Exception {
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(Samples.learn("a", 2, 1));
      harness.snapshot();
      Map<String, String> stored = harness.stored();

      harness.process(Samples.learn("a", 1e308, -1e308), Samples.learn("a", 0, 1e200));
      harness.snapshot();

      assertThat(harness.log.rejected).extracting(Rejected::reason).containsOnly(Reason.NUMERIC);
      assertThat(harness.log.rejected).extracting(Rejected::stage).containsOnly(Stage.LEARN);
      assertThat(harness.stored()).isEqualTo(stored);
      assertThat(harness.gauge("dirtyBytes")).isZero();
    }
  }

  @Test
  void process_reject_carriesReasonStageBytesAndPosition() throws Exception {
    Sample sample = Samples.of("a", Op.LEARN, 41, 1, new double[] {1, 2}, 3);
    try (LearnHarness harness =
        new LearnHarness(LearnOperatorTest.settings(ROOMY, LINE), Backend.HASHMAP)) {
      harness.process(sample);

      Rejected rejected = LearnOperatorTest.only(harness.log.rejected);
      assertThat(rejected.reason()).isEqualTo(Reason.DIMENSION);
      assertThat(rejected.stage()).isEqualTo(Stage.VALIDATE);
      assertThat(rejected.message()).isEqualTo("x has 2 entries, the model takes 1");
      assertThat(rejected.origin()).isSameAs(sample.origin());
      assertThat(harness.log.weights).isEmpty();
      assertThat(harness.log.predictions).isEmpty();
    }
  }

  @Test
  void process_noPatternMatches_rejectsUnknownModel() throws Exception {
    LearnSettings settings =
        new LearnSettings(
            List.of(SpecPattern.of("pump-*", LINE)), Limits.DEFAULT, new PublishPolicy(1), ROOMY);
    try (LearnHarness harness = new LearnHarness(settings, Backend.HASHMAP)) {
      harness.process(Samples.learn("fan-1", 2, 1), Samples.learn("pump-1", 2, 1));

      assertThat(LearnOperatorTest.only(harness.log.rejected).reason())
          .isEqualTo(Reason.UNKNOWN_MODEL);
      assertThat(LearnOperatorTest.only(harness.log.weights).model()).isEqualTo("pump-1");
    }
  }
}
