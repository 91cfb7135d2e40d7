package io.rivulet.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProduceCommandTest extends KafkaCommandTest {

  @TempDir private Path dir;

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

    Run run = run("produce", "--file", file(String.join("\n\n \r\n", lines)));

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
    assertThat(run.out()).contains(": 1 samples acknowledged");
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
    String nowhere = "127.0.0.1:" + CommandBroker.freePort();

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

  private String file(String content) throws IOException {
    return Files.writeString(dir.resolve("samples.jsonl"), content).toString();
  }

  private List<ConsumerRecord<byte[], byte[]>> samples() {
    KafkaAccess access = new KafkaAccess(client(), KafkaAccess.DEFAULT_TIMEOUT);
    List<ConsumerRecord<byte[], byte[]>> samples = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(access, prefix() + "samples")) {
      reader.readToEnd(samples::add);
    }
    return samples;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
