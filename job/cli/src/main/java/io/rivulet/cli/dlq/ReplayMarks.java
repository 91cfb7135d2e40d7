package io.rivulet.cli.dlq;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rivulet.cli.console.Failure;
import io.rivulet.client.topic.MarkedSender.Reached;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which dead letters were sent by earlier replays, by partition. */
final class ReplayMarks {

  private final String group;
  private final Map<Integer, List<ReplayedStretch>> sent = new TreeMap<>();

  /**
   * Reads what the group holds.
   *
   * @throws Failure when a note was not written by a replay
   */
  ReplayMarks(String group, Map<Integer, Reached> marks) {
    this.group = group;
    marks.forEach((partition, mark) -> sent.put(partition, read(mark)));
  }

  boolean isEmpty() {
    return sent.isEmpty();
  }

  boolean hold(DeadLetter letter) {
    return sent.getOrDefault(letter.record().partition(), List.of()).stream()
        .anyMatch(each -> each.holds(letter));
  }

  /**
   * The marks after a filter has sent each partition before an offset.
   *
   * @param beginnings first offsets that are kept, by partition
   * @throws Failure when they are too many to be noted
   */
  Map<Integer, Reached> with(
      LetterFilter filter, Map<Integer, Long> before, Map<Integer, Long> beginnings) {
    Map<Integer, Reached> marks = new TreeMap<>();
    before.forEach(
        (partition, offset) -> {
          List<ReplayedStretch> known = sent.getOrDefault(partition, List.of());
          long beginning = beginnings.get(partition);
          String note =
              ReplayedStretch.note(
                  ReplayedStretch.add(known, ReplayedStretch.of(filter, offset), beginning));
          if (ReplayedStretch.isTooLong(note)) {
            throw Failure.refused(
                "group "
                    + group
                    + " already notes "
                    + known.size()
                    + " replays with filters of partition "
                    + partition
                    + " and has no room for another; replay once without --reason, --model and"
                    + " --since, which takes the place of all");
          }
          marks.put(partition, new Reached(offset, note));
        });
    return marks;
  }

  private List<ReplayedStretch> read(Reached mark) {
    try {
      return ReplayedStretch.read(mark.note());
    } catch (JsonProcessingException e) {
      throw Failure.failed(
          "group "
              + group
              + " has offsets that 'dlq replay' of this build did not write, so that nobody knows"
              + " which dead letters were sent; delete the group with kafka-consumer-groups.sh"
              + " --delete, and then send with --since only what was not sent",
          e);
    }
  }
}
