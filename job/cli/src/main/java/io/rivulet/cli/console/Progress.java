package io.rivulet.cli.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Tells on standard error what a long command is doing, one stage after the other. A terminal shows
 * a spinner, or a bar when the amount of work is known; anything else gets one line per stage, and
 * one every ten seconds while a bar would move.
 */
public final class Progress implements AutoCloseable {

  private static final int BAR = 24;
  private static final Duration FRAME = Duration.ofMillis(120);
  private static final Duration REPORT = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean terminal;
  private final Timer painter;
  private String stage;
  private long startNanos;
  private long done;
  private long total;
  private int frame;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    painter = new Timer("progress", true);
    long period = (terminal ? FRAME : REPORT).toMillis();
    painter.schedule(
        new TimerTask() {
          @Override
          public void run() {
            paint();
          }
        },
        period,
        period);
  }

  /** {@code scripts/rivulet} says whether standard error is a terminal: Java cannot ask. */
  public static Progress onStandardError() {
    return new Progress(System.err, onTerminal());
  }

  static boolean onTerminal() {
    return Boolean.getBoolean("rivulet.terminal");
  }

  public static Progress silent() {
    return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
  }

  /** Ends the current stage and begins one of unknown length. */
  public void stage(String text) {
    stage(text, 0);
  }

  /** Ends the current stage and begins one of {@code total} steps. */
  public synchronized void stage(String text, long total) {
    finish();
    stage = text;
    startNanos = System.nanoTime();
    done = 0;
    this.total = total;
    if (terminal) {
      paint();
    } else {
      out.println(text);
    }
  }

  /** Steps of the current stage that are done by now. */
  public synchronized void advanceTo(long done) {
    this.done = done;
  }

  /** Prints something else, for which the stage leaves its line and comes back later. */
  public synchronized void above(Runnable print) {
    if (stage != null && terminal) {
      out.print("\r\033[K");
      out.flush();
    }
    print.run();
  }

  /** Leaves the last stage on the screen. */
  @Override
  public synchronized void close() {
    finish();
    painter.cancel();
  }

  private void finish() {
    if (stage != null && terminal) {
      out.printf(Locale.ROOT, "\r\033[K%s (%.1f s)%n", stage, seconds());
    }
    stage = null;
  }

  synchronized void paint() {
    if (stage == null) {
      return;
    }
    if (terminal) {
      String mark = total > 0 ? bar() : String.valueOf("|/-\\".charAt(frame++ % 4));
      out.printf(Locale.ROOT, "\r\033[K%s %s %.0f s", stage, mark, seconds());
      out.flush();
    } else if (total > 0) {
      out.println(stage + ": " + percent() + " %");
    }
  }

  private String bar() {
    int filled = (int) (BAR * Math.min(done, total) / total);
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + percent() + " %";
  }

  private long percent() {
    return 100 * Math.min(done, total) / total;
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
