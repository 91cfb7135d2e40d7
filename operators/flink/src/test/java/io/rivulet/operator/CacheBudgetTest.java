package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.record.Heap;
import org.junit.jupiter.api.Test;

class CacheBudgetTest {

  private static final long MIB = 1 << 20;
  private static final long TERA = 1L << 40;

  @Test
  void of_auto_isAQuarterOfASlotsHeap() {
    assertThat(CacheBudget.of(CacheBudget.AUTO, Heap.of(800 * MIB, TERA, 2)).bytes())
        .isEqualTo(100 * MIB);
  }

  @Test
  void of_autoUnderAnEndlessTaskHeap_followsTheJvm() {
    assertThat(CacheBudget.of(CacheBudget.AUTO, Heap.of(TERA, 400 * MIB, 1)).bytes())
        .isEqualTo(100 * MIB);
  }

  @Test
  void of_halfTheHeapOfASlot_isTaken() {
    assertThat(CacheBudget.of(200 * MIB, Heap.of(800 * MIB, TERA, 2)).bytes()).isEqualTo(200 * MIB);
  }

  @Test
  void of_moreThanHalfTheHeapOfASlot_isRefusedWithWhatFits() {
    assertThatThrownBy(() -> CacheBudget.of(200 * MIB + 1, Heap.of(800 * MIB, TERA, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cache.max-bytes is " + (200 * MIB + 1))
        .hasMessageContaining("at most " + 200 * MIB + " fit")
        .hasMessageContaining("taskmanager.memory.task.heap.size");
  }

  @Test
  void of_any_boundsDirtyBytesByAQuarterAnd64MiB() {
    assertThat(CacheBudget.of(100 * MIB).dirtyBytes()).isEqualTo(25 * MIB);
    assertThat(CacheBudget.of(256 * MIB).dirtyBytes()).isEqualTo(64 * MIB);
    assertThat(CacheBudget.of(4096 * MIB).dirtyBytes()).isEqualTo(64 * MIB);
  }
}
