package io.rivulet.record;

import java.util.Locale;

/** The stage of processing that rejected a record. */
public enum Stage {
  DECODE,
  VALIDATE,
  LEARN,
  CONTROL;

  /** The lower-case name that the dead-letter header carries. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
