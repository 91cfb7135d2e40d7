package io.rivulet.cli.dlq;

import io.rivulet.cli.console.TextTable;
import io.rivulet.record.Shown;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what a replay does with dead letters. */
final class ReplayTally {

  private static final Comparator<Map.Entry<Group, Long>> LARGEST_FIRST =
      Map.Entry.<Group, Long>comparingByValue()
          .reversed()
          .thenComparing(each -> each.getKey().reason())
          .thenComparing(each -> each.getKey().model());

  private final Map<LetterFate, Long> fates = new EnumMap<>(LetterFate.class);
  private final Map<Group, Long> groups = new HashMap<>();
  private final Map<String, Long> reasons = new TreeMap<>();
  private final Map<String, Long> targets = new TreeMap<>();
  private final Map<String, Long> elsewhere = new TreeMap<>();
  private long oldest = Long.MAX_VALUE;

  private record Group(String reason, String model) {}

  void add(DeadLetter letter, LetterFate fate) {
    fates.merge(fate, 1L, Long::sum);
    if (fate == LetterFate.ELSEWHERE) {
      elsewhere.merge(Shown.plain(letter.header("topic")), 1L, Long::sum);
    }
    if (fate == LetterFate.SENT) {
      String reason = Shown.plain(letter.reason());
      reasons.merge(reason, 1L, Long::sum);
      targets.merge(letter.header("topic"), 1L, Long::sum);
      groups.merge(new Group(reason, Shown.plain(letter.model())), 1L, Long::sum);
      oldest = Math.min(oldest, letter.record().timestamp());
    }
  }

  long of(LetterFate fate) {
    return fates.getOrDefault(fate, 0L);
  }

  /** Those that are sent, by the topic that gets them; not copied. */
  Map<String, Long> targets() {
    return targets;
  }

  /** When the oldest of those that are sent was rejected. */
  long oldest() {
    return oldest;
  }

  /** The largest groups of those that are sent. */
  TextTable table(int limit) {
    TextTable table = TextTable.ofNumbers(2, List.of("reason", "model", "letters"));
    largest(limit)
        .forEach(
            each -> table.add(each.getKey().reason(), each.getKey().model(), "" + each.getValue()));
    return table;
  }

  /** How many groups the table leaves out. */
  int groupsBeyond(int limit) {
    return Math.max(0, groups.size() - limit);
  }

  /** {@code 3 dead letters: DIMENSION 1, NUMERIC 2}. */
  String letters() {
    return letters(of(LetterFate.SENT), reasons);
  }

  /** One line of what is not sent; empty when everything is. */
  String skipped() {
    StringBuilder text = new StringBuilder();
    append(text, of(LetterFate.CUT), " that were cut");
    append(text, of(LetterFate.SENT_BEFORE), " that an earlier replay sent (--again sends them)");
    append(
        text, of(LetterFate.ELSEWHERE), " of topics that are no input here: " + listed(elsewhere));
    return text.isEmpty() ? "" : "skipped " + text;
  }

  /** For {@code --json}. */
  Map<String, Object> document(int limit) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("letters", of(LetterFate.SENT));
    document.put("counts", reasons);
    document.put("targets", targets);
    document.put(
        "models",
        largest(limit).stream()
            .map(
                each -> {
                  Map<String, Object> group = new LinkedHashMap<>();
                  group.put("reason", each.getKey().reason());
                  group.put("model", each.getKey().model());
                  group.put("letters", each.getValue());
                  return group;
                })
            .toList());
    document.put("cut", of(LetterFate.CUT));
    document.put("sentBefore", of(LetterFate.SENT_BEFORE));
    document.put("elsewhere", elsewhere);
    return document;
  }

  static String letters(long count, Map<String, Long> by) {
    String text = count + (count == 1 ? " dead letter" : " dead letters");
    return by.isEmpty() ? text : text + ": " + listed(by);
  }

  private List<Map.Entry<Group, Long>> largest(int limit) {
    return groups.entrySet().stream().sorted(LARGEST_FIRST).limit(limit).toList();
  }

  private static void append(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count).append(what);
    }
  }

  private static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
