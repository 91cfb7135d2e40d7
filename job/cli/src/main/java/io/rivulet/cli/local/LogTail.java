package io.rivulet.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file that may be large and still grow. */
final class LogTail {

  private static final int MOST_BYTES = 4 << 20;

  private final Path file;
  private long position;

  LogTail(Path file) {
    this.file = file;
  }

  /** The last lines, of at most 4 MiB; {@link #added} goes on behind them. */
  List<String> last(int lines) {
    position = Math.max(0, size() - MOST_BYTES);
    List<String> all = added().lines().toList();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /** What was written since; a file that shrank has been rolled over and is read from its start. */
  String added() {
    long size = size();
    if (size < position) {
      position = 0;
    }
    if (size == position) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size - position, MOST_BYTES));
      channel.read(bytes, position);
      position += bytes.position();
      return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
