package io.rivulet.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.cli.Rivulet;
import io.rivulet.cli.local.Home;
import io.rivulet.job.config.JobConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The {@code rivulet} commands on the pages of {@code deploy/}, and what the page sends. */
final class DeployCommandsTest {

  private static final Path CHECKOUT = Home.find().checkout();
  private static final Pattern COMMAND = Pattern.compile("(?m)^scripts/rivulet (.*)$");

  /** Lines that go on, and where the output goes: the shell's own. */
  private static final Pattern CONTINUED = Pattern.compile("\\\\\n *");

  private static final Pattern REDIRECTED = Pattern.compile(" > \\S+$");
  private static final List<String> PAGES =
      List.of("README.md", "docker/README.md", "kubernetes/README.md", "standalone/README.md");

  @TempDir private Path dir;

  static List<String> commands() throws IOException {
    return PAGES.stream().flatMap(DeployCommandsTest::commands).toList();
  }

  private static Stream<String> commands(String page) {
    try {
      String text = Files.readString(CHECKOUT.resolve("deploy").resolve(page));
      return COMMAND
          .matcher(CONTINUED.matcher(text).replaceAll(""))
          .results()
          .map(found -> REDIRECTED.matcher(found.group(1)).replaceAll(""));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void pages_haveCommands() throws IOException {
    assertThat(commands())
        .hasSizeGreaterThan(6)
        .anyMatch(command -> command.startsWith("produce --bootstrap-servers localhost:9092"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_isKnown_andItsFilesExist(String command) {
    List<String> words = Arrays.asList(command.split(" +", -1));

    assertThatCode(() -> Rivulet.commandLine().parseArgs(words.toArray(String[]::new)))
        .doesNotThrowAnyException();
    assertThat(words)
        .filteredOn(word -> word.startsWith("deploy/"))
        .allMatch(file -> Files.exists(CHECKOUT.resolve(file)));
  }

  @Test
  void samplesOfDocker_areJson_andAllButTheLastFitTheExample() throws IOException {
    Path samples = CHECKOUT.resolve("deploy/docker/samples.jsonl");
    Path predictions = dir.resolve("predictions.jsonl");
    Path weights = dir.resolve("weights.jsonl");

    assertThat(run("produce", "--check", "--file", samples.toString())).isZero();
    assertThat(
            run(
                "replay",
                "--spec",
                specOfPumps().toString(),
                "--samples",
                samples.toString(),
                "--weights",
                weights.toString(),
                "--predictions",
                predictions.toString()))
        .isZero();
    assertThat(Files.readAllLines(weights)).hasSize(2);
    assertThat(said)
        .hasToString(
            "{\"line\":3,\"model\":\"pump-7\",\"reason\":\"DIMENSION\","
                + "\"message\":\"x has 3 entries, the model takes 16\"}\n");
  }

  private final StringWriter said = new StringWriter();

  private int run(String... words) {
    CommandLine line = Rivulet.commandLine();
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(said));
    return line.execute(words);
  }

  private Path specOfPumps() throws IOException {
    String example = CHECKOUT.resolve("deploy/rivulet.yaml").toString();
    Object spec =
        JobConfiguration.read("--config", example).models().patterns().stream()
            .filter(pattern -> pattern.match().equals("pump-*"))
            .findFirst()
            .orElseThrow()
            .spec();
    return Files.writeString(dir.resolve("spec.json"), new ObjectMapper().writeValueAsString(spec));
  }
}
