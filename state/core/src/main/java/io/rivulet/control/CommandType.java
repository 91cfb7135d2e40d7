package io.rivulet.control;

import java.util.Locale;

/** The kinds of commands. The lower-case names are a contract with producers. */
public enum CommandType {
  CREATE,
  CONFIGURE,
  RESET,
  FREEZE,
  RESUME,
  ANNOUNCE,
  SNAPSHOT,
  ROLLBACK,
  EXPORT,
  IMPORT,
  MERGE,
  DELETE;

  /** The lower-case name that records carry. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
