package io.rivulet.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What one command has started so far; taken down again when the command is interrupted before it
 * is done. After an interruption the command does nothing more and has nothing more to say.
 */
final class Interruption implements AutoCloseable {

  private final List<LocalProcess> started = new ArrayList<>();
  private final Thread hook = new Thread(this::takeDown, "interrupted-up");
  private final Runnable afterwards;
  private volatile boolean interrupted;

  /**
   * Begins to watch.
   *
   * @param afterwards when everything that was started is stopped
   */
  Interruption(Runnable afterwards) {
    this.afterwards = afterwards;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  LocalProcess start(Supplier<LocalProcess> process) {
    synchronized (started) {
      if (!interrupted) {
        LocalProcess begun = process.get();
        started.add(begun);
        return begun;
      }
    }
    throw awaitEnd();
  }

  /** After a failure. */
  void stopStarted() {
    if (interrupted) {
      throw awaitEnd();
    }
    Shutdown.of(started);
    afterwards.run();
  }

  private void takeDown() {
    interrupted = true;
    synchronized (started) {
      System.err.println();
      System.err.println("rivulet: interrupted; what was started is stopped");
      Shutdown.of(started);
      afterwards.run();
    }
  }

  /** Never returns: the hook ends the process. */
  private static IllegalStateException awaitEnd() {
    while (true) {
      LockSupport.park();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // the hook runs
    }
  }
}
