package io.rivulet.cli.model;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.JsonOutput;
import io.rivulet.cli.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** The file that exported states are written to, one a line. */
record StateTarget(Path file) {

  /** Fails when the file can surely not be written; it is not touched. */
  void requireWritable() {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw Failure.failed(
          "the states cannot be written to " + file + ": give a file in a folder that exists");
    }
  }

  void write(Collection<byte[]> states) {
    try {
      WholeFile.write(file, out -> states.forEach(state -> JsonOutput.line(out, state)));
    } catch (IOException | UncheckedIOException e) {
      throw Failure.failed("the states cannot be written: " + e, e);
    }
  }
}
