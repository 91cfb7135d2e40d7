package io.rivulet.cli.dlq;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.record.Reason;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What one or several replays have sent of a partition of dead letters: everything before an offset
 * that a filter takes.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record ReplayedStretch(Reason reason, String model, long since, long before) {

  /** Brokers take notes of 4,096 characters unless they are told otherwise. */
  private static final int LONGEST_NOTE = 4000;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static ReplayedStretch of(LetterFilter filter, long before) {
    return new ReplayedStretch(filter.reason(), filter.model(), filter.since(), before);
  }

  boolean holds(DeadLetter letter) {
    return letter.record().offset() < before && filter().takes(letter);
  }

  /** With one more, without those that it covers and those that have expired. */
  static List<ReplayedStretch> add(
      List<ReplayedStretch> known, ReplayedStretch more, long beginning) {
    if (known.stream().anyMatch(each -> each.covers(more))) {
      return known;
    }
    List<ReplayedStretch> all = new ArrayList<>();
    for (ReplayedStretch each : known) {
      if (each.before > beginning && !more.covers(each)) {
        all.add(each);
      }
    }
    all.add(more);
    return all;
  }

  /** For the note of an offset of a consumer group. */
  static String note(List<ReplayedStretch> stretches) {
    try {
      return MAPPER.writeValueAsString(stretches);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing JSON to memory failed", e);
    }
  }

  /**
   * What a note says.
   *
   * @throws JsonProcessingException when it says something else
   */
  static List<ReplayedStretch> read(String note) throws JsonProcessingException {
    return List.of(MAPPER.readValue(note, ReplayedStretch[].class));
  }

  static boolean isTooLong(String note) {
    return note.length() > LONGEST_NOTE;
  }

  private boolean covers(ReplayedStretch other) {
    return before >= other.before && filter().covers(other.filter());
  }

  private LetterFilter filter() {
    return new LetterFilter(reason, model, since);
  }
}
