package io.rivulet.cli.replay;

import io.rivulet.cli.file.WholeFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file with one JSON document a line, or nothing at all. */
final class JsonLines implements Closeable {

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final WholeFile file;

  private JsonLines(OutputStream out, WholeFile file) {
    this.out = out;
    this.file = file;
  }

  /**
   * Begins an empty file, which takes its place when it is closed after {@link #complete}.
   *
   * @param path null when what is written goes nowhere
   */
  static JsonLines to(Path path) throws IOException {
    if (path == null) {
      return new JsonLines(null, null);
    }
    WholeFile file = WholeFile.begin(path);
    return new JsonLines(file.stream(), file);
  }

  static JsonLines toStandardOutput() {
    return new JsonLines(new StandardOutput(), null);
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

  void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  void complete() {
    if (file != null) {
      file.complete();
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    } else if (out != null) {
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
