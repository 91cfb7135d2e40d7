package io.rivulet.job.savedstate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The file system of this machine, read without Flink. */
final class LocalFolders implements Folders {

  private static final Pattern SCHEME = Pattern.compile("file:(?://[^/]*)?");
  private static final Pattern OTHER_SCHEME = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]+:");

  /** Whether a path names a file of this machine. */
  static boolean has(String path) {
    return !OTHER_SCHEME.matcher(path).lookingAt();
  }

  private static Path file(String path) {
    return Path.of(SCHEME.matcher(path).replaceFirst(""));
  }

  @Override
  public String absolute(String folder) {
    return "file:" + file(folder).toAbsolutePath().normalize();
  }

  @Override
  public Optional<Instant> written(String file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file(file)).toInstant());
    } catch (FileSystemException unread) {
      if (unread instanceof NoSuchFileException || Files.isRegularFile(file(file).getParent())) {
        return Optional.empty();
      }
      throw unread;
    }
  }

  /** Leaves out what goes while this looks: a running job removes its old checkpoints. */
  @Override
  public List<Entry> list(String folder) throws IOException {
    if (!Files.isDirectory(file(folder))) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(file(folder))) {
      for (Path each : files.toList()) {
        entry(folder, each).ifPresent(entries::add);
      }
    } catch (NoSuchFileException gone) {
      return List.of();
    }
    return entries;
  }

  private static Optional<Entry> entry(String folder, Path file) throws IOException {
    try {
      boolean isFolder = Files.isDirectory(file);
      long bytes = isFolder ? 0 : Files.size(file);
      return Optional.of(new Entry(folder + "/" + file.getFileName(), isFolder, bytes));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String path) throws IOException {
    try (Stream<Path> files = Files.walk(file(path))) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
