package io.rivulet.client;

import io.rivulet.record.WeightRecord;
import io.rivulet.wire.WeightRecordJson;
import io.rivulet.wire.part.PartKey;
import io.rivulet.wire.part.WeightParts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A partition of the weights topic as a job writes it that fails in the middle of versions, repeats
 * stretches, changes the length of its records and is compacted.
 */
final class PartedLog {

  private static final List<String> MODELS = List.of("a", "b", "c");
  private static final int LEAST = 2048 + 2 * 25;

  /** Of what one record is a part. */
  record Entry(String model, WeightRecord version, int number, int of, byte[] json) {

    String key() {
      return new PartKey(model, number).text();
    }
  }

  private final Random random;
  private final Map<String, List<WeightRecord>> written = new TreeMap<>();
  private final Map<String, Integer> keys = new HashMap<>();
  List<Entry> entries = new ArrayList<>();

  PartedLog(Random random) {
    this.random = random;
    MODELS.forEach(model -> written.put(model, new ArrayList<>()));
  }

  /** Some versions of every model at the same time, the parts of each model in order. */
  void write() {
    List<List<Entry>> queues = new ArrayList<>();
    MODELS.forEach(model -> queues.add(new ArrayList<>(stretch(model))));
    queues.removeIf(List::isEmpty);
    while (!queues.isEmpty()) {
      List<Entry> queue = queues.get(random.nextInt(queues.size()));
      entries.add(queue.remove(0));
      queues.removeIf(List::isEmpty);
    }
  }

  /** What a job writes of a model before it perhaps fails, from perhaps an earlier version on. */
  private List<Entry> stretch(String model) {
    List<WeightRecord> versions = written.get(model);
    int limit = LEAST + 25 * random.nextInt(12);
    if (random.nextInt(12) == 0) {
      versions.clear();
      return tombstones(model);
    }
    List<Entry> stretch = new ArrayList<>();
    int back = Math.min(versions.size(), random.nextInt(3));
    List<WeightRecord> repeated = versions.subList(versions.size() - back, versions.size());
    repeated.forEach(version -> stretch.addAll(parts(version, limit)));
    for (int i = random.nextInt(3); i > 0; i--) {
      WeightRecord next = next(model, versions);
      versions.add(next);
      stretch.addAll(parts(next, limit));
    }
    if (random.nextInt(3) == 0 && !stretch.isEmpty()) {
      return stretch.subList(0, random.nextInt(stretch.size()));
    }
    return stretch;
  }

  private WeightRecord next(String model, List<WeightRecord> versions) {
    WeightRecord last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
    boolean reborn = last == null || random.nextInt(8) == 0;
    long incarnation = last == null ? 1 + entries.size() : last.incarnation() + (reborn ? 1 : 0);
    int length = reborn ? 1 + random.nextInt(30) : last.w().length;
    return Weights.record(
        model,
        "sgd",
        incarnation,
        reborn ? 0 : last.version() + 1,
        reborn ? WeightRecord.NONE : last.version(),
        random.doubles(length).toArray());
  }

  private List<Entry> parts(WeightRecord version, int limit) {
    List<Entry> parts = new ArrayList<>();
    new WeightParts(limit)
        .split(
            version,
            part ->
                parts.add(
                    new Entry(
                        version.model(),
                        version,
                        part.part().number(),
                        part.part().of(),
                        WeightRecordJson.write(part))));
    keys.merge(version.model(), parts.size(), Math::max);
    return parts;
  }

  private List<Entry> tombstones(String model) {
    List<Entry> tombstones = new ArrayList<>();
    int last = keys.getOrDefault(model, 1);
    for (int number = 1; number <= last; number++) {
      tombstones.add(new Entry(model, null, number, last, null));
    }
    return tombstones;
  }

  /** Drops some of the records that have a later one under their key. */
  void compact() {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      last.put(entries.get(i).key(), i);
    }
    List<Entry> kept = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (last.get(entries.get(i).key()) == i || random.nextInt(4) == 0) {
        kept.add(entries.get(i));
      }
    }
    entries = kept;
  }

  /**
   * The newest version of which every part is there, behind the last tombstone of the model among
   * the first records.
   */
  Optional<WeightRecord> newest(String model, int records) {
    Map<List<Object>, Map<Integer, Entry>> versions = new HashMap<>();
    WeightRecord newest = null;
    for (Entry entry : entries.subList(0, records)) {
      if (!entry.model.equals(model)) {
        continue;
      }
      if (entry.version == null) {
        if (entry.number == 1) {
          versions.clear();
          newest = null;
        }
        continue;
      }
      WeightRecord version = entry.version;
      Map<Integer, Entry> parts =
          versions.computeIfAbsent(
              List.of(version.incarnation(), version.version(), entry.of), key -> new HashMap<>());
      parts.put(entry.number, entry);
      if (parts.size() == entry.of && (newest == null || order(version) >= order(newest))) {
        newest = version;
      }
    }
    return Optional.ofNullable(newest);
  }

  private static long order(WeightRecord record) {
    return 1_000 * record.incarnation() + record.version();
  }

  static ConsumerRecord<byte[], byte[]> kafka(Entry entry, long offset) {
    byte[] key = entry.key().getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        "weights",
        0,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        key.length,
        entry.json == null ? -1 : entry.json.length,
        key,
        entry.json,
        new RecordHeaders(),
        Optional.empty());
  }
}
