package io.rivulet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's commands as they stand there and holds their answers against those shown. */
class ReadmeIT {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- example:begin -->\n```sh\n(.*?)```\n<!-- example:end -->.*?```text\n(.*?)```",
          Pattern.DOTALL);

  @TempDir private Path folder;

  @BeforeEach
  void linkScripts() throws IOException {
    Files.createSymbolicLink(folder.resolve("scripts"), Home.find().checkout().resolve("scripts"));
  }

  @Test
  void example_ofTheReadme_answersAsShown() throws Exception {
    Matcher example = shown(EXAMPLE);

    String said = run("set -e\n" + example.group(1));

    assertThat(lines(said)).containsSequence(lines(example.group(2)));
  }

  private static Matcher shown(Pattern part) throws IOException {
    Matcher shown = part.matcher(Files.readString(Home.find().checkout().resolve("README.md")));
    assertThat(shown.find()).as("the README shows " + part).isTrue();
    return shown;
  }

  private String run(String script) throws IOException, InterruptedException {
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-c", script)
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

  /** Lines without their numbers, checksums and widths of columns. */
  private static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.replaceAll("[0-9a-f]{8,}|[0-9.]+", "#").replaceAll(" +", " ").strip())
        .toList();
  }
}
