package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.console.Exit;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class RivuletTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void execute_noCommand_showsUsageOnStandardErrorOnly() {
    assertThat(execute()).isEqualTo(Exit.REFUSED);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("Usage: rivulet").contains("Exit codes:");
  }

  @Test
  void execute_unknownCommand_namesTheNearest() {
    assertThat(execute("statsu")).isEqualTo(Exit.REFUSED);

    assertThat(err.toString())
        .contains("'statsu'")
        .contains("rivulet status")
        .doesNotContain("\tat ");
  }

  @Test
  void execute_failingCommand_printsOneLine() {
    assertThat(execute("logs", "--dir", "/nowhere/at/all")).isEqualTo(Exit.FAILED);

    assertThat(err.toString().lines())
        .containsExactly("rivulet: no log yet in /nowhere/at/all; start the platform with 'up'");
  }

  @Test
  void execute_failingCommandWithDebug_printsTheStackTraceToo() {
    assertThat(execute("logs", "--debug", "--dir", "/nowhere/at/all")).isEqualTo(Exit.FAILED);

    assertThat(err.toString()).contains("\tat io.rivulet.cli.local.LogsCommand");
  }

  @Test
  void execute_failingCommandAsJson_answersWithOneDocument() throws Exception {
    assertThat(execute("weights", "get", "m", "--json", "--dir", "/nowhere"))
        .isEqualTo(Exit.FAILED);

    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.path("error").asText()).startsWith("no broker is known: give");
    assertThat(answer.path("exitCode").asInt()).isEqualTo(Exit.FAILED);
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("rivulet: no broker is known: give");
  }

  @Test
  void execute_wrongUseAsJson_answersWithOneDocument() throws Exception {
    assertThat(execute("status", "--json", "--nonsense")).isEqualTo(Exit.REFUSED);

    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.path("error").asText()).contains("--nonsense");
    assertThat(answer.path("exitCode").asInt()).isEqualTo(Exit.REFUSED);
  }

  @Test
  void execute_failingCommandWithoutJson_leavesStandardOutputEmpty() {
    assertThat(execute("weights", "get", "m", "--dir", "/nowhere")).isEqualTo(Exit.FAILED);

    assertThat(out.toString()).isEmpty();
  }

  private int execute(String... arguments) {
    return Rivulet.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
