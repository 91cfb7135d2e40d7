package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RivuletTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void execute_noCommand_showsUsageOnStandardErrorOnly() {
    assertThat(execute()).isEqualTo(Rivulet.REFUSED);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("Usage: rivulet").contains("Exit codes:");
  }

  @Test
  void execute_unknownCommand_namesTheNearest() {
    assertThat(execute("statsu")).isEqualTo(Rivulet.REFUSED);

    assertThat(err.toString())
        .contains("'statsu'")
        .contains("rivulet status")
        .doesNotContain("\tat ");
  }

  @Test
  void execute_failingCommand_printsOneLine() {
    assertThat(execute("logs", "--dir", "/nowhere/at/all")).isEqualTo(Rivulet.FAILED);

    assertThat(err.toString().lines())
        .containsExactly("rivulet: no log yet in /nowhere/at/all; start the platform with 'up'");
  }

  @Test
  void execute_failingCommandWithDebug_printsTheStackTraceToo() {
    assertThat(execute("logs", "--debug", "--dir", "/nowhere/at/all")).isEqualTo(Rivulet.FAILED);

    assertThat(err.toString()).contains("\tat io.rivulet.cli.local.LogsCommand");
  }

  private int execute(String... arguments) {
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
