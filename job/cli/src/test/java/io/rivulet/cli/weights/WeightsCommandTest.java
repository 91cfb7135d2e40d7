package io.rivulet.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code weights export}, and what the commands on weights have in common. */
final class WeightsCommandTest extends WeightsTopicTest {

  @Test
  void weights_alone_printsHelp() {
    Run run = runBare("weights");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("get").contains("watch").contains("export");
  }

  /** A tombstone of a stranger hides the model until its next published version. */
  @Test
  void tombstone_thenALaterVersion_hidesAndBringsBack() throws Exception {
    createTopics(1);
    publish(record("m", 3, 7, 0.5));
    publish(record("other", 1, 1, 2));
    send("weights", "m", null);

    Run hidden = run("weights", "get", "m");
    Run asked = run("predict", "m", "--x", "3");
    Run others = run("weights", "export");
    publish(record("m", 3, 8, 0.25));
    Run back = run("weights", "get", "m", "--json");
    Run answered = run("predict", "m", "--x", "3");
    Run all = run("weights", "export");
    Run watched = run("weights", "watch", "m", "--until-end");

    String what =
        "no weights of model 'm'; its newest record, at "
            + prefix()
            + "weights 0:2, is a tombstone";
    assertThat(hidden.exitCode()).isEqualTo(1);
    assertThat(hidden.err()).contains(what).contains("the next version that the job publishes");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains(what);
    assertThat(others.out()).isEqualTo(json(record("other", 1, 1, 2)) + "\n");
    assertThat(back.out()).isEqualTo(json(record("m", 3, 8, 0.25)) + "\n");
    assertThat(answered.out()).isEqualTo("0.75\n");
    assertThat(all.out().lines())
        .containsExactly(json(record("m", 3, 8, 0.25)), json(record("other", 1, 1, 2)));
    assertThat(watched.out().lines())
        .containsExactly(
            "m sgd 3.7 samples=7 shape=1x1 w=[0.5]",
            "m deleted",
            "m sgd 3.8 samples=8 shape=1x1 w=[0.25]");
  }

  @Test
  void export_noModels_isEmpty() {
    createTopics(2);

    Run run = run("weights", "export", "--json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
  }

  @Test
  void export_manyModels_areSortedAndNewest(@TempDir Path dir) throws Exception {
    createTopics(3);
    publish(record("b", 1, 1, 1));
    publish(record("c", 1, 1, 1));
    publish(record("a", 1, 1, 1));
    publish(record("b", 1, 2, 2));
    send("weights", "c", null);
    Path file = dir.resolve("weights.jsonl");
    String expected = json(record("a", 1, 1, 1)) + "\n" + json(record("b", 1, 2, 2)) + "\n";

    Run printed = run("weights", "export");
    Run written = run("weights", "export", "--out", file.toString());

    assertThat(printed.out()).isEqualTo(expected);
    assertThat(written.out()).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  @Test
  void export_to_isTheNameThatOtherExportsHave(@TempDir Path dir) throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 1));
    Path file = dir.resolve("weights.jsonl");

    assertThat(run("weights", "export", "--to", file.toString()).exitCode()).isZero();

    assertThat(file).hasContent(json(record("a", 1, 1, 1)));
  }

  @Test
  void export_existingFile_isReplacedWithoutBeingTouched(@TempDir Path dir) throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 1));
    Path file = Files.writeString(dir.resolve("weights.jsonl"), "before\n");
    try (InputStream before = Files.newInputStream(file)) {
      assertThat(run("weights", "export", "--out", file.toString()).exitCode()).isZero();

      assertThat(before.readAllBytes()).isEqualTo(bytes("before\n"));
    }
    assertThat(file).hasContent(json(record("a", 1, 1, 1)));
  }
}
