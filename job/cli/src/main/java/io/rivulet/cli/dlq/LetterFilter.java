package io.rivulet.cli.dlq;

import io.rivulet.record.Glob;
import io.rivulet.record.Reason;

/**
 * A choice of dead letters.
 *
 * @param reason the only reason, or null for all
 * @param model a pattern of model keys, or null for all
 * @param since the earliest time of rejection, in milliseconds since 1970, 0 for all
 */
record LetterFilter(Reason reason, String model, long since) {

  boolean takes(DeadLetter letter) {
    return (reason == null || reason.name().equals(letter.reason()))
        && (model == null || new Glob(model).matches(letter.model()))
        && letter.record().timestamp() >= since;
  }

  /** Whether it surely takes every letter that the other takes. */
  boolean covers(LetterFilter other) {
    return (reason == null || reason == other.reason)
        && (model == null || model.equals(other.model))
        && since <= other.since;
  }
}
