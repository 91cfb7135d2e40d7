package io.rivulet.cli.console;

import picocli.CommandLine;

/** What a command exits with. */
public final class Exit {

  public static final int DONE = CommandLine.ExitCode.OK;

  /** Understood, but it could not be carried out. */
  public static final int FAILED = CommandLine.ExitCode.SOFTWARE;

  /** Wrong use, or something that is not allowed. */
  public static final int REFUSED = CommandLine.ExitCode.USAGE;

  /** By Ctrl-C: 128 and the number of the signal. */
  public static final int INTERRUPTED = 130;

  private Exit() {}
}
