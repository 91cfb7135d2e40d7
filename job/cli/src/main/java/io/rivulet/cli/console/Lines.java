package io.rivulet.cli.console;

import io.rivulet.wire.Bom;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a file as bytes. A line beyond the limit is cut right after it, so that it still
 * shows.
 */
public final class Lines {

  private final InputStream in;
  private final int limit;
  private final byte[] chunk = new byte[1 << 16];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int end;

  /**
   * Takes as much of the stream at once as is there.
   *
   * @param limit in bytes; of a longer line limit + 1 bytes are kept
   */
  public Lines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** The next line without its end, or null after the last. */
  public byte[] next() throws IOException {
    line.reset();
    boolean any = false;
    while (position < end || fill()) {
      any = true;
      int stop = position;
      while (stop < end && chunk[stop] != '\n') {
        stop++;
      }
      line.write(chunk, position, Math.min(stop - position, limit + 1 - line.size()));
      position = stop + 1;
      if (stop < end) {
        return line.toByteArray();
      }
    }
    return any ? line.toByteArray() : null;
  }

  /** False after the last byte. */
  private boolean fill() throws IOException {
    end = Math.max(0, in.read(chunk));
    position = 0;
    return end > 0;
  }

  /** Whether a line holds white space only, after a byte-order mark if it has one. */
  public static boolean blank(byte[] line) {
    for (int i = Bom.length(line); i < line.length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
