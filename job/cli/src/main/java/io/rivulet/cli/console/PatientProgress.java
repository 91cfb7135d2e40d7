package io.rivulet.cli.console;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Progress that shows only when the work takes longer than two seconds. */
public final class PatientProgress implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Timer timer = new Timer("patience", true);
  private String stage;
  private Progress progress;
  private long done;
  private long total;
  private boolean closed;

  public PatientProgress(String stage) {
    this.stage = stage;
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            show();
          }
        },
        PATIENCE.toMillis());
  }

  /** Of a command whose standard error is for programs, unless it is a terminal. */
  public static PatientProgress onTerminal(String stage) {
    return Progress.onTerminal() ? new PatientProgress(stage) : none();
  }

  /** Shows nothing, however long the work takes. */
  public static PatientProgress none() {
    PatientProgress progress = new PatientProgress("");
    progress.close();
    return progress;
  }

  /** Of a topic that is read. */
  public static PatientProgress reading(String topic) {
    return new PatientProgress("reading " + topic);
  }

  /** Ends the stage and begins one of unknown length. */
  public synchronized void stage(String next) {
    stage = next;
    done = 0;
    total = 0;
    if (progress != null) {
      progress.stage(next);
    }
  }

  /**
   * Says how far the work is.
   *
   * @param total 0 when it is not known
   */
  public synchronized void advanceTo(long done, long total) {
    this.done = done;
    this.total = total;
    if (progress != null) {
      progress.advanceTo(done);
    }
  }

  /** Prints something else on standard error. */
  public synchronized void above(Runnable print) {
    if (progress == null) {
      print.run();
    } else {
      progress.above(print);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    timer.cancel();
    if (progress != null) {
      progress.close();
    }
  }

  private synchronized void show() {
    if (!closed) {
      progress = Progress.onStandardError();
      progress.stage(stage, total);
      progress.advanceTo(done);
    }
  }
}
