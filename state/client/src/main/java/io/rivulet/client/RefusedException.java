package io.rivulet.client;

import io.rivulet.record.Reason;
import io.rivulet.record.RejectedException;

/** The refusal of an input, for the same reason for which the job would refuse it. */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  RefusedException(RejectedException rejected) {
    super(rejected.getMessage(), rejected);
    this.reason = rejected.reason();
  }

  /** The reason code that the dead letter would carry. */
  public Reason reason() {
    return reason;
  }
}
