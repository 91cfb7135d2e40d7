package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.Model;
import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.record.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bounds of the cache in bytes. */
class ModelStoreSizesTest {

  private static final PublishPolicy EVERY = new PublishPolicy(1);

  /** All models of this spec have one size. */
  private static final Specs RLS = specs(Map.of("learner", "rls", "dimension", 4));

  private static final Specs ORFIT = specs(Map.of("learner", "orfit", "dimension", 8, "memory", 8));
  private static final long SIZE = ModelStoreTest.size();
  private final MemoryBacking backing = new MemoryBacking();
  private final MetricLog metrics = new MetricLog();

  @Test
  void changed_tooManyDirtyBytes_writesTheLongestDirtyAndKeepsIt() throws Exception {
    ModelStore store = store(RLS, new CacheBudget(10 * SIZE, 2 * SIZE));
    ModelStoreTest.learn(store, "a", "b", "a", "c");

    assertThat(backing.written).containsExactly("a");
    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(2 * SIZE);
    assertThat(metrics.gauge("models")).isEqualTo(3);
    backing.read.clear();
    ModelStoreTest.learn(store, "a");
    assertThat(backing.read).isEmpty();
    assertThat(backing.written).containsExactly("a", "b");
  }

  @Test
  void changed_oneModelBeyondTheDirtyBound_staysDirtyAlone() throws Exception {
    ModelStore store = store(RLS, new CacheBudget(10 * SIZE, 1));
    ModelStoreTest.learn(store, "a", "a");

    assertThat(backing.written).isEmpty();

    ModelStoreTest.learn(store, "b");

    assertThat(backing.written).containsExactly("a");
    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(SIZE);
  }

  @Test
  void changed_basisGrew_measuresAnew() throws Exception {
    ModelStore store = store(ORFIT, new CacheBudget(1 << 20, 1 << 20));
    Life model = null;
    long first = 0;
    for (int i = 0; i < 8; i++) {
      model = learnAxis(store, "a", i);
      first = i == 0 ? model.heapBytes() : first;

      assertThat(metrics.gauge("cacheBytes")).isEqualTo(model.heapBytes());
      assertThat(metrics.gauge("dirtyBytes")).isEqualTo(model.heapBytes());
    }

    assertThat(model.heapBytes()).isGreaterThan(first + 7 * 8 * 8);
  }

  @Test
  void changed_basisGrewBeyondTheBudget_evictsTheOthers() throws Exception {
    ModelStore store = store(ORFIT, new CacheBudget(sizeOfRank(8), 1 << 20));
    learnAxis(store, "b", 0);
    for (int i = 0; i < 8; i++) {
      learnAxis(store, "a", i);
    }

    assertThat(backing.written).containsExactly("b");
    assertThat(metrics.gauge("models")).isEqualTo(1);
    assertThat(metrics.gauge("cacheBytes")).isEqualTo(sizeOfRank(8));
  }

  @Test
  void changed_cleanModelGrew_countsItsNewSizeAsDirty() throws Exception {
    ModelStore store = store(ORFIT, new CacheBudget(1 << 20, 1 << 20));
    learnAxis(store, "a", 0);
    store.flush();

    Life model = learnAxis(store, "a", 1);

    assertThat(metrics.gauge("dirtyBytes")).isEqualTo(model.heapBytes());
    store.flush();
    assertThat(metrics.gauge("dirtyBytes")).isZero();
  }

  @Test
  void changed_modelLargerThanTheBudget_isAdmittedAlone() throws Exception {
    ModelStore store = store(RLS, new CacheBudget(1, 1));
    Life model = ModelStoreTest.learn(store, "a");

    assertThat(store.find("a")).isSameAs(model);
    assertThat(backing.written).isEmpty();

    ModelStoreTest.learn(store, "b");

    assertThat(backing.written).containsExactly("a");
    assertThat(metrics.gauge("models")).isEqualTo(1);
  }

  @Test
  void find_modelLargerThanTheBudget_staysInHand() throws Exception {
    ModelStore store = store(RLS, new CacheBudget(1, 1));
    ModelStoreTest.learn(store, "a", "b");

    Life inHand = store.find("a");

    assertThat(store.find("a")).isSameAs(inHand);
  }

  private ModelStore store(Specs specs, CacheBudget budget) {
    return new ModelStore(specs, backing, budget, metrics);
  }

  private static Life learnAxis(ModelStore store, String id, int axis) throws Exception {
    Life known = store.find(id);
    Model<?> model = known.exists() ? known.model() : ORFIT.newModel(id);
    acceptAxis(model, id, axis);
    Life life = known.exists() ? known : Life.of(model);
    store.changed(life);
    return life;
  }

  private static void acceptAxis(Model<?> model, String id, int axis) throws Exception {
    double[] x = new double[8];
    x[axis] = 1;
    model.accept(Samples.learn(id, axis, x), EVERY);
  }

  private static long sizeOfRank(int rank) throws Exception {
    Model<?> model = ORFIT.newModel("a");
    for (int i = 0; i < rank; i++) {
      acceptAxis(model, "a", i);
    }
    return Life.of(model).heapBytes();
  }

  private static Specs specs(Map<String, ?> spec) {
    return new Specs(List.of(SpecPattern.of("*", spec)), Limits.DEFAULT);
  }
}
