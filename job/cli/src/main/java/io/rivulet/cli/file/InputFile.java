package io.rivulet.cli.file;

import io.rivulet.cli.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a command reads.
 *
 * @param holds what is wanted in it, for the message when it is a folder
 */
public record InputFile(Path path, String holds) {

  public InputStream open() throws IOException {
    requireFile();
    return Files.newInputStream(path);
  }

  /** All of it, which must be UTF-8. */
  public String text() throws IOException {
    requireFile();
    return Files.readString(path);
  }

  /** The system would open a folder, fail to read it, and not name it. */
  private void requireFile() {
    if (Files.isDirectory(path)) {
      throw Failure.failed(path + " is a directory; give a file with " + holds);
    }
  }
}
