package io.rivulet.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class WholeFileTest {

  private static final byte[] MUCH =
      "0123456789abcde\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("out.jsonl");
  }

  @Test
  void write_newFile_isThereWithThePermissionsOfAnyOther() throws IOException {
    WholeFile.write(file, out -> out.write(MUCH));

    Path other = Files.createFile(folder.resolve("other"));
    assertThat(file).hasBinaryContent(MUCH);
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(other));
    assertThat(names()).containsExactly("other", "out.jsonl");
  }

  @Test
  void write_existingFile_keepsItsPermissions() throws IOException {
    Files.writeString(file, "before\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw---x"));

    WholeFile.write(file, out -> out.write(MUCH));

    assertThat(file).hasBinaryContent(MUCH);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-rw---x");
    assertThat(names()).containsExactly("out.jsonl");
  }

  @Test
  void write_notYetWhole_showsWhatWasThere() throws IOException {
    Files.writeString(file, "before\n");
    try (WholeFile written = WholeFile.begin(file)) {
      written.stream().write(MUCH);
      written.complete();
      assertThat(file).hasContent("before\n");
    }
    assertThat(file).hasBinaryContent(MUCH);
  }

  @Test
  void write_failing_leavesWhatWasThereAndNoDraft() throws IOException {
    Files.writeString(file, "before\n");

    for (Exception each : List.of(new IOException("disk is full"), new IllegalStateException())) {
      assertThatThrownBy(() -> WholeFile.write(file, out -> failAfterMuch(out, each)))
          .isSameAs(each);
      assertThat(file).hasContent("before\n");
      assertThat(names()).containsExactly("out.jsonl");
    }
  }

  @Test
  void write_failingNewFile_leavesNothing() {
    IOException full = new IOException("disk is full");

    assertThatThrownBy(() -> WholeFile.write(file, out -> failAfterMuch(out, full))).isSameAs(full);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void write_link_isFollowedAndStays() throws IOException {
    Path place = Files.writeString(folder.resolve("place"), "before\n");
    Files.createSymbolicLink(file, place.getFileName());

    WholeFile.write(file, out -> out.write(MUCH));

    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(place).hasBinaryContent(MUCH);
    assertThat(names()).containsExactly("out.jsonl", "place");
  }

  @Test
  void write_pipe_takesTheBytesAndStays() throws Exception {
    Process made = new ProcessBuilder("mkfifo", file.toString()).start();
    assertThat(made.waitFor()).isZero();
    Process reader = new ProcessBuilder("cat", file.toString()).start();

    WholeFile.write(file, out -> out.write(MUCH, 0, 1000));

    assertThat(reader.getInputStream().readAllBytes()).isEqualTo(Arrays.copyOf(MUCH, 1000));
    assertThat(Files.isRegularFile(file)).isFalse();
    assertThat(names()).containsExactly("out.jsonl");
  }

  @Test
  void write_device_isWrittenTo() throws IOException {
    Path nowhere = Path.of("/dev/null");

    WholeFile.write(nowhere, out -> out.write(MUCH));

    assertThat(Files.isRegularFile(nowhere)).isFalse();
  }

  @Test
  void write_directory_isRefusedByName() {
    assertThatThrownBy(() -> WholeFile.begin(folder))
        .isInstanceOf(Failure.class)
        .hasMessage(folder + " is a directory; give a file to write to");
  }

  @Test
  void write_folderThatIsNotThere_namesTheFile() {
    Path lost = folder.resolve("no/such.jsonl");

    assertThatThrownBy(() -> WholeFile.begin(lost))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(lost.toString());
  }

  private static void failAfterMuch(OutputStream out, Exception failure) throws IOException {
    out.write(MUCH);
    if (failure instanceof IOException broken) {
      throw broken;
    }
    throw (RuntimeException) failure;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }
}
