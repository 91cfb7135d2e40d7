package io.rivulet.cli.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.wire.raw.RawNumbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What {@code produce} and {@code samples export} do when the configuration has format: raw. */
final class RawCommandsTest extends ProducingTest {

  private static final String MODELS =
      """
      format: raw
      models:
        - {match: "pump-*", spec: {learner: rls, dimension: 2}}
        - {match: "site-*", spec: {learner: laplace, dimension: 2, classes: [dry, wet], window: 5}}
      """;

  @Test
  void produce_samples_areNumbersWithHeaders() throws Exception {
    createTopics(1);

    Run run =
        run(
            "produce",
            "--config",
            config(MODELS),
            "--file",
            file(
                """
                {"model":"pump-7","id":"s","op":"learn","x":[0.1,-2],"y":[3],"weight":0.5,"ts":17}
                {"model":"pump-7","x":[1,2]}
                {"model":"site-1","x":[1,2],"label":1}
                {"model":"pump-7","op":"label","id":"s","y":5}
                """));

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(samples())
        .extracting(sample -> RawNumbers.read(sample.value()))
        .containsExactly(
            new double[] {0.1, -2, 3},
            new double[] {1, 2},
            new double[] {1, 2, 1},
            new double[] {5});
    ConsumerRecord<byte[], byte[]> first = samples().get(0);
    assertThat(header(first, "rivulet-id")).isEqualTo("s");
    assertThat(header(first, "rivulet-op")).isEqualTo("learn");
    assertThat(header(first, "rivulet-ts")).isEqualTo("17");
    assertThat(header(first, "rivulet-weight")).isEqualTo("0.5");
    assertThat(header(samples().get(1), "rivulet-op")).as("a question").isEqualTo("predict");
    assertThat(text(samples().get(2).key())).isEqualTo("site-1");
    assertThat(header(samples().get(2), "rivulet-op")).isEqualTo("learn");
  }

  /** What has no target to leave out is learned, and what has no spec is left to the job. */
  @Test
  void produce_linesWithoutTargetOfOtherModels_sayWhatTheirSpecsImply() throws Exception {
    createTopics(1);
    String models =
        MODELS
            + "  - {match: 'flow', spec: {learner: matrix-flow, dimension: 2, time: 1, initialScale: 1}}\n";

    Run run =
        run(
            "produce",
            "--config",
            config(models),
            "--file",
            file("{\"model\":\"flow\",\"x\":[1,2]}\n{\"model\":\"other\",\"x\":[1,2]}\n"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(header(samples().get(0), "rivulet-op")).isEqualTo("learn");
    assertThat(samples().get(1).headers()).isEmpty();
  }

  @Test
  void produce_whatNumbersCannotSay_isRefusedByLine() throws Exception {
    createTopics(1);

    Run run =
        run(
            "produce",
            "--config",
            config(MODELS),
            "--file",
            file("{\"model\":\"pump-7\",\"x\":[1,2],\"y\":3}\n{\"x\":{\"temp\":1},\"y\":3}\n"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("line 2 cannot be sent with format: raw: x is named");
    assertThat(run.out()).contains("1 samples acknowledged").contains("--skip 1");
  }

  @Test
  void check_whatNumbersCannotSay_isRefusedWithoutABroker() throws Exception {
    String lines = "{\"x\":[1,2],\"y\":3}\n{\"x\":{\"temp\":1},\"y\":3}\n[1]\n";

    Run run = runBare("produce", "--check", "--config", config(MODELS), "--file", file(lines));

    assertThat(run.out()).isEqualTo("3 lines: 1 samples, 2 refused\n");
    assertThat(run.err())
        .contains("line 2 cannot be sent with format: raw: x is named")
        .contains("line 3 cannot be sent with format: raw: ");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void check_lineLongerThanARecord_isJudgedByItsNumbers() throws Exception {
    String x = "0.12345678901234567,".repeat(60_000);
    String line = "{\"x\":[" + x + "1],\"y\":3}\n";

    Run run = runBare("produce", "--check", "--config", config(MODELS), "--file", file(line));

    assertThat(line.length()).isGreaterThan(1 << 20);
    assertThat(run.out()).isEqualTo("1 lines: 1 samples, 0 refused\n");
  }

  @Test
  void export_rawSamples_areTheLinesThatWereSent() throws Exception {
    createTopics(1);
    String lines =
        """
        {"model":"pump-7","id":"s","op":"learn","x":[0.1,-2.0],"y":[3.0],"weight":0.5,"ts":17}
        {"model":"site-1","op":"learn","x":[1.0,1.0E-7],"label":"wet","ts":18}
        """;
    Run sent =
        run(
            "produce",
            "--config",
            config(MODELS),
            "--file",
            file(lines.replace("\"wet\"", "1") + "{\"model\":\"other\",\"x\":[1],\"y\":1}\n"));
    assertThat(sent.exitCode()).isZero();
    Path exported = dir.resolve("exported.jsonl");

    Run run = run("samples", "export", "--config", config(MODELS), "--to", exported.toString());

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(exported)).isEqualTo(lines);
    assertThat(run.err())
        .contains("wrote 2 samples")
        .contains("left out 1 record, UNKNOWN_MODEL, the first at ");
  }

  @Test
  void export_rawSamplesWithoutSpecs_isRefused() throws Exception {
    createTopics(1);

    Run run = run("samples", "export", "--config", config("format: raw\n"), "--to", "-");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("only the specs of 'models' say how many of the numbers are x");
  }

  private String config(String text) throws IOException {
    return Files.writeString(dir.resolve("job.yaml"), text).toString();
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
