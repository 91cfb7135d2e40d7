package io.rivulet.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void stage_elsewhere_isOneLineEach() {
    try (var progress = new Progress(printer(), false)) {
      progress.stage("first");
      progress.stage("second", 10);
      progress.advanceTo(10);
    }

    assertThat(text().lines()).containsExactly("first", "second");
  }

  @Test
  void stage_onATerminal_paintsABarOfItsSteps() {
    try (var progress = new Progress(printer(), true)) {
      progress.stage("feeding", 4);
      progress.advanceTo(2);
      progress.paint();
    }

    assertThat(text())
        .contains("[############------------] 50 %")
        .containsPattern("feeding \\(.* s\\)");
  }

  @Test
  void above_onATerminal_hasALineOfItsOwn() {
    try (var progress = new Progress(printer(), true)) {
      progress.stage("feeding", 4);
      progress.above(() -> printer().println("refused"));
      progress.paint();
    }

    assertThat(text()).contains("\r\033[Krefused\n").containsPattern("refused\n\r\033\\[Kfeeding");
  }

  @Test
  void above_elsewhere_isPrintedAlone() {
    try (var progress = new Progress(printer(), false)) {
      progress.stage("feeding", 4);
      progress.above(() -> printer().println("refused"));
    }

    assertThat(text()).isEqualTo("feeding\nrefused\n");
  }

  private PrintStream printer() {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
