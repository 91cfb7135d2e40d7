package io.rivulet.wire;

import io.rivulet.record.Reason;

/**
 * The fault in the fields of one sample that ranks first; among equals the one that was found
 * first.
 */
public final class Faults {

  private Reason reason;
  private String message;

  /** Whether a fault with this reason would be kept, so that its message is worth building. */
  public boolean wants(Reason found) {
    return reason == null || found.precedes(reason);
  }

  public void note(Reason found, String text) {
    if (wants(found)) {
      reason = found;
      message = text;
    }
  }

  public Reason reason() {
    return reason;
  }

  public String message() {
    return message;
  }
}
