package io.rivulet.record;

/**
 * A record that was refused: why, where, and what it was.
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
