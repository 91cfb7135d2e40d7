package io.rivulet.cli.quickstart;

import io.rivulet.cli.console.Progress;
import io.rivulet.experiment.report.Curves;
import io.rivulet.experiment.report.Terminal;
import io.rivulet.experiment.report.TerminalPlot;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a person sees while the quick start runs: stages first, then the plot. */
final class Watcher {

  private final PrintStream out;
  private final Terminal terminal;

  private Watcher(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Draws on standard error, so that standard output has only the results. */
  static Watcher standard(boolean quiet) {
    Charset charset =
        System.getProperty("stderr.encoding") == null
            ? Charset.defaultCharset()
            : Charset.forName(System.getProperty("stderr.encoding"));
    boolean unicode = charset.equals(StandardCharsets.UTF_8);
    boolean interactive = Boolean.getBoolean("rivulet.terminal") && !quiet;
    return new Watcher(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        Terminal.of(interactive, System.getenv(), unicode ? StandardCharsets.UTF_8 : charset));
  }

  Progress progress() {
    return Progress.onStandardError();
  }

  void say(String line) {
    out.println(line);
  }

  TerminalPlot plot(Curves curves) {
    return new TerminalPlot(out, terminal, curves);
  }
}
