package io.rivulet.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.learner.PublishPolicy;
import io.rivulet.learner.SpecPattern;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.LifeLimits;
import io.rivulet.life.Lifecycle;
import io.rivulet.life.Shelf;
import io.rivulet.record.Limits;
import io.rivulet.record.Op;
import io.rivulet.record.RejectedException;
import io.rivulet.record.Sample;
import io.rivulet.state.StateFrame;
import io.rivulet.state.life.KeptInput;
import io.rivulet.state.life.StoredLife;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/**
 * The bytes that the store counts for lives, beside the heap that they take. The budget holds only
 * if the count is not far below; a count far above would waste the heap.
 */
class LifeHeapTest {

  private static final double MOST = 1.5;
  private static final double LEAST = 0.85;

  private static final Map<String, Object> LINE = Map.of("learner", "rls", "dimension", 4);

  @Test
  void cacheBytes_ofStubs_areNearTheHeap() throws Exception {
    PlainLives plain = new PlainLives(settings(LINE));
    plain.accept(Commands.of("a", "c-1", "delete"));

    requireNear(plain, LINE, 5_000);
  }

  @Test
  void cacheBytes_ofDeletedModelsOfManyCommands_areNearTheHeap() throws Exception {
    PlainLives plain = new PlainLives(settings(LINE));
    for (int i = 0; i < 40; i++) {
      plain.accept(Commands.of("a", "a command of some length " + i, "announce"));
    }

    requireNear(plain, LINE, 1_000);
  }

  @Test
  void cacheBytes_ofMeasuredModels_areNearTheHeap() throws Exception {
    Map<String, Object> spec = new HashMap<>(LINE);
    spec.put("evaluate", Map.of("every", 10));
    spec.put("drift", Map.of());
    PlainLives plain = new PlainLives(settings(spec));
    plain.accept(Samples.learn("a", 1, 1, 2, 3, 4));

    requireNear(plain, spec, 2_000);
  }

  @Test
  void cacheBytes_ofWaitingCommands_areNearTheHeap() throws Exception {
    PlainLives plain = new PlainLives(settings(LINE));
    plain.accept(Samples.learn("a", 1, 1, 2, 3, 4));
    for (int i = 0; i < 16; i++) {
      plain.accept(Commands.of("a", "c-" + i, "freeze", Map.of("atVersion", 9L)));
    }

    requireNear(plain, LINE, 1_000);
  }

  @Test
  void cacheBytes_ofWaitingCommandsWithSpecs_areNearTheHeap() throws Exception {
    PlainLives plain = new PlainLives(settings(LINE));
    plain.accept(Samples.learn("a", 1, 1, 2, 3, 4));
    Map<String, Object> spec = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      spec.put("field" + i, 1.0);
    }
    for (int i = 0; i < 10; i++) {
      plain.accept(Commands.of("a", "c-" + i, "configure", Map.of("atVersion", 9L, "spec", spec)));
    }

    requireNear(plain, LINE, 100);
  }

  @Test
  void cacheBytes_ofIndexesOfInputs_areNearTheHeap() throws Exception {
    Map<String, Object> spec = new HashMap<>(LINE);
    spec.put("labels", Map.of("wait", "1h"));
    PlainLives plain = new PlainLives(settings(spec));
    for (int i = 0; i < 200; i++) {
      plain.accept(Samples.of("a", Op.PREDICT, i, 1, new double[] {1, 2, 3, 4}));
    }

    requireNear(plain, spec, 100);
  }

  private static void requireNear(PlainLives plain, Map<String, Object> spec, int ids)
      throws Exception {
    Specs specs = specs(spec);
    MetricLog metrics = new MetricLog();
    CacheBudget room = new CacheBudget(Long.MAX_VALUE, Long.MAX_VALUE);
    ModelStore store = new ModelStore(specs, new Copies(plain), room, metrics);
    Lifecycle lifecycle =
        new Lifecycle(
            specs, new PublishPolicy(1), LifeLimits.DEFAULT, false, store, new RecordLog());

    touch(lifecycle, "first");
    touch(lifecycle, "second");
    long before = heap(store);
    long counted = metrics.gauge("cacheBytes");
    for (int i = 0; i < ids; i++) {
      touch(lifecycle, "m-" + i);
    }
    double heap = heap(store) - before;
    store.find("none");
    double count = metrics.gauge("cacheBytes") - counted;

    assertThat(count / heap).isBetween(LEAST, MOST);
  }

  /** A target that no question waits for, so that the index of questions is read. */
  private static void touch(Lifecycle lifecycle, String id) throws Exception {
    try {
      lifecycle.accept(Sample.of(id).id("none").op(Op.LABEL).y(1).build());
    } catch (RejectedException e) {
      // nothing waits
    }
  }

  private static long heap(ModelStore store) {
    return GraphLayout.parseInstance(store).totalSize();
  }

  private static Specs specs(Map<String, ?> spec) {
    return new Specs(List.of(SpecPattern.of("*", spec)), Limits.DEFAULT);
  }

  private static LearnSettings settings(Map<String, ?> spec) {
    return LearnOperatorTest.settings(1, spec);
  }

  /** Keyed state in which every id has what one life has, read anew each time. */
  private static final class Copies implements ModelBacking {

    private final byte[] life;
    private final Map<Long, byte[]> inputs = new TreeMap<>();

    Copies(PlainLives plain) throws Exception {
      life = StateFrame.write(StoredLife.FORMAT, plain.find("a").store());
      plain
          .shelf("a")
          .forEachInput(
              (arrival, input) -> inputs.put(arrival, StateFrame.write(KeptInput.FORMAT, input)));
    }

    @Override
    public Held read(String id) {
      return id.equals("none") ? null : new Held(StoredLife.read(life), false);
    }

    @Override
    public boolean write(Life changed) {
      throw new UnsupportedOperationException("there is room for all");
    }

    @Override
    public void writeTime(String id, long time) {
      throw new UnsupportedOperationException("there is room for all");
    }

    @Override
    public Shelf shelf(String id) {
      return new PlainShelf() {
        @Override
        public void forEachInput(BiConsumer<Long, KeptInput> visitor) {
          inputs.forEach(
              (arrival, frame) ->
                  visitor.accept(arrival, StateFrame.read(KeptInput.FORMAT, frame)));
        }
      };
    }
  }
}
