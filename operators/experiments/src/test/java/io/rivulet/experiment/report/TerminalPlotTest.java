package io.rivulet.experiment.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.experiment.digits.Contender;
import io.rivulet.experiment.digits.Errors;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalPlotTest {

  private static final Terminal FILE = new Terminal(false, false, false);
  private static final Terminal PLAIN = new Terminal(true, false, false);
  private static final Terminal COLOURED = new Terminal(true, true, true);
  private static final int LINES = 23;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);
  private final Curves curves = new Curves(Contender.labels(), 100);

  @Test
  void update_nothingLearned_printsNothing() {
    new TerminalPlot(out, COLOURED, curves).update();

    assertThat(printed()).isEmpty();
  }

  @Test
  void update_noTerminal_printsOneLineEveryTenSamples() {
    TerminalPlot plot = new TerminalPlot(out, FILE, curves);

    for (int step = 0; step <= 25; step++) {
      learn(step, step);
      plot.update();
      plot.update();
    }
    plot.finish();

    assertThat(printed().lines())
        .containsExactly(
            " 10/100  orfit 10  orfit-full 10  orfit-latest 10  orfit-random 10"
                + "  one-step-sgd 10  greedy 10  orfit-auto 10 degrees",
            " 20/100  orfit 20  orfit-full 20  orfit-latest 20  orfit-random 20"
                + "  one-step-sgd 20  greedy 20  orfit-auto 20 degrees");
  }

  @Test
  void update_terminal_redrawsInPlaceOncePerStep() {
    TerminalPlot plot = new TerminalPlot(out, PLAIN, curves);

    learn(0, 100);
    plot.update();
    assertThat(printed()).doesNotContain("\u001b[" + LINES + "A");
    assertThat(printed().lines().filter(line -> line.endsWith("\u001b[K"))).hasSize(LINES);
    bytes.reset();
    plot.update();
    assertThat(printed()).isEmpty();
    learn(1, 100);
    plot.update();

    assertThat(printed()).startsWith("\u001b[?7l\u001b[" + LINES + "A\r").endsWith("\u001b[?7h");
  }

  @Test
  void lines_noColour_hasNoEscapeAndFitsEightyColumns() {
    learn(0, 100);
    learn(100, 20);

    List<String> lines = new PlotFrame(curves, PLAIN).lines();

    assertThat(lines).hasSize(LINES).allMatch(line -> line.length() <= 79);
    assertThat(lines).allMatch(line -> line.chars().allMatch(c -> c >= ' ' && c < 127));
    assertThat(lines.get(0)).startsWith("Test error in degrees").endsWith("100 samples learned");
    assertThat(lines.get(1)).startsWith(" 120 +");
    assertThat(lines.get(17)).startsWith("   0 +");
    assertThat(lines.get(19)).isEqualTo(STEPS);
    assertThat(lines.get(20)).contains("O orfit         20.0   F orfit-full    20.0");
    assertThat(lines.get(22)).contains("A orfit-auto    20.0");
  }

  @Test
  void lines_methodsOnOnePlace_showTheFirst() {
    learn(0, 60);

    // 60 of 120 degrees is the middle of 17 rows
    assertThat(new PlotFrame(curves, PLAIN).lines().get(9)).startsWith("  60 +O");
  }

  @Test
  void lines_hugeOrNotANumber_stickToTheTop() {
    curves.put("orfit", 0, new Errors(Double.NaN, 0, 0));
    curves.put("greedy", 100, new Errors(1e300, 0, 0));

    String top = new PlotFrame(curves, PLAIN).lines().get(1);

    assertThat(top).startsWith(" 240 +O").endsWith("G");
  }

  @Test
  void lines_coloured_useTheColourOfTheMethod() {
    learn(0, 60);

    assertThat(String.join("", new PlotFrame(curves, COLOURED).lines()))
        .contains("\u001b[1;38;5;32mO\u001b[0m")
        .contains("\u001b[1;38;5;32mO orfit")
        .contains("┤");
  }

  private static final String STEPS =
      "      0            20           40           60           80          100";

  private void learn(int step, double degrees) {
    for (String method : curves.methods()) {
      curves.put(method, step, new Errors(degrees, 0, 0));
    }
  }

  private String printed() {
    return bytes.toString(UTF_8);
  }
}
