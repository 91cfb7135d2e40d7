package io.rivulet.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's commands as they stand there and holds their answers against those shown. */
class ReadmeIT {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "<!-- example:begin -->\n```sh\n(.*?)```\n<!-- example:end -->.*?```text\n(.*?)```",
          Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void example_ofTheReadme_answersAsShown() throws Exception {
    Matcher example = EXAMPLE.matcher(Page.of("README.md").text());
    assertThat(example.find()).as("the README shows " + EXAMPLE).isTrue();

    String said = Shell.in(folder).withScripts().run(example.group(1));

    assertThat(Shell.lines(said)).containsSequence(Shell.lines(example.group(2)));
  }
}
