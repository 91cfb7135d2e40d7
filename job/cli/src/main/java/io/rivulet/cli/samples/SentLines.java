package io.rivulet.cli.samples;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Tracks up to which line of a file every sample is acknowledged. Counting acknowledgements would
 * not tell, because partitions answer independently.
 */
final class SentLines {

  private final Deque<Sent> open = new ArrayDeque<>();
  private long passed;

  /**
   * Begins after the lines that were skipped.
   *
   * @param skipped how many
   */
  SentLines(long skipped) {
    passed = skipped;
  }

  /** Notes a line that is not sent. */
  synchronized void blank(long line) {
    passed = line;
  }

  synchronized void sent(long line, Future<?> answer) {
    open.add(new Sent(line, answer));
    passed = line;
    settle();
  }

  /** The last line before the first that is not acknowledged yet. */
  synchronized long acknowledged() {
    settle();
    return open.isEmpty() ? passed : open.getFirst().line() - 1;
  }

  private void settle() {
    while (!open.isEmpty() && open.getFirst().isAcknowledged()) {
      open.removeFirst();
    }
  }

  private record Sent(long line, Future<?> answer) {

    boolean isAcknowledged() {
      if (!answer.isDone()) {
        return false;
      }
      try {
        answer.get();
        return true;
      } catch (ExecutionException notTaken) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
