package io.rivulet.cli.replay;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** A file with one JSON document a line, or nothing at all. */
final class JsonLines implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;

  private JsonLines(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins an empty file.
   *
   * @param file null when what is written goes nowhere
   */
  static JsonLines to(Path file) throws IOException {
    return new JsonLines(
        file == null ? null : new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
  }

  static JsonLines toStandardOutput() {
    return new JsonLines(new StandardOutput());
  }

  boolean goNowhere() {
    return out == null;
  }

  /** Writes a record; it is not even formatted when it goes nowhere. */
  <T> void write(T record, Function<T, byte[]> json) {
    if (out == null) {
      return;
    }
    try {
      out.write(json.apply(record));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  /** Standard output stays open when the command is done with it. */
  private static final class StandardOutput extends BufferedOutputStream {

    StandardOutput() {
      super(System.out, BUFFER);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
