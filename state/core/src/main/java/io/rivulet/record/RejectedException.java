package io.rivulet.record;

/**
 * The refusal of a record, thrown before any state has changed. It carries no stack trace, because
 * bad input is ordinary and may arrive at the full rate of the topic.
 */
public final class RejectedException extends Exception {

  private final Reason reason;
  private final Stage stage;

  /**
   * @param message what was wrong, the value, what is allowed and what to do; never the payload
   */
  public RejectedException(Reason reason, Stage stage, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.stage = stage;
  }

  public Reason reason() {
    return reason;
  }

  public Stage stage() {
    return stage;
  }
}
