package io.rivulet.cli.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The end of a log file that may be large, still grow, and be rolled over. */
public final class LogTail {

  private static final int MOST_BYTES = 4 << 20;

  private final Path file;
  private final LogFilter filter;
  private final LogSieve sieve;
  private long position;

  public LogTail(Path file) {
    this(file, LogFilter.NONE);
  }

  public LogTail(Path file, LogFilter filter) {
    this.file = file;
    this.filter = filter;
    sieve = new LogSieve(filter);
  }

  /** The last lines, of at most 4 MiB; {@link #added} goes on after them. */
  public List<String> last(int lines) {
    List<String> all = newest();
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  /**
   * The last wanted entries that have this many lines together, each whole: of the last 4 MiB, or
   * with a filter of all that is kept, files that were rolled over included.
   */
  public List<String> lastEntries(int lines) {
    List<List<String>> entries =
        new ArrayList<>(filter.isOpen() ? sieve.entries(newest()) : sieve.entries(all()));
    int first = entries.size();
    int counted = 0;
    while (first > 0 && counted < lines) {
      first--;
      counted += entries.get(first).size();
    }
    return entries.subList(first, entries.size()).stream().flatMap(List::stream).toList();
  }

  /** The wanted entries that were written since. */
  public List<String> addedEntries() {
    return sieve.entries(added().lines().toList()).stream().flatMap(List::stream).toList();
  }

  private List<String> newest() {
    position = Math.max(0, size() - MOST_BYTES);
    return added().lines().toList();
  }

  private List<String> all() {
    List<String> lines = new ArrayList<>();
    rolledOver().forEach(path -> lines.addAll(lines(path)));
    position = 0;
    for (String more = added(); !more.isEmpty(); more = added()) {
      more.lines().forEach(lines::add);
    }
    return lines;
  }

  /** From the oldest to the newest. */
  private List<Path> rolledOver() {
    try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
      return files
          .filter(each -> each.getFileName().toString().startsWith(file.getFileName() + "."))
          .sorted(Comparator.comparing(LogTail::modified).thenComparing(Path::compareTo))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long modified(Path path) {
    return path.toFile().lastModified();
  }

  private static List<String> lines(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The whole lines that were written since, a stretch of at most 4 MiB at a time; a file that
   * shrank has been rolled over and is read from its start.
   */
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
      int whole = lastLineEnd(bytes);
      position += whole;
      return StandardCharsets.UTF_8.decode(bytes.rewind().limit(whole)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** After the last line feed, or after everything if one line fills the buffer. */
  private static int lastLineEnd(ByteBuffer bytes) {
    int end = bytes.position();
    while (end > 0 && bytes.get(end - 1) != '\n') {
      end--;
    }
    return end == 0 && !bytes.hasRemaining() && bytes.capacity() == MOST_BYTES
        ? bytes.position()
        : end;
  }

  private long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
