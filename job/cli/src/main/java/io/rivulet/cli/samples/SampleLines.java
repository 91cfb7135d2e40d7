package io.rivulet.cli.samples;

import io.rivulet.cli.console.Failure;
import io.rivulet.cli.console.Lines;
import io.rivulet.cli.console.PatientProgress;
import io.rivulet.cli.file.InputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The lines of a file of samples, or of standard input, after those that are skipped. */
final class SampleLines implements AutoCloseable {

  /** The largest record that a job can be set to read. */
  static final int LONGEST = 64 << 20;

  private final Path file;
  private final InputStream in;
  private final Lines lines;
  private final long size;
  private long number;
  private long read;

  /**
   * Opens the file.
   *
   * @param file {@code -} for standard input
   * @throws Failure when the file has fewer lines than are to be skipped
   */
  SampleLines(Path file, long skip) throws IOException {
    boolean standardInput = file.toString().equals("-");
    this.file = file;
    in = new BufferedInputStream(standardInput ? System.in : samples(file), 1 << 16);
    size = standardInput ? 0 : Files.size(file);
    lines = new Lines(in, LONGEST);
    skip(skip);
  }

  private static InputStream samples(Path file) throws IOException {
    return new InputFile(file, "samples, one JSON object a line").open();
  }

  private void skip(long skip) throws IOException {
    while (number < skip) {
      if (next() == null) {
        throw Failure.refused(
            "--skip %d is more than the %d lines of %s".formatted(skip, number, file));
      }
    }
  }

  /** The next line, or null after the last. */
  byte[] next() throws IOException {
    byte[] line = lines.next();
    if (line != null) {
      number++;
      read += line.length + 1;
    }
    return line;
  }

  /** Of the last line, from 1 on, those that were skipped included. */
  long number() {
    return number;
  }

  void show(PatientProgress progress) {
    progress.advanceTo(read, size);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
