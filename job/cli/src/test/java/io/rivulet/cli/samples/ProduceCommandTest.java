package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.testing.Loopback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What {@code produce} sends to the samples topic, and what it says about it. */
final class ProduceCommandTest extends ProducingTest {

  @Test
  void produce_emptyFile_sendsNothing() throws IOException {
    createTopics(1);

    Run run = run("produce", "--file", file(""));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(prefix() + "samples: 0 samples acknowledged\n");
  }

  @Test
  void produce_lines_keepOrderKeyAndBytes() throws IOException {
    createTopics(1);
    String[] lines = {
      "{\"model\":\"a\",\"x\":[1],\"y\":2}",
      "{\"x\":[1], \"y\": 1e999 }\t",
      "{\"y\":NaN,\"model\":\"b\"}",
      "{\"model\":7,\"x\":[1]}",
      "not json",
      "[{\"model\":\"a\"}]",
      "{\"model\":\"a\",\"model\":\"a\"}",
      "{\"model\":\"\u00e9\"}\r",
      "{\"model\":null,\"x\":[1]}",
      "\ufeff{\"model\":\"c\"}",
    };

    Run run = run("produce", "--raw", "--file", file(String.join("\n\n \r\n", lines)));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(": 10 samples acknowledged");
    assertThat(samples()).extracting(sample -> text(sample.value())).containsExactly(lines);
    assertThat(samples())
        .extracting(sample -> text(sample.key()))
        .containsExactly(
            "a", "default", "b", null, "default", "default", "default", "\u00e9", "default", "c");
  }

  @Test
  void produce_lineThatIsNoJson_stopsThereAndSaysHowToGoOn() throws IOException {
    createTopics(1);
    String lines = "{\"y\":1}\n\n{\"y\":2}\nnot json\n{\"y\":3}\n";

    Run run = run("produce", "--file", file(lines));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("line 4 is not a JSON object: Unrecognized token 'not'");
    assertThat(run.out())
        .isEqualTo(
            prefix()
                + "samples: 2 samples acknowledged, all of them up to line 3; go on with --skip 3\n");
    assertThat(samples())
        .extracting(sample -> text(sample.value()))
        .containsExactly("{\"y\":1}", "{\"y\":2}");
  }

  @Test
  void produce_lineThatIsNoJsonAsJson_answersWithOneDocument() throws IOException {
    createTopics(1);

    Run run = run("produce", "--json", "--file", file("{\"y\":1}\n[1]\n"));

    assertThat(run.exitCode()).isEqualTo(2);
    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.path("error").asText()).startsWith("line 2 is not a JSON object");
    assertThat(answer.path("exitCode").asInt()).isEqualTo(2);
    assertThat(answer.path("acknowledged").asLong()).isEqualTo(1);
    assertThat(answer.path("skip").asLong()).isEqualTo(1);
  }

  @Test
  void produce_skip_leavesOutThatManyLines() throws IOException {
    createTopics(1);
    String lines = "not json\n\n{\"y\":1}\n{\"y\":2}\n{\"y\":3}\n";

    Run run = run("produce", "--skip", "3", "--file", file(lines));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(": 2 samples acknowledged");
    assertThat(samples())
        .extracting(sample -> text(sample.value()))
        .containsExactly("{\"y\":2}", "{\"y\":3}");
  }

  @Test
  void produce_skipOfEveryLine_sendsNothing() throws IOException {
    createTopics(1);

    assertThat(run("produce", "--skip", "2", "--file", file("{}\n{}\n")).out())
        .contains(": 0 samples acknowledged");
  }

  @Test
  void produce_skipBeyondTheFile_isRefused() throws IOException {
    Run run = run("produce", "--skip", "3", "--file", file("{}\n{}\n"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--skip 3 is more than the 2 lines of ");
  }

  @Test
  void produce_negativeSkip_isRefused() throws IOException {
    Run run = run("produce", "--skip", "-1", "--file", file("{}"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--skip must be at least 0, got -1");
  }

  @Test
  void produce_severalPartitions_followTheDefaultPartitioner() throws IOException {
    createTopics(4);

    run("produce", "--model", "m", "--file", file("{\"model\":\"pump-1\"}\n{}\n{\"model\":\"z\"}"));

    assertThat(samples())
        .hasSize(3)
        .allSatisfy(
            sample ->
                assertThat(sample.partition())
                    .isEqualTo(WeightTopicReader.partition(text(sample.key()), 4)));
    assertThat(samples()).extracting(sample -> text(sample.key())).contains("m");
  }

  @Test
  void produce_standardInputAndJson_countsInOneDocument() {
    createTopics(1);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(bytes("{}\n{}\n")));
    Run run;
    try {
      run = run("produce", "--file", "-", "--rate", "1000", "--json");
    } finally {
      System.setIn(before);
    }

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("{\"topic\":\"" + prefix() + "samples\",\"acknowledged\":2}\n");
  }

  @Test
  void produce_sampleLargerThanTheTopicTakes_failsAndCountsTheOthers() throws IOException {
    createTopics(1);
    String large = "{\"id\":\"" + "x".repeat(2 << 20) + "\"}";

    Run run = run("produce", "--file", file("{}\n" + large));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(": 1 samples acknowledged, all of them up to line 1; go on with --skip 1");
    assertThat(run.err()).contains("larger than topic " + prefix() + "samples accepts");
  }

  @Test
  void produce_noTopic_saysHowToMakeIt() throws IOException {
    Run run = run("produce", "--file", file("{}"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("topic " + prefix() + "samples does not exist; run 'rivulet topics create'");
  }

  @Test
  void produce_nobodyThere_namesTheAddress() throws IOException {
    String nowhere = Loopback.freeAddress();

    Run run =
        runBare("produce", "--file", file("{}"), "--bootstrap-servers", nowhere, "--timeout", "1");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no broker answered at " + nowhere + " within 1s");
  }

  @Test
  void produce_noFile_fails() {
    Run run = run("produce", "--file", dir.resolve("missing.jsonl").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("the samples cannot be read").contains("missing.jsonl");
  }

  @Test
  void produce_rateOfZero_isRefused() throws IOException {
    Run run = run("produce", "--file", file("{}"), "--rate", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--rate must be above 0");
  }
}
