package io.rivulet.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cli.Rivulet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say of a folder where they want a file. */
final class GivenFolderTest {

  private static final String BROKER = "--bootstrap-servers=localhost:1";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "produce --check --file FOLDER",
        "produce --file FOLDER BROKER",
        "state inspect FOLDER",
        "model create a --spec FOLDER BROKER",
        "model configure a --spec FOLDER BROKER",
        "model import a --state FOLDER BROKER",
        "replay --spec FOLDER --samples -",
        "replay --spec SPEC --samples FOLDER",
        "replay --spec SPEC --samples EMPTY --states-in FOLDER",
      })
  void read_folder_isNamedWithWhatIsWanted(String command) throws IOException {
    Path folder = Files.createDirectory(dir.resolve("given"));

    Run run = run(command, folder);

    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err).startsWith("rivulet: " + folder + " is a directory; give a file with ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"replay --spec SPEC --samples EMPTY --weights FOLDER"})
  void write_folder_isNamed(String command) throws IOException {
    Path folder = Files.createDirectory(dir.resolve("given"));

    Run run = run(command, folder);

    assertThat(run.exitCode).isEqualTo(1);
    assertThat(run.err)
        .isEqualTo("rivulet: " + folder + " is a directory; give a file to write to\n");
  }

  @Test
  void configuration_folder_isNamed() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("given"));

    Run run = run("submit --check --config FOLDER --dir FOLDER", folder);

    assertThat(run.err + run.out)
        .contains(folder + " is a directory; --config takes a file with the configuration");
  }

  private Run run(String command, Path folder) throws IOException {
    Path spec =
        Files.writeString(dir.resolve("spec.json"), "{\"learner\": \"rls\", \"dimension\": 1}");
    Path empty = Files.writeString(dir.resolve("empty.jsonl"), "");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Rivulet.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(
                List.of(command.split(" ")).stream()
                    .map(word -> word.equals("FOLDER") ? folder.toString() : word)
                    .map(word -> word.equals("SPEC") ? spec.toString() : word)
                    .map(word -> word.equals("EMPTY") ? empty.toString() : word)
                    .map(word -> word.equals("BROKER") ? BROKER : word)
                    .toArray(String[]::new));
    return new Run(exitCode, out.toString(), err.toString());
  }

  private record Run(int exitCode, String out, String err) {}
}
