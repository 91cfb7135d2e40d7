package io.rivulet.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs commands of a page in a folder, with a local platform that lives there. */
record Shell(Path folder) {

  private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+(E-?\\d+)?");
  private static final MathContext SHOWN = new MathContext(6);

  /** Stops at the first command that fails, and then leaves nothing running. */
  private static final String FIRST =
      "set -e\ntrap 'end=$?; [ $end = 0 ] || scripts/rivulet down --now >&2; exit $end' EXIT\n";

  static Shell in(Path folder) {
    return new Shell(folder);
  }

  /** With the folder {@code scripts} of the checkout in it. */
  Shell withScripts() throws IOException {
    Files.createSymbolicLink(folder.resolve("scripts"), Home.find().checkout().resolve("scripts"));
    return this;
  }

  /** What a script says on standard output; it must end well, in minutes. */
  String run(String script) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", FIRST + script)
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile());
    bash.environment().put("RIVULET_DIR", folder.resolve("platform").toString());
    Process process = bash.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    String said = Files.readString(folder.resolve("out"));
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said + Files.readString(folder.resolve("err"))).isZero();
    return said;
  }

  /** Lines without times, checksums and widths of columns, their numbers to six digits. */
  static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME"))
        .map(line -> line.replaceAll("\\b(?=[a-f]*\\d)[0-9a-f]{8,}\\b", "HASH"))
        .map(line -> NUMBER.matcher(line).replaceAll(number -> shown(number.group())))
        .map(line -> line.replaceAll(" +", " ").strip())
        .toList();
  }

  private static String shown(String number) {
    return new BigDecimal(number).round(SHOWN).stripTrailingZeros().toPlainString();
  }
}
