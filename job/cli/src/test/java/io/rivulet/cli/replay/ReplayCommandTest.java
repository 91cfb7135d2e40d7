package io.rivulet.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import io.rivulet.wire.WeightRecordJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplayCommandTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeSpec() throws IOException {
    Files.writeString(folder.resolve("spec.json"), "{\"learner\": \"greedy\", \"dimension\": 1}");
  }

  @Test
  void replay_noSamples_writesNothing() throws IOException {
    assertThat(replay("")).isZero();

    assertThat(weights()).isEmpty();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void replay_samplesOfTwoModels_publishesEachInItsOwnVersions() throws IOException {
    int code =
        replay(
            """
            {"model": "a", "id": "1", "x": [1], "y": 2}

            {"x": [1], "y": 3}
            {"model": "a", "x": [1], "y": 4}
            """,
            "--predictions",
            folder.resolve("p.jsonl").toString());

    assertThat(code).isZero();
    assertThat(weights()).hasSize(3);
    assertThat(weights().get(0))
        .startsWith("{\"model\":\"a\",\"learner\":\"greedy\",\"incarnation\":1,\"version\":1,")
        .contains("\"previous\":null,\"shape\":[1,1],\"w\":[2.0],\"id\":\"1\"");
    assertThat(weights().get(1)).startsWith("{\"model\":\"default\"").contains("\"w\":[3.0]");
    assertThat(weights().get(2)).contains("\"version\":2,").contains("\"previous\":1,");
    assertThat(Files.readAllLines(folder.resolve("p.jsonl")).get(2))
        .isEqualTo(
            "{\"model\":\"a\",\"op\":\"learn\",\"y\":2.0,\"error\":2.0,\"incarnation\":1,\"version\":1}");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void replay_initial_writesVersionZeroBeforeTheFirstValidSample() throws IOException {
    replay("{\"x\": [1, 2], \"y\": 1}\n{\"id\": \"s\", \"x\": [1], \"y\": 1}\n", "--initial");

    assertThat(weights()).hasSize(2);
    assertThat(weights().get(0)).contains("\"version\":0,").doesNotContain("\"id\"");
    assertThat(weights().get(1)).contains("\"version\":1,").contains("\"previous\":0,");
  }

  @Test
  void replay_atMostOneEachSecond_skipsVersionsOfTheSameSecond() throws IOException {
    String samples =
        LongStream.of(0, 1, 999, 1000, 1001, 1500, 2000)
            .mapToObj("{\"x\":[1],\"y\":1,\"ts\":%d}\n"::formatted)
            .collect(Collectors.joining());
    replay(samples, "--at-most", "1s");

    assertThat(versions()).containsExactly(1L, 4L, 7L);
    replay(samples, "--at-most", "off", "--every", "3");
    assertThat(versions()).containsExactly(3L, 6L);
    for (String wrong : List.of("0s", "1", "36501d", "999999999999d")) {
      assertThat(replay(samples, "--at-most", wrong)).isEqualTo(2);
    }
  }

  @Test
  void replay_everySecond_publishesMultiplesOnly() throws IOException {
    replay("{\"x\":[1],\"y\":1}\n".repeat(5), "--every", "2");

    assertThat(weights()).hasSize(2);
    assertThat(weights().get(1)).contains("\"version\":4,").contains("\"previous\":2,");
  }

  @Test
  void replay_badLines_areNamedOnStandardErrorAndNothingElseIs() throws IOException {
    int code =
        replay(
            "{\"x\":[1],\"y\":1}\nnope\n\n{\"model\":\"b\",\"x\":[1,2],\"y\":1}\n"
                + "{\"x\":[1],\"y\":1}"
                + " ".repeat(1 << 20)
                + "\n{\"x\":[1],\"y\":1}");

    assertThat(code).isZero();
    assertThat(weights()).hasSize(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith("{\"line\":2,\"model\":null,\"reason\":\"MALFORMED\""),
            line ->
                assertThat(line).startsWith("{\"line\":4,\"model\":\"b\",\"reason\":\"DIMENSION\""),
            line ->
                assertThat(line).startsWith("{\"line\":5,\"model\":null,\"reason\":\"TOO_LARGE\""));
  }

  @Test
  void replay_warnings_areSaidOnceInTheirPlace() throws IOException {
    Files.writeString(
        folder.resolve("spec.json"),
        "{\"learner\": \"laplace\", \"dimension\": 1, \"classes\": 2, \"priorPrecision\": 0.1,"
            + " \"window\": {\"seconds\": 60}}");
    String sample = "{\"model\":\"a\",\"x\":[1],\"label\":1,\"ts\":1790000000}\n";

    assertThat(replay("nope\n" + sample + sample + sample + "nope\n")).isZero();

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"warning\":\"").doesNotContain("\"model\""),
            line -> assertThat(line).startsWith("{\"line\":1,"),
            line ->
                assertThat(line)
                    .startsWith("{\"warning\":\"ts 1790000000 ")
                    .endsWith("\"model\":\"a\"}"),
            line -> assertThat(line).startsWith("{\"line\":5,"));
  }

  @Test
  void replay_unreadableSamples_exitsOne() {
    assertThat(execute("--samples", folder.resolve("none").toString())).isEqualTo(1);
  }

  @Test
  void replay_refusedSpecOrOption_exitsTwoAndSaysWhy() throws IOException {
    Files.writeString(folder.resolve("spec.json"), "{\"learner\": \"rls\", \"dimensions\": 1}");
    assertThat(replay("")).isEqualTo(2);
    assertThat(err.toString()).contains("dimension");

    writeSpec();
    assertThat(replay("", "--every", "0")).isEqualTo(2);
    assertThat(replay("", "--sometimes")).isEqualTo(2);
  }

  @Test
  void replay_specWithSeveralFaults_namesEach() throws IOException {
    Files.writeString(
        folder.resolve("spec.json"),
        "{\"learner\":\"rls\",\"dimension\":0,\"forgetting\":2,\"foo\":1}");

    assertThat(replay("")).isEqualTo(2);
    assertThat(err.toString()).contains("3 faults", "'dimension'", "'forgetting'", "'foo'");
  }

  @Test
  void replay_specThatIsNoJson_saysLineAndColumnInPlainWords() throws IOException {
    Files.writeString(
        folder.resolve("spec.json"), "{\n  \"learner\": \"rls\",\n  \"dimension\": [1\n}\n");

    assertThat(replay("")).isEqualTo(2);
    assertThat(err.toString())
        .contains("spec.json: spec is not JSON: line 4, column 1: found \"}\"; ']' is missing")
        .doesNotContain("Source", "REDACTED");
  }

  @Test
  void replay_specWithWhatIsNoNumber_showsItAsItIs() throws IOException {
    Files.writeString(
        folder.resolve("spec.json"), "{\"learner\":\"sgd\",\"dimension\":1,\"rate\":NaN}");

    assertThat(replay("")).isEqualTo(2);
    assertThat(err.toString()).contains("'rate' must be a finite number, got NaN");
  }

  @Test
  void replay_timeBeyondALong_isRefusedAndNotPublished() throws IOException {
    replay("{\"x\":[1],\"y\":1,\"ts\":1e30}\n{\"x\":[1],\"y\":1,\"ts\":9223372036854775808}\n");

    assertThat(weights()).isEmpty();
    assertThat(err.toString())
        .contains("ts is 1e30, must be milliseconds", "ts is 9223372036854775808, must be");
  }

  private int replay(String samples, String... options) throws IOException {
    Files.writeString(folder.resolve("s.jsonl"), samples);
    String[] all = new String[options.length + 2];
    all[0] = "--samples";
    all[1] = folder.resolve("s.jsonl").toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return execute(all);
  }

  private int execute(String... options) {
    CommandLine line = Rivulet.commandLine();
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[options.length + 5];
    all[0] = "replay";
    all[1] = "--spec";
    all[2] = folder.resolve("spec.json").toString();
    all[3] = "--weights";
    all[4] = folder.resolve("w.jsonl").toString();
    System.arraycopy(options, 0, all, 5, options.length);
    return line.execute(all);
  }

  private List<Long> versions() throws IOException {
    return weights().stream()
        .map(line -> WeightRecordJson.read(line.getBytes(StandardCharsets.UTF_8)).version())
        .toList();
  }

  private List<String> weights() throws IOException {
    return Files.readAllLines(folder.resolve("w.jsonl"));
  }
}
