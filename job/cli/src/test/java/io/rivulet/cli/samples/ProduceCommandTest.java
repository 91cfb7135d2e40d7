package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.kafka.CommandAccess;
import io.rivulet.cli.kafka.KafkaCommandTest;
import io.rivulet.client.topic.ClusterAccess;
import io.rivulet.client.topic.TopicReader;
import io.rivulet.client.topic.WeightTopicReader;
import io.rivulet.testing.Loopback;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  void check_goodFile_countsAndAsksNoCluster() throws IOException {
    Run run = runBare("produce", "--check", "--file", file("{\"y\":NaN}\n\n{}\n"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("3 lines: 2 samples, 0 refused\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void check_linesThatAreNoJson_areRefusedWithTheirNumbers() throws IOException {
    String lines = "{}\nnot json\n[1]\n{\"a\":1\n{\"a\":1} x\n{\"a\":1}\n";

    Run run = runBare("produce", "--check", "--file", file(lines));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEqualTo("6 lines: 2 samples, 4 refused\n");
    assertThat(run.err().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains(" is not a JSON object: "))
        .extracting(line -> line.replaceAll("line (\\d+) .*", "$1"))
        .containsExactly("2", "3", "4", "5");
  }

  @Test
  void check_afterSkip_keepsTheNumbersOfTheFile() throws IOException {
    Run run = runBare("produce", "--check", "--skip", "1", "--file", file("no\n{}\nno\n"));

    assertThat(run.err()).startsWith("line 3 is").doesNotContain("line 1 ");
  }

  @Test
  void check_asJson_isOneDocument() throws IOException {
    Run run = runBare("produce", "--check", "--json", "--file", file("{}\nno\n"));

    JsonNode answer = new ObjectMapper().readTree(run.out());
    assertThat(answer.path("lines").asLong()).isEqualTo(2);
    assertThat(answer.path("samples").asLong()).isEqualTo(1);
    assertThat(answer.path("refused").asLong()).isEqualTo(1);
    assertThat(answer.at("/findings/0/line").asLong()).isEqualTo(2);
  }

  @Test
  void check_manyBadLines_namesTheFirstHundred() throws IOException {
    Run run = runBare("produce", "--check", "--file", file("no\n".repeat(103)));

    assertThat(run.out()).isEqualTo("103 lines: 0 samples, 103 refused\n");
    assertThat(run.err().lines()).hasSize(101).endsWith("and 3 more lines");
  }

  @Test
  void check_raw_refusesNothing() throws IOException {
    Run run = runBare("produce", "--check", "--raw", "--file", file("no\n"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("1 lines: 1 samples, 0 refused\n");
  }

  @Test
  void interrupt_whileInputIsAwaited_saysHowManyAreAcknowledged() throws Exception {
    createTopics(2);
    Process produce = produceFromStandardInput();
    try (OutputStream in = produce.getOutputStream()) {
      in.write(bytes("{\"model\":\"a\"}\n\n{\"model\":\"b\"}\n{\"model\":\"c\"}\n"));
      in.flush();
      awaitSamples(3);

      String signal = ignoresInterrupt() ? "TERM" : "INT";
      new ProcessBuilder("kill", "-" + signal, "" + produce.pid()).start().waitFor();

      assertThat(produce.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(produce.exitValue()).isEqualTo(signal.equals("INT") ? 130 : 143);
    }
    assertThat(Files.readString(dir.resolve("err")))
        .contains(
            "interrupted; "
                + prefix()
                + "samples: 3 samples acknowledged, all of them up to line 4; go on with --skip 4");
  }

  private Process produceFromStandardInput() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.rivulet.cli.Rivulet",
            "produce",
            "--file",
            "-",
            "--bootstrap-servers",
            bootstrapServers(),
            "--prefix",
            prefix())
        .redirectOutput(dir.resolve("out").toFile())
        .redirectError(dir.resolve("err").toFile())
        .start();
  }

  private void awaitSamples(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (samples().size() < count) {
      assertThat(System.nanoTime()).as("samples in time").isLessThan(deadline);
    }
  }

  /** A shell starts what it puts in the background deaf to Ctrl-C, and its children inherit it. */
  private static boolean ignoresInterrupt() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    try (var lines = Files.lines(status)) {
      String ignored = lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
      return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 2) != 0;
    }
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

  private String file(String content) throws IOException {
    return Files.writeString(dir.resolve("samples.jsonl"), content).toString();
  }

  private List<ConsumerRecord<byte[], byte[]>> samples() {
    ClusterAccess access = CommandAccess.with(client(), ClusterAccess.DEFAULT_TIMEOUT);
    List<ConsumerRecord<byte[], byte[]>> samples = new ArrayList<>();
    try (TopicReader reader = TopicReader.ofAll(access, prefix() + "samples")) {
      reader.readToEnd(samples::add, (done, total) -> {});
    }
    return samples;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }
}
