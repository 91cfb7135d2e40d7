package io.rivulet.operator;

import io.rivulet.learner.CompiledSpec;
import io.rivulet.learner.Model;
import io.rivulet.learner.Specs;
import io.rivulet.life.Life;
import io.rivulet.life.Lives;
import io.rivulet.life.Shelf;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A least-recently-used write-back cache of live models in front of keyed state. A model is
 * <em>dirty</em> while it differs from what the backing holds, and only then is it written: at a
 * checkpoint, when it is evicted, or when there are too many dirty models or bytes. Where only its
 * time differs, only that is written if the backing can. The store is used by the task thread only.
 */
final class ModelStore implements Lives {

  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

  private final Specs specs;
  private final ModelBacking backing;
  private final CacheBudget budget;
  private final Counter hits;
  private final Counter misses;
  private final Counter evictions;
  private final Counter repairs;
  private final SplitModels splits;
  private final CacheReach reach = new CacheReach();

  /** The entries from the least to the most recently used. */
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);

  /** The dirty entries, from the longest to the shortest time dirty. */
  private final LinkedHashMap<String, Entry> dirty = new LinkedHashMap<>();

  private long bytes;
  private long dirtyBytes;
  private long models;
  private long mismatches;
  private boolean mismatchLogged;
  private long flushNanoseconds;
  private int arriving;

  /** The entry whose index of inputs may have been read since it was measured, or null. */
  private Entry opened;

  ModelStore(Specs specs, ModelBacking backing, CacheBudget budget, MetricGroup metrics) {
    this.specs = specs;
    this.backing = backing;
    this.budget = budget;
    this.hits = metrics.counter("cacheHits");
    this.misses = metrics.counter("cacheMisses");
    this.evictions = metrics.counter("cacheEvictions");
    this.repairs = metrics.counter("stateRepairs");
    this.splits = new SplitModels(metrics, ModelStore::warn);
    metrics.gauge("cacheBytes", () -> bytes);
    metrics.gauge("dirtyBytes", () -> dirtyBytes);
    metrics.gauge("models", () -> models);
    metrics.gauge("specMismatch", () -> mismatches);
    metrics.gauge("flushMilliseconds", () -> flushNanoseconds / 1_000_000);
  }

  private static void warn(String text) {
    LOG.warn(text);
  }

  @Override
  public Life find(String id) throws IOException {
    return find(id, SplitModels.NO_PARTITION);
  }

  @Override
  public Life find(String id, int partition) throws IOException {
    arriving = partition;
    close();
    Entry cached = entries.get(id);
    if (cached != null) {
      hits.inc();
      reach.found(cached.used, entries.size());
      cached.used = reach.now();
      splits.arrived(id, partition, cached.trace);
      return cached.life;
    }
    misses.inc();
    reach.missed(id, entries.size());
    ModelBacking.Held held = backing.read(id);
    if (held == null) {
      return Life.unknown(id);
    }
    Life life = held.restored(id, specs);
    repairs.inc(life.exists() ? life.model().repairs() : 0);
    admit(life).timeApart = held.timeApart();
    evictOthers();
    return life;
  }

  /** What lies beside the model in hand, which takes more heap once it has been read. */
  @Override
  public Shelf shelf(String id) {
    opened = entries.get(id);
    return backing.shelf(id);
  }

  private void close() {
    if (opened != null) {
      remeasure(opened);
      opened = null;
    }
  }

  /** Notes that a life now differs from the backing, and keeps the store within its budget. */
  @Override
  public void changed(Life life) throws IOException {
    Entry cached = entries.get(life.id());
    Entry entry = cached == null ? admit(life) : cached;
    remeasure(entry);
    judge(entry);
    soil(entry, Difference.WHOLE);
    evictOthers();
    boundDirty();
  }

  @Override
  public void moved(Life life) throws IOException {
    Entry cached = entries.get(life.id());
    if (cached == null || !cached.timeApart) {
      changed(life);
      return;
    }
    soil(cached, Difference.TIME);
    boundDirty();
  }

  /** Notes how much of a life differs from the backing, if that is more than was noted before. */
  private void soil(Entry entry, Difference difference) {
    if (entry.difference.compareTo(difference) >= 0) {
      return;
    }
    dirtyBytes -= entry.dirtyBytes();
    entry.difference = difference;
    dirtyBytes += entry.dirtyBytes();
    dirty.putIfAbsent(entry.life.id(), entry);
  }

  /** Writes every dirty model; all of them stay cached. */
  void flush() throws IOException {
    long start = System.nanoTime();
    while (!dirty.isEmpty()) {
      writeOldest();
    }
    flushNanoseconds = System.nanoTime() - start;
  }

  private Entry admit(Life life) {
    Entry entry = new Entry(life);
    splits.arrived(life.id(), arriving, entry.trace);
    entry.used = reach.now();
    entries.put(life.id(), entry);
    bytes += entry.bytes;
    judge(entry);
    return entry;
  }

  /**
   * Notes whether there is a model, and whether it has another spec than its pattern gives when its
   * spec is new here.
   */
  private void judge(Entry entry) {
    Model<?> model = entry.life.model();
    models += (model == null ? 0 : 1) - (entry.exists ? 1 : 0);
    entry.exists = model != null;
    CompiledSpec<?> spec = model == null ? null : model.spec();
    if (spec == entry.judged) {
      return;
    }
    entry.judged = spec;
    boolean before = entry.mismatch;
    entry.mismatch =
        model != null && !entry.life.configured() && specs.mismatch(entry.life.id(), model);
    mismatches -= before ? 1 : 0;
    if (entry.mismatch) {
      countMismatch();
    }
  }

  private void countMismatch() {
    mismatches++;
    if (!mismatchLogged) {
      mismatchLogged = true;
      LOG.warn(
          "some models have a spec that differs from the one that 'models' now gives; the spec they were born"
              + " with stays in force, and the gauge specMismatch counts such models in the cache");
    }
  }

  private void remeasure(Entry entry) {
    bytes -= entry.bytes;
    dirtyBytes -= entry.dirtyBytes();
    entry.bytes = entry.life.heapBytes();
    bytes += entry.bytes;
    dirtyBytes += entry.dirtyBytes();
  }

  /**
   * Evicts other models. The current model was used last, so it is never the eldest while there are
   * others.
   */
  private void evictOthers() throws IOException {
    while (bytes > reach.of(budget.bytes()) && entries.size() > 1) {
      var eldest = entries.entrySet().iterator().next();
      if (eldest.getValue().difference != Difference.NONE) {
        write(eldest.getKey(), eldest.getValue());
        dirty.remove(eldest.getKey());
      }
      entries.remove(eldest.getKey());
      bytes -= eldest.getValue().bytes;
      models -= eldest.getValue().exists ? 1 : 0;
      mismatches -= eldest.getValue().mismatch ? 1 : 0;
      reach.evicted(eldest.getKey());
      evictions.inc();
    }
  }

  private void boundDirty() throws IOException {
    while (dirty.size() > 1
        && (dirtyBytes > budget.dirtyBytes() || dirty.size() > budget.dirtyModels())) {
      writeOldest();
    }
  }

  private void writeOldest() throws IOException {
    var oldest = dirty.entrySet().iterator().next();
    write(oldest.getKey(), oldest.getValue());
    dirty.remove(oldest.getKey());
  }

  /** Writes a model and clears its flag only after the write has returned. */
  private void write(String id, Entry entry) throws IOException {
    if (entry.difference == Difference.TIME) {
      backing.writeTime(id, entry.life.time());
    } else {
      entry.timeApart = backing.write(entry.life);
    }
    dirtyBytes -= entry.dirtyBytes();
    entry.difference = Difference.NONE;
  }

  /** How much of a life differs from the backing. */
  private enum Difference {
    NONE,
    TIME,
    WHOLE
  }

  private static final class Entry {

    final Life life;
    final SplitModels.Trace trace = new SplitModels.Trace();
    CompiledSpec<?> judged;
    boolean exists;
    boolean mismatch;
    boolean timeApart;
    long used;
    long bytes;
    Difference difference = Difference.NONE;

    Entry(Life life) {
      this.life = life;
      this.bytes = life.heapBytes();
    }

    /** What it counts among the dirty bytes. */
    long dirtyBytes() {
      return difference == Difference.WHOLE ? bytes : 0;
    }
  }
}
