package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Origin;
import io.rivulet.record.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Models whose samples arrive from two partitions, in Flink's harness. */
final class SplitModelsTest {

  private static final long ROOMY = 1 << 20;
  private static final long ONE_AT_A_TIME = 1;

  @Test
  void process_onePartitionForEachModel_countsNone() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP)) {
      harness.process(learn("a", 0), learn("b", 1), learn("a", 0), learn("b", 1));

      assertThat(harness.counter("splitModels")).isZero();
    }
  }

  @Test
  void process_secondPartition_countsEachModelOnce() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP)) {
      harness.process(learn("a", 0), learn("a", 1));
      assertThat(harness.counter("splitModels")).isEqualTo(1);

      harness.process(learn("a", 0), learn("a", 2), learn("b", 0), learn("c", 1), learn("b", 1));
      assertThat(harness.counter("splitModels")).isEqualTo(2);
    }
  }

  @Test
  void process_refusedSampleFromASecondPartition_counts() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP)) {
      harness.process(learn("a", 0), sample("a", 1, 1, 2));

      assertThat(harness.log.rejected).hasSize(1);
      assertThat(harness.counter("splitModels")).isEqualTo(1);
    }
  }

  @Test
  void process_afterARestore_countsSinceTheStart() throws Exception {
    OperatorSubtaskState snapshot;
    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP)) {
      harness.process(learn("a", 0), learn("a", 1));
      snapshot = harness.snapshot();
    }

    try (LearnHarness harness = new LearnHarness(settings(ROOMY), Backend.HASHMAP, snapshot)) {
      harness.process(learn("a", 0), learn("a", 0));
      assertThat(harness.counter("splitModels")).as("an accident before the start").isZero();

      harness.process(learn("a", 1));
      assertThat(harness.counter("splitModels")).isEqualTo(1);
    }
  }

  @Test
  void process_readAgainAfterAnEviction_knowsNoPartitionBefore() throws Exception {
    try (LearnHarness harness = new LearnHarness(settings(ONE_AT_A_TIME), Backend.HASHMAP)) {
      harness.process(learn("a", 0), learn("b", 0), learn("a", 1));
      assertThat(harness.counter("splitModels")).isZero();

      harness.process(learn("a", 0));
      assertThat(harness.counter("splitModels")).isEqualTo(1);
    }
  }

  @Test
  void arrived_severalSplitModels_warnsOnceOfTheFirst() {
    List<String> warnings = new ArrayList<>();
    var splits = new SplitModels(new UnregisteredMetricsGroup(), warnings::add);
    var pump = new SplitModels.Trace();
    var fan = new SplitModels.Trace();
    splits.arrived("pump-7", 2, pump);
    splits.arrived("fan-1", 0, fan);
    splits.arrived("pump-7", SplitModels.NO_PARTITION, pump);
    assertThat(warnings).isEmpty();

    splits.arrived("pump-7", 3, pump);
    splits.arrived("fan-1", 1, fan);

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .startsWith("model 'pump-7' gets samples from partitions 2 and 3 of the samples topic")
        .contains("partitioner=murmur2_random")
        .contains("splitModels");
  }

  private static Sample learn(String model, int partition) {
    return sample(model, partition, 1);
  }

  private static Sample sample(String model, int partition, double... x) {
    return Sample.of(model)
        .op(Op.LEARN)
        .x(x)
        .y(2)
        .origin(new Origin("samples", partition, 0, 0, Samples.bytes(model), new byte[0]))
        .build();
  }

  private static LearnSettings settings(long cacheBytes) {
    return new LearnSettings(
        List.of(SpecPattern.of("*", Map.of("learner", "rls", "dimension", 1))),
        Limits.DEFAULT,
        new PublishPolicy(1),
        cacheBytes);
  }
}
