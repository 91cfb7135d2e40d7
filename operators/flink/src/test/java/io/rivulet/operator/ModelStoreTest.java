package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.record.Limits;
import io.rivulet.record.RejectedException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The write-back cache, before a backing in memory. */
class ModelStoreTest {

  private static final PublishPolicy EVERY = new PublishPolicy(1);

  /** All models of this spec have one size. */
  private static final Specs RLS = specs(Map.of("learner", "rls", "dimension", 4));

  private static final long SIZE = size();
  private final MemoryBacking backing = new MemoryBacking();
  private final MetricLog metrics = new MetricLog();

  @Test
  void find_nothingStored_isAnEmptyLife() throws Exception {
    ModelStore store = store(RLS, room(3));

    assertThat(store.find("a").exists()).isFalse();

    assertThat(metrics.count("cacheMisses")).isEqualTo(1);
    assertThat(metrics.gauge("models")).isZero();
  }

  @Test
  void flush_nothingDirty_writesNothing() throws Exception {
    ModelStore store = store(RLS, room(3));
    store.flush();

    learn(store, "a");
    store.flush();
    store.flush();

    assertThat(backing.written).containsExactly("a");
  }

  @Test
  void find_cached_readsNothing() throws Exception {
    ModelStore store = store(RLS, room(3));
    Life life = learn(store, "a");
    backing.read.clear();

    assertThat(store.find("a")).isSameAs(life);

    assertThat(backing.read).isEmpty();
    assertThat(metrics.count("cacheHits")).isEqualTo(1);
  }

  @Test
  void changed_oneModelTooMany_evictsTheLeastRecentlyUsed() throws Exception {
    ModelStore store = store(RLS, room(3));
    learn(store, "a", "b", "c");
    store.find("a");

    learn(store, "d");

    assertThat(backing.written).containsExactly("b");
    assertThat(metrics.count("cacheEvictions")).isEqualTo(1);
    assertThat(metrics.gauge("models")).isEqualTo(3);
    assertThat(metrics.gauge("cacheBytes")).isEqualTo(3 * SIZE);
  }

  @Test
  void changed_evictedIsClean_writesNothing() throws Exception {
    ModelStore store = store(RLS, room(2));
    learn(store, "a", "b");
    store.flush();
    backing.written.clear();

    learn(store, "c", "d");

    assertThat(backing.written).isEmpty();
    assertThat(metrics.count("cacheEvictions")).isEqualTo(2);
    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(2 * SIZE);
  }

  @Test
  void find_evicted_givesTheModelThatWasEvicted() throws Exception {
    ModelStore store = store(RLS, room(1));
    Life before = learn(store, "a");
    learn(store, "b");

    Life after = store.find("a");

    assertThat(after).isNotSameAs(before);
    assertThat(PlainModels.hex(after.store())).isEqualTo(PlainModels.hex(before.store()));
  }

  @Test
  void find_oneModelTooMany_evictsToo() throws Exception {
    ModelStore store = store(RLS, room(1));
    learn(store, "a", "b");
    store.find("a");

    assertThat(backing.written).containsExactly("a", "b");
    assertThat(metrics.gauge("models")).isEqualTo(1);
    assertThat(metrics.gauge("dirtyBytes")).isZero();
  }

  @Test
  void flush_writes_fromTheLongestDirtyAndKeepsAllCached() throws Exception {
    ModelStore store = store(RLS, room(4));
    learn(store, "c", "a", "b", "c");

    store.flush();

    assertThat(backing.written).containsExactly("c", "a", "b");
    assertThat(metrics.gauge("dirtyBytes")).isZero();
    assertThat(metrics.gauge("models")).isEqualTo(3);
  }

  @Test
  void flush_aWriteFails_keepsWhatWasNotWrittenDirty() throws Exception {
    ModelStore store = store(RLS, room(4));
    Life a = learn(store, "a");
    Life b = learn(store, "b");
    Life c = learn(store, "c");
    backing.failing = "b";

    assertThatThrownBy(store::flush).isInstanceOf(IOException.class);

    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(2 * SIZE);
    backing.failing = null;
    store.flush();
    assertThat(backing.written).containsExactly("a", "b", "c");
    assertThat(backing.bytes())
        .isEqualTo(
            Map.of(
                "a", PlainModels.hex(a.store()),
                "b", PlainModels.hex(b.store()),
                "c", PlainModels.hex(c.store())));
  }

  @Test
  void changed_theWriteOfTheEvictedFails_losesNothing() throws Exception {
    ModelStore store = store(RLS, room(1));
    Life a = learn(store, "a");
    backing.failing = "a";
    Life b = Life.of(learned(RLS, "b"));

    assertThatThrownBy(() -> store.changed(b)).isInstanceOf(IOException.class);

    assertThat(metrics.gauge("models")).isEqualTo(2);
    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(2 * SIZE);
    assertThat(metrics.count("cacheEvictions")).isZero();
    backing.failing = null;
    store.flush();
    assertThat(backing.bytes())
        .isEqualTo(Map.of("a", PlainModels.hex(a.store()), "b", PlainModels.hex(b.store())));
  }

  @Test
  void flush_thenLearn_leavesTheStoredBytesAlone() throws Exception {
    ModelStore store = store(RLS, room(3));
    learn(store, "a");
    store.flush();
    Map<String, String> before = backing.bytes();

    learn(store, "a");

    assertThat(backing.bytes()).isEqualTo(before);
  }

  @Test
  void find_bornUnderAnotherSpec_countsAsMismatchWhileCached() throws Exception {
    ModelStore before = store(RLS, room(3));
    learn(before, "a", "b");
    before.flush();
    Specs other = specs(Map.of("learner", "rls", "dimension", 4, "forgetting", 0.5));
    ModelStore after = store(other, room(2));

    after.find("a");
    after.find("b");

    assertThat(metrics.gauge("specMismatch")).isEqualTo(2);
    Model<?> young = learned(other, "c");
    after.changed(Life.of(young));
    assertThat(metrics.gauge("specMismatch")).isEqualTo(1);
    assertThat(after.find("b").model().spec().canonical()).contains("\"forgetting\":1.0");
    assertThat(young.spec().canonical()).contains("\"forgetting\":0.5");
  }

  private ModelStore store(Specs specs, CacheBudget budget) {
    return new ModelStore(specs, backing, budget, metrics);
  }

  private static CacheBudget room(int models) {
    return new CacheBudget(models * SIZE, models * SIZE);
  }

  /** Learns once into each model, and gives the last. */
  static Life learn(ModelStore store, String... ids) throws Exception {
    Life life = null;
    for (String id : ids) {
      Life known = store.find(id);
      life = known.exists() ? known : Life.of(learned(RLS, id));
      life.model().accept(Samples.learn(id, 1, 1, 2, 3, 4), EVERY);
      store.changed(life);
    }
    return life;
  }

  private static Model<?> learned(Specs specs, String id) {
    try {
      Model<?> model = specs.newModel(id);
      model.accept(Samples.learn(id, 1, 1, 2, 3, 4), EVERY);
      return model;
    } catch (RejectedException e) {
      throw new AssertionError(e);
    }
  }

  static long size() {
    return Life.of(learned(RLS, "a")).heapBytes();
  }

  private static Specs specs(Map<String, ?> spec) {
    return new Specs(List.of(SpecPattern.of("*", spec)), Limits.DEFAULT);
  }
}
