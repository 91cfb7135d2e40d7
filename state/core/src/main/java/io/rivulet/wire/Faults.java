package io.rivulet.wire;

import io.rivulet.record.Reason;

/** The highest-ranking fault among the fields of one sample; the first one among equals. */
final class Faults {

  private Reason reason;
  private String message;

  void note(Reason found, String text) {
    if (reason == null || found.compareTo(reason) < 0) {
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
