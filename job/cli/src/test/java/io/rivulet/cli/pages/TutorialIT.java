package io.rivulet.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.local.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of the tutorial in its order and holds the answers against those shown. The
 * Python programs run where {@code confluent-kafka} is installed, and are compiled where Python is.
 */
class TutorialIT {

  private static final Pattern PYTHON =
      Pattern.compile("<!-- python:begin -->\n(.*?)<!-- python:end -->\n", Pattern.DOTALL);

  private static final String COMPILED = "```sh\npython3 -m py_compile *.py\n```\n";
  private static final String ADDRESS = "127.0.0.1:9092";
  private static final String FOUND =
      "$(scripts/rivulet status --json | sed 's/.*\"bootstrapServers\" *: *\"\\([^\"]*\\)\".*/\\1/p;d')";

  @TempDir private Path folder;

  @Test
  void tutorial_fromAnEmptyFolder_answersAsShown() throws Exception {
    Page tutorial = tutorial();
    String script =
        String.join("\n", tutorial.blocks("sh").stream().flatMap(List::stream).toList())
            .replace("/path/to/rivulet", Home.find().checkout().toString())
            .replace(ADDRESS, FOUND);

    List<String> said = Shell.lines(Shell.in(folder).run(script));

    for (List<String> shown : tutorial.blocks("text")) {
      List<String> lines = Shell.lines(String.join("\n", shown));
      assertThat(said).containsSequence(lines);
      said = said.subList(said.indexOf(lines.get(0)) + 1, said.size());
    }
  }

  /** The part with commands, and of the programs as much as can run here. */
  private Page tutorial() throws IOException, InterruptedException {
    String part = Page.of("job/TUTORIAL.md").marked("tutorial");
    return new Page(
        Path.of("job/TUTORIAL.md"), PYTHON.matcher(part).replaceAll(programs()).lines().toList());
  }

  private String programs() throws IOException, InterruptedException {
    if (takes("import confluent_kafka")) {
      return "$1";
    }
    return takes("pass") ? COMPILED : "";
  }

  private boolean takes(String program) throws IOException, InterruptedException {
    String python = "python3 -c '" + program + "' 2>/dev/null && echo yes || echo no";
    return Shell.in(folder).run(python).strip().equals("yes");
  }
}
