package io.rivulet.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Heap;
import io.rivulet.record.Limits;
import io.rivulet.record.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What a model may take, and what is said of one that takes more. */
final class ModelRoomTest {

  private static final long GIB = 1L << 30;
  private static final Limits LARGE = new Limits(1 << 20, 1_000_000, 2 * GIB, 1 << 20);

  /**
   * (m + ⌊m / 4⌋ + 1) p + m doubles and the rotation, 52 bytes of counters, and less than 1 KiB of
   * frames and spec.
   */
  private static final Map<String, Object> ORFIT =
      Map.of("learner", "orfit", "dimension", 1_000_000, "memory", 10);

  @Test
  void newModel_orfitOfAMillionWeights_isKeptInPieces() throws Exception {
    assertThat(specs(ORFIT, LARGE).newModel("m").version()).isZero();
  }

  @Test
  void newModel_beyondTheLimit_isRefusedWithBothNumbers() {
    refused(specs(ORFIT, Limits.DEFAULT))
        .hasMessageMatching(".*could take 104\\d{6} bytes, limits.model-bytes is 16777216");
  }

  @Test
  void newModel_otherLearnerAbove64MiB_isRefusedWhateverTheLimit() {
    Map<String, Object> rls = Map.of("learner", "rls", "dimension", 4000, "outputs", 150);

    refused(specs(rls, LARGE))
        .hasMessageContaining("could take 688")
        .hasMessageContaining("rls keeps its state in one value of at most 67108864");
  }

  @Test
  void newModel_beyondTheHeapOfASlot_isRefusedWithTheSum() throws Exception {
    Limits narrow = LARGE.on(new Heap(400 << 20, 2));

    refused(specs(ORFIT, narrow))
        .hasMessageContaining(
            "that, 20971520 for the pieces that are written or read, and 160 for each of 1000000 weights are ")
        .hasMessageContaining("a slot has 209715200: 419430400 of task heap for 2 slots")
        .hasMessageContaining("raise taskmanager.memory.task.heap.size");
    assertThat(specs(ORFIT, LARGE.on(new Heap(286_000_000, 1))).newModel("m").version()).isZero();
  }

  /** 15 columns of W, of the basis and of those that wait, twice, 20 MiB and 160 MB: 421 MB. */
  @Test
  void newModel_learnerThatLearnsByACopy_needsRoomForBoth() throws Exception {
    Map<String, Object> spec = new TreeMap<>(ORFIT);
    spec.put("noise", "auto");

    refused(specs(spec, LARGE.on(new Heap(400_000_000, 1))))
        .hasMessageContaining("while it learns a batch 2 times that, 20971520 for the pieces");
    assertThat(specs(spec, LARGE.on(new Heap(450_000_000, 1))).newModel("m").version()).isZero();
  }

  @Test
  void newModel_smallOneOnATinyHeap_isBornAsBefore() throws Exception {
    Map<String, Object> small = Map.of("learner", "sgd", "rate", 0.1, "dimension", 1000);

    assertThat(specs(small, LARGE.on(new Heap(1, 1))).newModel("m").version()).isZero();
  }

  @Test
  void newModel_stateBeyondOneArray_isRefused() {
    Map<String, Object> huge = Map.of("learner", "orfit", "dimension", 1_000_000, "memory", 215);

    refused(specs(huge, LARGE)).hasMessageMatching(".*could take 2152\\d{6} bytes, .*2147483648");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(Specs specs) {
    return assertThatThrownBy(() -> specs.newModel("m"))
        .hasFieldOrPropertyWithValue("reason", Reason.LIMIT_DIMENSION)
        .hasMessageContaining("the model cannot be created: ");
  }

  private static Specs specs(Map<String, Object> spec, Limits limits) {
    return new Specs(List.of(SpecPattern.of("*", spec)), limits);
  }
}
