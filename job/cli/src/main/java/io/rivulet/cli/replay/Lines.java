package io.rivulet.cli.replay;

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
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean ended;

  /**
   * @param in buffered
   * @param limit in bytes; of a longer line limit + 1 bytes are kept
   */
  public Lines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** The next line without its end, or null behind the last. */
  public byte[] next() throws IOException {
    if (ended) {
      return null;
    }
    line.reset();
    int read = in.read();
    while (read >= 0 && read != '\n') {
      if (line.size() <= limit) {
        line.write(read);
      }
      read = in.read();
    }
    ended = read < 0;
    return ended && line.size() == 0 ? null : line.toByteArray();
  }

  /** Whether a line holds white space only. */
  public static boolean blank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
