package io.rivulet.cli.console;

import java.util.concurrent.locks.LockSupport;

/** Does something when Ctrl-C, or a request to terminate, ends a command before it is done. */
public final class OnInterrupt implements AutoCloseable {

  private final Thread hook;
  private volatile boolean begun;

  public OnInterrupt(Runnable action) {
    hook =
        new Thread(
            () -> {
              begun = true;
              action.run();
            },
            "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public boolean begun() {
    return begun;
  }

  /** Never returns: the command has nothing more to do or to say, and is about to end. */
  public static IllegalStateException awaitEnd() {
    while (true) {
      LockSupport.park();
    }
  }

  /** The command is done; never returns when it is being ended. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      throw awaitEnd();
    }
  }
}
