package io.rivulet.experiment.report;

import io.rivulet.experiment.digits.Errors;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A display of the test errors during a run: a plot drawn again in place whenever every method has
 * learned another sample or, where that is not possible, a line every ten samples.
 *
 * <p>Nothing else may be printed between the first {@link #update} and {@link #finish}.
 */
public final class TerminalPlot {

  private static final int LINE_EVERY = 10;
  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String CLEAR_REST = "\u001b[K";

  private final PrintStream out;
  private final Terminal terminal;
  private final Curves curves;
  private int shown = -1;
  private int drawn;

  public TerminalPlot(PrintStream out, Terminal terminal, Curves curves) {
    this.out = out;
    this.terminal = terminal;
    this.curves = curves;
  }

  /** Shows what is new in the curves, if there is enough. */
  public void update() {
    int reached = curves.reached();
    if (terminal.redraws() && reached > shown) {
      draw();
    } else if (!terminal.redraws() && reached / LINE_EVERY > Math.max(0, shown) / LINE_EVERY) {
      out.println(line(reached));
      out.flush();
    } else {
      return;
    }
    shown = reached;
  }

  /** Draws the last state, even if the run stopped early. */
  public void finish() {
    if (terminal.redraws()) {
      draw();
    } else {
      update();
    }
  }

  private void draw() {
    List<String> lines = new PlotFrame(curves, terminal).lines();
    StringBuilder frame = new StringBuilder(NO_WRAP);
    if (drawn > 0) {
      frame.append("\u001b[").append(drawn).append("A\r");
    }
    lines.forEach(line -> frame.append(line).append(CLEAR_REST).append('\n'));
    out.print(frame.append(WRAP));
    out.flush();
    drawn = lines.size();
  }

  private String line(int reached) {
    String values =
        curves.methods().stream()
            .map(method -> method + " " + degrees(curves.at(method, reached)))
            .collect(Collectors.joining("  "));
    return String.format(Locale.ROOT, "%3d/%d  %s degrees", reached, curves.steps(), values);
  }

  private static String degrees(Optional<Errors> errors) {
    return errors.map(found -> String.format(Locale.ROOT, "%.0f", found.test())).orElse("-");
  }
}
