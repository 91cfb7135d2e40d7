package io.rivulet.learner.quality;

import java.util.Arrays;
import java.util.Locale;

/** What follows an alarm of the drift detector: the field {@code drift.then}. */
public enum DriftAction {

  /** A record of quality that says so, and nothing else. */
  ALERT,

  /** The model is frozen as well: it answers and does not learn. */
  FREEZE,

  /** The model starts anew as well, in its next incarnation. */
  RESET;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String[] labels() {
    return Arrays.stream(values()).map(DriftAction::label).toArray(String[]::new);
  }

  static DriftAction named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
