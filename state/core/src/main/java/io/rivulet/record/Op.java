package io.rivulet.record;

import java.util.Locale;

/** The operation that a sample asks for. */
public enum Op {
  LEARN,
  PREDICT,
  UNLEARN,

  /** Brings the target of an earlier {@link #PREDICT}. */
  LABEL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The lower-case name that records carry. */
  public String label() {
    return label;
  }
}
