package io.rivulet.wire;

import io.rivulet.record.Reason;

/**
 * The fault in the fields of one sample that ranks first; among equals the one that was found
 * first.
 */
final class Faults {

  private Reason reason;
  private String message;

  /** Whether a fault with this reason would be kept, so that its message is worth building. */
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
