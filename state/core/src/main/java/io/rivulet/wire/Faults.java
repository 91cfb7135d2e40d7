package io.rivulet.wire;

import io.rivulet.record.Reason;

/** The fault among the fields of one sample that is checked first; of equals the first found. */
final class Faults {

  private Reason reason;
  private String message;

  /** Whether a fault of this reason would be kept, and its message is worth being made. */
  boolean wants(Reason found) {
    return reason == null || found.precedes(reason);
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
