package io.rivulet.job.savedstate;

import java.io.IOException;
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

/** This machine's files, without Flink. */
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
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> list(String folder) throws IOException {
    if (!Files.isDirectory(file(folder))) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(file(folder))) {
      for (Path each : files.toList()) {
        boolean isFolder = Files.isDirectory(each);
        long bytes = isFolder ? 0 : Files.size(each);
        entries.add(new Entry(folder + "/" + each.getFileName(), isFolder, bytes));
      }
    }
    return entries;
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
