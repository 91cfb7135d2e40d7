package io.rivulet.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code weights watch}: a line for each record, until it is told to end. */
final class WeightsWatchTest extends WeightsTopicTest {

  @Test
  void watch_fromBeginning_printsOneLineARecordAndDeletions() throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 0.5));
    publish(record("b", 1, 4, 0.5));
    send("weights", "b", bytes("{}"));
    send("weights", "b", null);

    Run all = run("weights", "watch", "--from-beginning", "--limit", "4");
    Run one = run("weights", "watch", "b", "--from-beginning", "--limit", "3", "--json");

    assertThat(all.out().lines())
        .containsExactly(
            "a sgd 1.1 samples=1 shape=1x1 w=[0.5]",
            "b sgd 1.4 samples=4 shape=1x1 w=[0.5]",
            "b deleted");
    assertThat(all.err()).contains(prefix() + "weights 0:2: weight record has no field 'model'");
    assertThat(one.out())
        .isEqualTo(json(record("b", 1, 4, 0.5)) + "\n{\"model\":\"b\",\"deleted\":true}\n");
  }

  @Test
  void watch_recordPublishedLater_isPrinted() throws Exception {
    createTopics(1);
    publish(record("a", 1, 1, 0.5));
    StringWriter out = new StringWriter();
    CompletableFuture<Integer> watching =
        CompletableFuture.supplyAsync(
            () ->
                Rivulet.commandLine()
                    .setOut(new PrintWriter(out, true))
                    .execute(
                        "weights",
                        "watch",
                        "--from-beginning",
                        "--limit=2",
                        "--bootstrap-servers=" + bootstrapServers(),
                        "--prefix=" + prefix()));

    publish(record("a", 1, 2, 0.5));

    assertThat(watching.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString().lines()).hasSize(2).last().asString().startsWith("a sgd 1.2 ");
  }

  @Test
  void watch_untilEnd_printsWhatIsThereAndEnds() throws Exception {
    createTopics(2);
    publish(record("a", 1, 1, 0.5));
    publish(record("b", 1, 1, 0.5));
    publish(record("a", 1, 2, 0.5));

    Run all = run("weights", "watch", "--until-end", "--json");
    Run one = run("weights", "watch", "a", "--until-end");
    Run first = run("weights", "watch", "a", "--until-end", "--limit", "1");

    assertThat(all.exitCode()).isZero();
    assertThat(all.out().lines())
        .containsExactlyInAnyOrder(
            json(record("a", 1, 1, 0.5)),
            json(record("b", 1, 1, 0.5)),
            json(record("a", 1, 2, 0.5)));
    assertThat(one.out().lines())
        .containsExactly(
            "a sgd 1.1 samples=1 shape=1x1 w=[0.5]", "a sgd 1.2 samples=2 shape=1x1 w=[0.5]");
    assertThat(first.out()).isEqualTo("a sgd 1.1 samples=1 shape=1x1 w=[0.5]\n");
  }

  @Test
  void watch_limitOfZero_isRefused() {
    assertThat(run("weights", "watch", "--limit", "0").exitCode()).isEqualTo(2);
  }
}
