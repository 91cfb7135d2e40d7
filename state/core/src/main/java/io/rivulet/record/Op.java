package io.rivulet.record;

import java.util.Locale;

/** The operation that a sample asks for. */
public enum Op {
  LEARN,
  PREDICT,
  UNLEARN,

  /** Brings the target of an earlier {@link #PREDICT}. */
  LABEL;

  /** The lower-case name that records carry. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
