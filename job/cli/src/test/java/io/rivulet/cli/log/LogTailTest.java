package io.rivulet.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("broker.log");
  }

  @Test
  void last_noFile_isEmpty() {
    assertThat(new LogTail(file).last(5)).isEmpty();
  }

  @Test
  void last_manyLines_areTheNewest() throws IOException {
    Files.writeString(file, "a\nb\nc\n");

    assertThat(new LogTail(file).last(2)).containsExactly("b", "c");
  }

  @Test
  void added_afterLast_isOnlyWhatIsNew() throws IOException {
    Files.writeString(file, "a\n");
    var tail = new LogTail(file);
    tail.last(1);

    Files.writeString(file, "b\n", StandardOpenOption.APPEND);

    assertThat(tail.added()).isEqualTo("b\n");
    assertThat(tail.added()).isEmpty();
  }

  @Test
  void added_afterRollOver_startsAgain() throws IOException {
    Files.writeString(file, "a long first line\n");
    var tail = new LogTail(file);
    tail.last(1);

    Files.writeString(file, "new\n");

    assertThat(tail.added()).isEqualTo("new\n");
  }
}
