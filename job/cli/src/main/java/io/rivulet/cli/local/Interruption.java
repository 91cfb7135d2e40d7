package io.rivulet.cli.local;

import io.rivulet.cli.console.OnInterrupt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The processes that one command has started so far. If the command is interrupted before it is
 * done, they are stopped, and the command does and prints nothing more.
 */
final class Interruption implements AutoCloseable {

  private final List<LocalProcess> started = new ArrayList<>();
  private final Runnable afterwards;
  private final OnInterrupt interrupt = new OnInterrupt(this::takeDown);

  /**
   * Begins to watch.
   *
   * @param afterwards when everything that was started is stopped
   */
  Interruption(Runnable afterwards) {
    this.afterwards = afterwards;
  }

  LocalProcess start(Supplier<LocalProcess> process) {
    synchronized (started) {
      if (!interrupt.begun()) {
        LocalProcess begun = process.get();
        started.add(begun);
        return begun;
      }
    }
    throw OnInterrupt.awaitEnd();
  }

  /** After a failure. */
  void stopStarted() {
    if (interrupt.begun()) {
      throw OnInterrupt.awaitEnd();
    }
    Shutdown.of(started);
    afterwards.run();
  }

  private void takeDown() {
    synchronized (started) {
      System.err.println();
      System.err.println("rivulet: interrupted; what was started is stopped");
      Shutdown.of(started);
      afterwards.run();
    }
  }

  @Override
  public void close() {
    interrupt.close();
  }
}
