package io.rivulet.cli.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command has printed. */
record Command(String out, String err) {

  /** Runs a command that ends with 0. */
  static String succeeds(String... command) {
    return ends(0, command).out();
  }

  /** Runs a command that ends with this code. */
  static Command ends(int exitCode, String... command) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(command);
    assertThat(code).as(String.join(" ", command) + "\n" + err).isEqualTo(exitCode);
    return new Command(out.toString().strip(), err.toString());
  }
}
