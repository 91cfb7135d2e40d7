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

/** The examples of the pages answer as is shown there. */
final class ExamplesTest {

  private static final String HEADING = "## Example";
  private static final String SPEC = "{\"learner\":";
  private static final Path LEARNERS = Path.of("operators", "learners", "docs");

  @TempDir private Path folder;

  static List<Page> pages() throws IOException {
    return Page.all().stream().filter(page -> page.lines().contains(HEADING)).toList();
  }

  @Test
  void everyLearner_hasAnExampleOnAPageOfItsOwn() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Page page : pages()) {
      if (page.path().startsWith(LEARNERS)) {
        shown.add(page.path().getFileName().toString().replace(".md", ""));
      }
    }

    assertThat(shown).isEqualTo(Catalogue.names());
  }

  /** A block that is a spec has its samples in the next, and a text says what comes of them. */
  @ParameterizedTest
  @MethodSource("pages")
  void example_replayed_endsAsShown(Page page) throws IOException {
    Page example = after(page);
    List<List<String>> json = example.blocks("json");
    int shown = 0;
    for (int i = 0; i < json.size(); i++) {
      if (json.get(i).get(0).startsWith(SPEC)) {
        assertThat(example.blocks("text").get(shown))
            .isEqualTo(replayed(json.get(i), json.get(i + 1)));
        shown++;
      }
    }
    assertThat(shown).isPositive();
  }

  /** The last weight record, and all predictions. */
  private List<String> replayed(List<String> fields, List<String> lines) throws IOException {
    Path spec = Files.write(folder.resolve("spec.json"), fields);
    Path samples = Files.write(folder.resolve("samples.jsonl"), lines);
    Path weights = folder.resolve("weights.jsonl");
    Path predictions = folder.resolve("predictions.jsonl");

    replay(spec, samples, weights, predictions);

    List<String> said = new ArrayList<>();
    List<String> published = Files.readAllLines(weights);
    said.add(published.get(published.size() - 1));
    said.addAll(Files.readAllLines(predictions));
    return said;
  }

  private static Page after(Page page) {
    int begin = page.lines().indexOf(HEADING);
    return new Page(page.path(), page.lines().subList(begin, page.lines().size()));
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
