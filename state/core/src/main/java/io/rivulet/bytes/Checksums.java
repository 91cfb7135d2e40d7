package io.rivulet.bytes;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The CRC32C of stretches of bytes that pass by in a window, one stretch within another. */
final class Checksums {

  private Open innermost;
  private int mark;

  /** Begins a stretch at the position of the window. */
  void begin(ByteBuffer window) {
    add(window);
    innermost = new Open(new CRC32C(), innermost);
  }

  /** Ends the innermost stretch at the position of the window. */
  int end(ByteBuffer window) {
    add(window);
    int sum = (int) innermost.sum.getValue();
    innermost = innermost.around;
    return sum;
  }

  /** Adds what has passed. The window may show other bytes from then on, from its start. */
  void leave(ByteBuffer window) {
    add(window);
    mark = 0;
  }

  private void add(ByteBuffer window) {
    int to = window.position();
    for (Open open = innermost; open != null; open = open.around) {
      open.sum.update(window.array(), window.arrayOffset() + mark, to - mark);
    }
    mark = to;
  }

  private record Open(CRC32C sum, Open around) {}
}
