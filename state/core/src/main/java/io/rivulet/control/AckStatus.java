package io.rivulet.control;

/** The end of a command. The names are a contract with the readers of acknowledgements. */
public enum AckStatus {

  /** The command was carried out. */
  COMPLETED,

  /** There was nothing to do, or the command had been answered before. */
  SKIPPED,

  /** The command could not be carried out, and nothing has changed. */
  FAILED
}
