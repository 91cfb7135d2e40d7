package io.rivulet.cli.dlq;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Counts dead letters by reason, and keeps the newest. */
final class DeadLetterSummary {

  private final int limit;
  private final Predicate<DeadLetter> wanted;
  private final Map<String, Long> counts = new TreeMap<>();
  private final TreeSet<DeadLetter> newest = new TreeSet<>(DeadLetter.BY_AGE);

  /**
   * Counts nothing yet.
   *
   * @param limit most that are kept, 1 or more
   * @param wanted those that are counted and kept
   */
  DeadLetterSummary(int limit, Predicate<DeadLetter> wanted) {
    this.limit = limit;
    this.wanted = wanted;
  }

  void add(DeadLetter letter) {
    if (!wanted.test(letter)) {
      return;
    }
    counts.merge(letter.reason(), 1L, Long::sum);
    newest.add(letter);
    if (newest.size() > limit) {
      newest.pollFirst();
    }
  }

  long total() {
    return counts.values().stream().mapToLong(count -> count).sum();
  }

  /** By reason; not copied. */
  Map<String, Long> counts() {
    return counts;
  }

  /** The oldest first. */
  List<DeadLetter> newest() {
    return List.copyOf(newest);
  }
}
