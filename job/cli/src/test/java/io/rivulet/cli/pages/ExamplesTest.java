package io.rivulet.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.learner.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * The examples of the pages, below headings that begin with this word, answer as is shown there.
 */
final class ExamplesTest {

  private static final String HEADING = "## Example";
  private static final Path LEARNERS = Path.of("operators", "learners", "docs");

  @TempDir private Path folder;

  /** What stands from the heading of an example to the end of its page. */
  static List<Page> examples() throws IOException {
    List<Page> examples = new ArrayList<>();
    for (Page page : Page.all()) {
      List<String> lines = page.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).equals(HEADING) || lines.get(i).startsWith(HEADING + " ")) {
          examples.add(new Page(page.path(), lines.subList(i, lines.size())));
        }
      }
    }
    return examples;
  }

  @Test
  void everyLearner_hasAnExampleOnAPageOfItsOwn() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Page page : examples()) {
      if (page.path().startsWith(LEARNERS)) {
        shown.add(page.path().getFileName().toString().replace(".md", ""));
      }
    }

    assertThat(shown).isEqualTo(Catalogue.names());
  }

  /** The first block is the spec, the second its samples, the text what comes of them. */
  @ParameterizedTest
  @MethodSource("examples")
  void example_replayed_endsAsShown(Page example) throws IOException {
    Path spec = Files.write(folder.resolve("spec.json"), example.blocks("json").get(0));
    Path samples = Files.write(folder.resolve("samples.jsonl"), example.blocks("json").get(1));
    Path weights = folder.resolve("weights.jsonl");
    Path predictions = folder.resolve("predictions.jsonl");

    replay(spec, samples, weights, predictions);

    List<String> said = new ArrayList<>();
    List<String> published = Files.readAllLines(weights);
    said.add(published.get(published.size() - 1));
    said.addAll(Files.readAllLines(predictions));
    assertThat(example.blocks("text").get(0)).isEqualTo(said);
  }

  private static void replay(Path spec, Path samples, Path weights, Path predictions) {
    CommandLine line = Rivulet.commandLine().setErr(new PrintWriter(new StringWriter()));
    int exit =
        line.execute(
            "replay",
            "--spec=" + spec,
            "--samples=" + samples,
            "--weights=" + weights,
            "--predictions=" + predictions);
    assertThat(exit).isZero();
  }
}
