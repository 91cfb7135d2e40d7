package io.rivulet.record;

/**
 * A record that was rejected, with the reason, the stage and the record itself.
 *
 * @param message the reason in words, without the payload
 * @param origin the record itself, with its position
 */
public record Rejected(Reason reason, Stage stage, String message, Origin origin) {

  /** The record behind a refusal. */
  public static Rejected of(RejectedException refusal, Origin origin) {
    return new Rejected(refusal.reason(), refusal.stage(), refusal.getMessage(), origin);
  }
}
