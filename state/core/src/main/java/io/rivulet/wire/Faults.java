package io.rivulet.wire;

import io.rivulet.record.Reason;

/** The highest-ranking fault among the fields of one sample; the first one among equals. */
final class Faults {

  private Reason reason;
  private String message;

  /** Whether a fault of this reason would be kept, and its message is worth being made. */
  boolean wants(Reason found) {
    return reason == null || found.compareTo(reason) < 0;
  }

  void note(Reason found, String text) {
    if (wants(found)) {
      reason = found;
      message = text;
    }
  }

  Reason reason() {
    return reason;
  }

  String message() {
    return message;
  }
}
