package io.rivulet.experiment.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  @Test
  void of_terminal_redrawsInColour() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm"), UTF_8))
        .isEqualTo(new Terminal(true, true, true));
  }

  @Test
  void of_noColor_redrawsWithout() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1"), UTF_8))
        .isEqualTo(new Terminal(true, false, true));
  }

  @Test
  void of_emptyNoColor_isNotSet() {
    assertThat(Terminal.of(true, Map.of("TERM", "xterm", "NO_COLOR", ""), UTF_8).colours())
        .isTrue();
  }

  @Test
  void of_dumbOrNoTerminal_printsLines() {
    Terminal lines = new Terminal(false, false, false);

    assertThat(Terminal.of(false, Map.of("TERM", "xterm"), US_ASCII)).isEqualTo(lines);
    assertThat(Terminal.of(true, Map.of("TERM", "dumb"), US_ASCII)).isEqualTo(lines);
    assertThat(Terminal.of(true, Map.of(), US_ASCII)).isEqualTo(lines);
  }
}
