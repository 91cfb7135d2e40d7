package io.rivulet.client;

import io.rivulet.client.topic.PublishedWeights;
import io.rivulet.record.WeightRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** A topic as a job writes it that fails now and then, with what it must leave. */
final class WeightLog {

  private final Random random;
  final List<PublishedWeights> records = new ArrayList<>();
  private final Map<String, WeightRecord> newest = new TreeMap<>();

  WeightLog(Random random) {
    this.random = random;
  }

  void write() {
    String id = List.of("a", "b", "c").get(random.nextInt(3));
    WeightRecord last = newest.get(id);
    int kind = random.nextInt(12);
    if (kind == 0) {
      records.add(Weights.tombstone(id));
    } else if (kind == 1 && last != null) {
      repeat(id);
    } else if (kind == 2 && last != null) {
      WeightRecord lost =
          Weights.record(id, last.incarnation(), last.version() + 9, last.version(), -1);
      records.add(new PublishedWeights(id, Weights.corrupted(lost), "weights 0:0", true));
    } else {
      boolean reborn = last == null || kind == 3;
      long incarnation = last == null ? 1 : last.incarnation() + (reborn ? 1 : 0);
      long version = reborn ? 0 : last.version() + 1;
      WeightRecord next =
          Weights.record(
              id,
              incarnation,
              version,
              reborn ? WeightRecord.NONE : last.version(),
              random.nextDouble());
      newest.put(id, next);
      records.add(Weights.published(next));
    }
  }

  /** The last records of a model once more. */
  private void repeat(String id) {
    List<PublishedWeights> own = records.stream().filter(each -> each.model().equals(id)).toList();
    records.addAll(own.subList(Math.max(0, own.size() - 3), own.size()));
  }

  /** From the whole log of a model at once: the greatest of the sound ones behind a tombstone. */
  Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>();
    for (String id : List.of("a", "b", "c")) {
      List<PublishedWeights> own =
          records.stream().filter(each -> each.model().equals(id)).toList();
      int first = 0;
      for (int i = 0; i < own.size(); i++) {
        first = own.get(i).isDeletion() ? i + 1 : first;
      }
      own.subList(first, own.size()).stream()
          .filter(each -> !broken(each))
          .map(PublishedWeights::record)
          .reduce((a, b) -> order(a) > order(b) ? a : b)
          .ifPresent(record -> expected.put(id, ModelTableTest.rank(record)));
    }
    return expected;
  }

  Set<String> lastBroken() {
    Map<String, Boolean> last = new TreeMap<>();
    records.forEach(each -> last.put(each.model(), !each.isDeletion() && broken(each)));
    last.values().removeIf(broken -> !broken);
    return last.keySet();
  }

  private static long order(WeightRecord record) {
    return 1_000 * record.incarnation() + record.version();
  }

  private static boolean broken(PublishedWeights each) {
    return new String(each.json(), StandardCharsets.UTF_8).contains("\"w\":[-1.0]");
  }
}
