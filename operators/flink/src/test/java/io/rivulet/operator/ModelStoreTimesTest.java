package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.life.LifeLimits;
import io.rivulet.life.Lifecycle;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.Sample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the cache writes of lives of which only the time has moved, and how much it lets wait. */
class ModelStoreTimesTest {

  private static final CacheBudget ROOMY = new CacheBudget(1 << 20, 1 << 20);

  private final MemoryBacking backing = new MemoryBacking();
  private final MetricLog metrics = new MetricLog();
  private ModelStore store;
  private Lifecycle lifecycle;

  @BeforeEach
  void learnOnce() throws Exception {
    backing.timeApart = true;
    start(ROOMY);
    accept(Op.LEARN, 1, "a", "b", "c");
    store.flush();
    backing.written.clear();
  }

  private void start(CacheBudget budget) {
    Specs specs =
        new Specs(
            List.of(SpecPattern.of("*", Map.of("learner", "rls", "dimension", 1))), Limits.DEFAULT);
    store = new ModelStore(specs, backing, budget, metrics);
    lifecycle =
        new Lifecycle(
            specs, new PublishPolicy(1), LifeLimits.DEFAULT, false, store, new RecordLog());
  }

  private void accept(Op op, long offset, String... models) throws Exception {
    for (String model : models) {
      lifecycle.accept(Samples.of(model, op, offset, 1, new double[] {1}, 2));
    }
  }

  @Test
  void flush_onlyAnswered_writesTheTimeAlone() throws Exception {
    accept(Op.PREDICT, 5, "a", "b");
    accept(Op.PREDICT, 6, "a");
    assertThat(metrics.gauge("dirtyBytes")).isZero();
    store.flush();
    store.flush();

    assertThat(backing.written).isEmpty();
    assertThat(backing.moved).containsExactly("a", "b");
    assertThat(backing.models.get("a").time()).isEqualTo(1_006);
    assertThat(backing.models.get("b").time()).isEqualTo(1_005);
  }

  @Test
  void flush_answeredAtNoLaterTime_writesNothing() throws Exception {
    accept(Op.PREDICT, 1, "a");
    store.flush();

    assertThat(backing.written).isEmpty();
    assertThat(backing.moved).isEmpty();
  }

  @Test
  void flush_answeredAndLearned_writesTheWholeOnce() throws Exception {
    accept(Op.PREDICT, 5, "a");
    accept(Op.LEARN, 6, "a", "b");
    accept(Op.PREDICT, 7, "b");
    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(2 * metrics.gauge("cacheBytes") / 3);
    store.flush();
    store.flush();

    assertThat(backing.written).containsExactly("a", "b");
    assertThat(backing.moved).isEmpty();
    assertThat(backing.models.get("b").time()).isEqualTo(1_007);
    assertThat(metrics.gauge("dirtyBytes")).isZero();
  }

  @Test
  void flush_theBackingKeepsNoTimeApart_writesTheWhole() throws Exception {
    backing.timeApart = false;
    start(ROOMY);
    accept(Op.PREDICT, 5, "a");
    store.flush();

    assertThat(backing.written).containsExactly("a");
    assertThat(backing.moved).isEmpty();
  }

  @Test
  void evict_onlyAnswered_writesTheTimeAndFindsItAgain() throws Exception {
    start(new CacheBudget(1, 1));
    accept(Op.PREDICT, 5, "a", "b");

    assertThat(backing.moved).containsExactly("a");
    assertThat(store.find("a").time()).isEqualTo(1_005);
    assertThat(backing.written).isEmpty();
  }

  @Test
  void flush_theWriteOfATimeFails_keepsItDirty() throws Exception {
    accept(Op.PREDICT, 5, "a");
    backing.failing = "a";
    assertThatThrownBy(store::flush).isInstanceOf(IOException.class);

    backing.failing = null;
    store.flush();

    assertThat(backing.moved).containsExactly("a");
  }

  @Test
  void changed_moreDirtyModelsThanMayWait_writesTheLongestDirty() throws Exception {
    start(new CacheBudget(1 << 20, 1 << 20, 2));
    accept(Op.LEARN, 5, "a");
    accept(Op.PREDICT, 5, "b");
    assertThat(backing.written).isEmpty();

    accept(Op.LEARN, 6, "c", "a");
    assertThat(backing.written).containsExactly("a");
    assertThat(backing.moved).containsExactly("b");

    store.flush();
    assertThat(backing.written).containsExactly("a", "c", "a");
    assertThat(metrics.count("cacheEvictions")).isZero();
  }

  /**
   * Samples of one model each, many more than may be dirty: what a checkpoint writes is bounded.
   */
  @Test
  void flush_anyNumberOfModels_writesNoMoreThanMayWait() throws Exception {
    start(new CacheBudget(Long.MAX_VALUE, Long.MAX_VALUE, 100));
    for (int i = 0; i < 1_000; i++) {
      Sample sample = Samples.learn("m-" + i, 1, 1);
      lifecycle.accept(sample);
    }
    int streamed = backing.written.size();
    store.flush();

    assertThat(streamed).isEqualTo(900);
    assertThat(backing.written).hasSize(1_000).doesNotHaveDuplicates();
  }
}
